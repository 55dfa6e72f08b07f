"""The default response has a schema.

Why: default stands for every code that is not listed, mostly for errors; makers would get its values as the result.
Write: the schema on the code that is expected, mostly 200, and default without one.
Bad:
    responses: {default: Order}
Good:
    responses: {200: Order, default: {description: Error}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    DefaultResponseHasSchema. About 7 in 100 published connectors break it, from before it was checked; an error in the
    logs of pull requests of 2025 (PagePixels Screenshots, MiniSoup HTML Parser, Finance Agents SAP BTP).
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.rule import PUBLISHED
from connectorsmith.model import Connector
from connectorsmith.model.walk import answers


@rule(Severity.ERROR, code="DefaultResponseHasSchema", profiles=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the default response of every operation."""
    for operation in connector.operations:
        for code, response in answers(connector, operation):
            if code == "default" and response.schema is not None:
                of = operation.id or "the operation"
                expected = any(other.startswith("2") for other in operation.responses or ())
                hint = "leave the schema out" if expected else "write 200 in place of default"
                yield Finding(operation.at / "responses" / code, f"the default response of {of} has a schema", hint)
