"""The definition is not written in Swagger 2.0.

Why: the platform reads Swagger 2.0 and nothing else; the version is the text "2.0" and not a number.
Write: nothing in a spec, where it is implied; "swagger": "2.0" in a package.
Bad:
    raw: {apiDefinition: {swagger: 2.0}}
Good:
    info: {title: Orders}             # swagger: "2.0" is implied
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    SpecificationVersionIncorrect
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from connectorsmith.analysis.other_formats import other_format
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector


@rule(Severity.ERROR, code="SpecificationVersionIncorrect")
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the version that is written."""
    if connector.swagger == "2.0":
        return
    written = connector.extra.get("swagger", connector.swagger)
    if (other := other_format(connector)) is not None:
        message = f"the definition is {other[0]}, which the platform does not read"
        yield Finding(connector.at / other[1], message, "convert the file: connectorsmith import FILE")
        return
    found = "has no version of Swagger" if written is None else f"says that its Swagger is {json.dumps(written)}"
    yield Finding(connector.at / "swagger", f"the definition {found}", 'write "2.0", in quotes')
