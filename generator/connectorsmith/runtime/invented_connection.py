"""A connection with invented values, for calls that reach no real service."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from connectorsmith.analysis.designer.connections import connection_fields, set_names
from connectorsmith.analysis.designer.shapes import ConnectionFieldView
from connectorsmith.model import Connector
from connectorsmith.runtime.connection import Connection

_BY_TYPE: Final = {"int": "1", "bool": "true"}


def invented_connection(
    connector: Connector, given: Mapping[str, str], set_name: str | None = None, name: str = "test"
) -> Connection:
    """A connection with the values that are given; the others are defaults, or invented from the parameter's name.

    ``given`` may have tokens of sign-ins as well. Without ``set_name``, the first set is chosen.
    """
    chosen = set_name or next(iter(set_names(connector)), None)
    values: dict[str, str] = {}
    tokens: dict[str, str] = {}
    for one in connection_fields(connector, chosen):
        (tokens if one.signs_in else values)[one.key] = given.get(one.key, _invented(one))
    return Connection(name, values, chosen, tokens)


def _invented(one: ConnectionFieldView) -> str:
    if one.default is not None:
        return one.default
    if one.choices:
        return str(one.choices[0].value)
    if one.type in _BY_TYPE:
        return _BY_TYPE[one.type]
    name = "".join(character if character.isalnum() else "-" for character in one.key).lower()
    return "maker@example.com" if "mail" in name else f"test-{name}"
