"""Credentials of the connection, put into the request before the first policy runs."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from msgspec.structs import replace

from connectorsmith.analysis.designer.connections import SIGN_IN
from connectorsmith.model import Connector, Json, Operation
from connectorsmith.runtime import url
from connectorsmith.runtime.connection import Connection
from connectorsmith.runtime.exchange import Outgoing
from connectorsmith.runtime.message import with_header

_KEY_NAMES: Final = ("api_key", "apikey", "api-key", "key", "token")
"""Names of the connection parameter for an API key, in the order in which they are looked for."""


def authenticate(
    connector: Connector,
    operation: Operation,
    connection: Connection,
    request: Outgoing,
    choose: Callable[[str], str],
) -> tuple[Outgoing, str]:
    """The request with the credentials that the security of the operation asks for, and a note on what was put where.

    Of several alternatives the first that the connection has values for counts; ``choose`` gives options.
    """
    definitions = _mapping(connector.security_definitions)
    wanted = operation.security if operation.security is not None else connector.security
    if wanted is None and definitions and choose("security-not-asked") == "apply":
        wanted = tuple({name: []} for name in definitions)
    if not wanted or not all(wanted):
        return request, "the operation asks for no credentials"
    missing: list[str] = []
    for alternative in wanted:
        changed, notes = request, []
        for name in alternative:
            found = _apply(_mapping(definitions.get(name)), connector, connection, changed)
            if found is None:
                missing.append(name)
                break
            changed, note = found
            notes.append(note)
        else:
            return changed, "; ".join(notes)
    return request, f"the connection has no value for {', '.join(dict.fromkeys(missing))}, so no credentials are sent"


def _apply(
    scheme: Mapping[str, Json], connector: Connector, connection: Connection, request: Outgoing
) -> tuple[Outgoing, str] | None:
    kinds = parameter_types(connector, connection)
    kind = scheme.get("type")
    if kind == "oauth2" or (kind == "apiKey" and not _key(kinds, connection) and connection.tokens):
        return _bearer(kinds, connection, request)
    if kind == "basic":
        return _basic(kinds, connection, request)
    if kind == "apiKey":
        return _api_key(scheme, _key(kinds, connection), request)
    return None


def parameter_types(connector: Connector, connection: Connection) -> Mapping[str, str]:
    """The types of the connection parameters by name: those of the chosen set where there are sets."""
    properties = connector.properties
    if properties is None:
        return {}
    sets = _mapping(properties.extra.get("connectionParameterSets")).get("values")
    if isinstance(sets, list):
        for value in map(_mapping, sets):
            if connection.set_name in (None, value.get("name")):
                return dict(_types(_mapping(value.get("parameters"))))
        return {}
    return {name: one.type or "" for name, one in (properties.connection_parameters or {}).items()}


def _types(parameters: Mapping[str, Json]) -> Iterator[tuple[str, str]]:
    for name, parameter in parameters.items():
        yield name, str(_mapping(parameter).get("type") or "")


def _bearer(kinds: Mapping[str, str], connection: Connection, request: Outgoing) -> tuple[Outgoing, str] | None:
    names = [name for name, kind in kinds.items() if kind.lower() == SIGN_IN.lower()] or [*connection.tokens]
    token = next((connection.tokens[name] for name in names if connection.tokens.get(name)), None)
    if token is None:
        return None
    headers = with_header(request.headers, "Authorization", f"Bearer {token}")
    return replace(request, headers=headers), "the token goes into the header Authorization"


def _basic(kinds: Mapping[str, str], connection: Connection, request: Outgoing) -> tuple[Outgoing, str] | None:
    values = {name.lower(): value for name, value in connection.values.items()}
    user = values.get("username", values.get("user"))
    password = values.get("password")
    if user is None:
        user = next((connection.values.get(name) for name, kind in kinds.items() if kind == "string"), None)
    if password is None:
        password = next((connection.values.get(name) for name, kind in kinds.items() if kind == "securestring"), None)
    if user is None or password is None:
        return None
    encoded = base64.b64encode(f"{user}:{password}".encode()).decode()
    headers = with_header(request.headers, "Authorization", f"Basic {encoded}")
    return replace(request, headers=headers), "user name and password go into the header Authorization"


def _api_key(scheme: Mapping[str, Json], value: str | None, request: Outgoing) -> tuple[Outgoing, str] | None:
    name = scheme.get("name")
    if value is None or not isinstance(name, str):
        return None
    if scheme.get("in") == "query":
        query = url.with_value(request.query, name, value)
        return replace(request, query=query), f"the key goes into the query parameter {name}"
    return replace(request, headers=with_header(request.headers, name, value)), f"the key goes into the header {name}"


def _key(kinds: Mapping[str, str], connection: Connection) -> str | None:
    """The API key: the secret parameter of a usual name, else the first secret one."""
    secret = [name for name, kind in kinds.items() if kind.lower() == "securestring"]
    named = [name for usual in _KEY_NAMES for name in secret if name.lower() == usual]
    return next((connection.values[name] for name in [*named, *secret] if name in connection.values), None)


def _mapping(value: Json) -> Mapping[str, Json]:
    return value if isinstance(value, Mapping) else {}
