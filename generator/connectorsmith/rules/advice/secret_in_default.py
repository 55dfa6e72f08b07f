"""A default looks like a key of the API.

Why: the files of a connector are read by everybody who may edit it, and every flow stores the defaults of its steps.
Write: a connection parameter of type securestring, and a policy that sends it. Revoke the key if the file was ever
    shared.
Bad:
    parameters:
      X-Account: {in: header, type: string, visibility: internal, default: 8f14e45fceea167a5a36dedd4bea2543}
Good:
    connectionParameters: {account_key: {type: securestring, displayName: Account key}}
    policies: [{template: setheader, title: Send the key, name: X-Account, section: Request, existsAction: override,
      value: "@connectionParameters('account_key')"}]
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/connection-parameters; the forms of known keys
    are in generator/connectorsmith/diagnostics/key_formats.yaml
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.all_parts import schemas_having
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.key_text import has_key, service_of
from connectorsmith.diagnostics.secret_text import has_password
from connectorsmith.model import Connector
from connectorsmith.rules.support.properties import connection_parameters


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the defaults of parameters, properties and connection parameters, whatever they are called."""
    for schema in schemas_having(connector, "default"):
        if isinstance(schema.default, str) and _is_key(schema.default):
            yield Finding(schema.at / "default", f"the default {_what(schema.default)}", _HINT)
    for parameter in connection_parameters(connector):
        default = parameter.extra.get("defaultValue")
        if parameter.type == "string" and isinstance(default, str) and _is_key(default):
            yield Finding(parameter.at / "defaultValue", f'the default of "{parameter.name}" {_what(default)}', _HIDDEN)


def _is_key(text: str) -> bool:
    return has_key(text) or has_password(text)


def _what(text: str) -> str:
    service = service_of(text)
    return f"looks like a key of {service}" if service else "looks like a key or a password"


_HINT = "make it a connection parameter of type securestring, and revoke it if the file was ever shared"
_HIDDEN = "write type: securestring without a default, and revoke it if the file was ever shared"
