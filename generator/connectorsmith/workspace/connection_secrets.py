"""The secrets of all connections of a workspace, which are hidden whether or not a run uses those connections."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from connectorsmith.analysis.designer.connections import connection_fields, set_names
from connectorsmith.diagnostics.secret_names import is_secret_name
from connectorsmith.diagnostics.secret_values import is_mild
from connectorsmith.model import Connector
from connectorsmith.workspace.connections_file import ConnectionsFile
from connectorsmith.workspace.secret_sources import references, resolved

_HOST: Final = re.compile(r"(?=[^.]*\.)[a-z0-9.:-]+")
"""The address of a service, which is rarely a secret."""


def connection_secrets(
    file: ConnectionsFile, connector: Connector | None, environ: Mapping[str, str]
) -> tuple[str, ...]:
    """The secrets that a file of connections holds, or refers to by ``${NAME}``, each one once.

    The type of a parameter decides for the connections of ``connector``. For those of others, and where the file has
    faults, a value is one if it is a token, has the name of a secret, or looks like a password. ``environ`` has the
    environment variables. The keyring is left alone, because it may ask the user.
    """
    entries = file.document.value
    found = _of_file(entries, connector, environ) if isinstance(entries, Mapping) else _of_text(file, environ)
    return tuple(dict.fromkeys(value for value in found if value))


def _of_file(entries: Mapping[str, Any], connector: Connector | None, environ: Mapping[str, str]) -> Iterator[str]:
    for name, connections in entries.items():
        known = connector if connector is not None and connector.id == name else None
        for entry in _mapping(connections).values():
            plain = _plain_keys(known, _mapping(entry).get("set"))
            for holder in ("values", "tokens"):
                for key, value in _mapping(_mapping(entry).get(holder)).items():
                    if holder == "tokens" or key not in plain:
                        sure = known is not None or holder == "tokens" or is_secret_name(str(key))
                        yield from _secrets(value, environ, sure=sure)


def _of_text(file: ConnectionsFile, environ: Mapping[str, str]) -> Iterator[str]:
    """The variables in a file that cannot be read."""
    for name in references(file.document.text):
        yield from _secrets(f"${{{name}}}", environ, sure=is_secret_name(name))


def _plain_keys(connector: Connector | None, chosen: Any) -> set[str]:
    """The parameters of a connector that are not secret, by their types and names."""
    if connector is None:
        return set()
    name = chosen if chosen in set_names(connector) else None
    fields = connection_fields(connector, name)
    return {one.key for one in fields if not one.secret and not one.signs_in and not is_secret_name(one.key)}


def _secrets(value: Any, environ: Mapping[str, str], *, sure: bool) -> Iterator[str]:
    """A value with its variables filled in, and the variables alone, if it is a secret or looks like one."""
    written = value if isinstance(value, str) else json.dumps(value)
    parts = [environ.get(name, "").rstrip("\r\n") for name in references(written)]
    for part in (resolved(written, environ)[0], *parts):
        if sure or (parts and not is_mild(part) and not _HOST.fullmatch(part)):
            yield part


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
