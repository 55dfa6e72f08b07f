"""The secrets of a connection, which no trace, log or record may show."""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics.secret_names import is_secret_name
from connectorsmith.model import Connector
from connectorsmith.runtime.authenticate import parameter_types
from connectorsmith.runtime.connection import Connection

_PLAIN = frozenset({"string"})


def secrets_of(connector: Connector, connection: Connection) -> tuple[str, ...]:
    """Every token, every value of a connection parameter that is a secret by its type or its name, and ``hidden``."""
    return tuple(dict.fromkeys(value for value in _secrets(connector, connection) if value))


def _secrets(connector: Connector, connection: Connection) -> Iterator[str]:
    yield from connection.hidden
    yield from connection.tokens.values()
    types = parameter_types(connector, connection)
    for name, value in connection.values.items():
        if types.get(name, "string").lower() not in _PLAIN or is_secret_name(name):
            yield value
