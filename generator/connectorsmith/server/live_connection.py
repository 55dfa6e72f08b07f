"""Connections to real services: from the file of the workspace, with the secrets of the environment."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from connectorsmith.analysis.designer.connections import connection_fields, set_names
from connectorsmith.diagnostics import has_errors
from connectorsmith.errors import FileError, UnknownNameError
from connectorsmith.model import Connector
from connectorsmith.runtime.backend import Backend
from connectorsmith.runtime.connection import Connection
from connectorsmith.server.allowed_hosts import AllowedHosts, named_hosts
from connectorsmith.server.http_backend import HttpBackend
from connectorsmith.workspace.connection_secrets import connection_secrets
from connectorsmith.workspace.connections_file import NAME, ConnectionsFile
from connectorsmith.workspace.open import SpecError


def _example(connector: Connector) -> str:
    """A connection in one line of YAML, with variables of the environment for what a maker has to give."""
    sets = set_names(connector)
    fields = connection_fields(connector, sets[0] if sets else None)
    asked = [one for one in fields if one.required or one.signs_in]
    parts = [f"set: {sets[0]}"] if sets else []
    for key, signs_in in (("values", False), ("tokens", True)):
        named = [f'{one.key}: "${{{one.key.upper()}}}"' for one in asked if one.signs_in is signs_in]
        parts += [f"{key}: {{{', '.join(named)}}}"] if named else []
    return f"{connector.id}: {{mine: {{{', '.join(parts)}}}}}"


def live_connections(connector: Connector, file: ConnectionsFile, name: str | None = None) -> list[Connection]:
    """The connections of a connector, or the one of a name.

    Raises FileError if there is none, UnknownNameError for a name that there is not, and SpecError if one is wrong.
    """
    names = file.names(connector.id)
    if not names:
        hint = f"write into {file.file}, for example, {_example(connector)}"
        raise FileError(f"{NAME.as_posix()} has no connection for {connector.id}", hint)
    chosen = [check_connection(connector, name, names)] if name else names
    entries, faults = file.entries(connector, os.environ)
    if has_errors(faults):
        raise SpecError(faults)
    hidden = connection_secrets(file, connector, os.environ)
    return [
        Connection(one.id, one.values, one.set_name, one.tokens, hidden) for one in entries.values() if one.id in chosen
    ]


def check_connection(connector: Connector, name: str, known: Sequence[str]) -> str:
    """The name itself. Raises UnknownNameError if it is not known."""
    if name not in known:
        raise UnknownNameError(f"connection of {connector.id}", name, tuple(known))
    return name


@asynccontextmanager
async def live_service(
    connector: Connector, file: ConnectionsFile, name: str | None
) -> AsyncIterator[tuple[Backend, Connection]]:
    """The service behind a connector, and the first connection to it. Raises as ``live_connections`` does."""
    connection = live_connections(connector, file, name)[0]
    async with HttpBackend(AllowedHosts(named_hosts(connector, connection))) as backend:
        yield backend, connection
