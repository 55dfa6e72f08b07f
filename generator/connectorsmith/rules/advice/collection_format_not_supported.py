"""The values of a list are to be written in another way than with commas.

Why: the platform joins the values of a list with commas and knows no other way.
Write: nothing or "csv"; if the API wants it otherwise, a string that makers write as the API wants it.
Bad:
    {name: ids, in: query, type: array of string, collectionFormat: multi}
Good:
    {name: ids, in: query, type: array of string, collectionFormat: csv}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    CollectionFormatValueNotSupported, which does not name what is supported; certified connectors have csv only
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.analysis.all_parts import schemas_with
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector

_KEY: Final = "collectionFormat"


@rule(Severity.WARNING, code="CollectionFormatValueNotSupported")
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the format of every list."""
    for schema in schemas_with(connector, _KEY):
        found = schema.extra.get(_KEY, "csv")
        if found != "csv":
            message = f"the format of the list is {found}, and the platform knows csv only"
            yield Finding(schema.at / _KEY, message, "write csv, or make the parameter a string")
