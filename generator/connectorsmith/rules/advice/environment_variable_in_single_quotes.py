"""A reference to an environment variable has its name in single quotes.

Why: the platform documents double quotes, and takes what it does not recognise as a reference for text.
Write: the name in double quotes.
Bad:
    host: "@environmentVariables('cr_host')"
Good:
    host: '@environmentVariables("cr_host")'
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/environment-variables
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Pointer, Severity, rule
from connectorsmith.language.policy_expression import ENVIRONMENT_REFERENCE
from connectorsmith.model import Connector, Json
from connectorsmith.rules.support.properties import connection_parameters


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the address of the service and at the logins, where the platform resolves references."""
    for at, text in _texts(connector):
        for match in ENVIRONMENT_REFERENCE.finditer(text):
            name = match[2]
            if name is not None:
                hint = f'write @environmentVariables("{name}")'
                yield Finding(at, f'the environment variable "{name}" is in single quotes', hint)


def _texts(connector: Connector) -> Iterator[tuple[Pointer, str]]:
    """The texts in which the platform resolves environment variables, each with its place."""
    for key, text in (("host", connector.host), ("basePath", connector.base_path)):
        if text is not None:
            yield connector.at / key, text
    for parameter in connection_parameters(connector):
        yield from _inside(parameter.at / "oAuthSettings", parameter.oauth)


def _inside(at: Pointer, value: Json) -> Iterator[tuple[Pointer, str]]:
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _inside(at / key, inner)
