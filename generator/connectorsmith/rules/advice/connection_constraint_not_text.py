"""A constraint of a connection parameter is true or false where the platform reads text.

Why: "required" and "hidden" are documented as "true" and "false" in quotes; with truth values some dialogs ignore them.
Write: in a spec nothing, it writes the text for you; in apiProperties.json "true" or "false" in quotes.
Bad:
    connectionParameters: {api_key: {type: string, uiDefinition: {constraints: {required: true}}}}
Good:
    connectionParameters: {api_key: {type: string, required: true}}
Source: the published JSON Schema of apiProperties;
    https://learn.microsoft.com/en-us/connectors/custom-connectors/multi-auth
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.properties import connection_parameters


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the two flags of every parameter."""
    for parameter in connection_parameters(connector):
        for key in ("required", "hidden"):
            value = parameter.constraints.get(key)
            if isinstance(value, bool):
                text = str(value).lower()
                message = f'`{key}` of the connection parameter "{parameter.name}" is {text}, and no text'
                yield Finding(parameter.at / key, message, f'write "{text}", in quotes')
