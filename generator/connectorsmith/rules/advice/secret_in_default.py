"""A default is a secret: it looks like a key of the API, or is that of a hidden connection parameter.

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

import re
from collections.abc import Iterator
from typing import Final

from connectorsmith.analysis.all_parts import schemas_having
from connectorsmith.diagnostics import Finding, Pointer, Severity, rule
from connectorsmith.diagnostics.key_text import has_key, service_of
from connectorsmith.diagnostics.password_in_address import has_password
from connectorsmith.diagnostics.secret_names import is_secret_name
from connectorsmith.model import ConnectionParameter, Connector, Json
from connectorsmith.rules.support.properties import connection_parameters


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the defaults of parameters, properties and connection parameters, whatever they are called."""
    for schema in schemas_having(connector, "default"):
        if isinstance(schema.default, str) and _is_key(schema.default):
            yield Finding(schema.at / "default", f"the default {_what(schema.default)}", _HINT)
    for parameter in connection_parameters(connector):
        for at, default in _defaults(parameter):
            if not isinstance(default, str) or not default.strip() or _REFERENCE.fullmatch(default.strip()):
                continue
            if _is_hidden(parameter) and (not _ADDRESS.match(default) or _is_key(default)):
                message = f'the default of "{parameter.name}" is a secret, and everybody who has the file can read it'
                yield Finding(at, message, _NONE)
            elif parameter.type == "string" and _is_key(default):
                yield Finding(at, f'the default of "{parameter.name}" {_what(default)}', _HIDDEN)


def _defaults(parameter: ConnectionParameter) -> Iterator[tuple[Pointer, Json]]:
    """The defaults of a connection parameter, each with its place."""
    yield parameter.at / "defaultValue", parameter.extra.get("defaultValue")
    yield parameter.at / "uiDefinition" / "constraints" / "default", parameter.constraints.get("default")


def _is_hidden(parameter: ConnectionParameter) -> bool:
    """Whether the value is a secret by the type or the name of the parameter, or is hidden while it is typed."""
    if isinstance(parameter.type, str) and parameter.type.casefold() == "securestring":
        return True
    return parameter.type == "string" and (
        is_secret_name(parameter.name) or parameter.constraints.get("clearText") is False
    )


def _is_key(text: str) -> bool:
    return has_key(text) or has_password(text)


def _what(text: str) -> str:
    service = service_of(text)
    return f"looks like a key of {service}" if service else "looks like a key or a password"


_HINT = "make it a connection parameter of type securestring, and revoke it if the file was ever shared"
_ADDRESS: Final = re.compile(r"https?://", re.IGNORECASE)
"""The start of an address, which is hidden in some connectors and is public."""
_NONE = "remove it; revoke the secret if the file was ever shared"
_REFERENCE: Final = re.compile(r"@[A-Za-z]+\([^@()]*\)|\[\[[^\[\]]*\]\]")
"""An expression or a placeholder, which somebody else puts a value in for."""
_HIDDEN = "write type: securestring without a default, and revoke it if the file was ever shared"
