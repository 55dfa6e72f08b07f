"""A field in the dialog of the connection has no name or no help.

Why: makers who create a connection see the key from the file instead of a label, without an explanation.
Write: "displayName:", and "description:" or "tooltip:" that say where the value is found.
Bad:
    connectionParameters: {api_key: {type: securestring}}
Good:
    connectionParameters: {api_key: {type: securestring, displayName: API key, description: From your profile page.}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/connection-parameters
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import ConnectionParameter, Connector, UiDefinition
from connectorsmith.rules.support.phrases import both
from connectorsmith.rules.support.properties import connection_parameters
from connectorsmith.rules.support.properties_faults import is_reported


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the texts of every parameter that is typed in."""
    for parameter in connection_parameters(connector):
        if parameter.type in _TYPED and not parameter.hidden:
            ui = parameter.ui or UiDefinition()
            helped = ui.description or ui.tooltip or ui.extra.get("schema")
            missing = [word for word, text in (("displayName", ui.display_name), ("description", helped)) if not text]
            if missing and not _is_faulty(connector, parameter, missing):
                message = f'the connection parameter "{parameter.name}" has no {" and no ".join(missing)}'
                yield Finding(parameter.at, message, f"add {both(f'{word}: {_SAYS[word]}' for word in missing)}")


def _is_faulty(connector: Connector, parameter: ConnectionParameter, missing: list[str]) -> bool:
    """Whether the texts are there, in a form that cannot be read."""
    ui = parameter.at / "uiDefinition"
    return any(is_reported(connector, at) for at in (ui, *(ui / word for word in missing)))


_TYPED: Final = ("string", "securestring", "int", "bool")
_SAYS: Final = {"displayName": "what the field is called", "description": "where the value is found"}
