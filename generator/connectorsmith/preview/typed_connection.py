"""The connection that a call of the page uses: one of the gateway's, with what was typed into the connection dialog."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from connectorsmith.analysis.designer.connections import connection_fields, set_names
from connectorsmith.model import Connector
from connectorsmith.preview.requests import PageRequest, Refused
from connectorsmith.runtime.connection import Connection
from connectorsmith.runtime.invented_connection import invented_connection


class TypedConnection(Struct, frozen=True):
    """The name of a connection, empty for the first one, the set that is chosen, and the values that were typed."""

    name: str = ""
    set_name: str = ""
    values: Mapping[str, str] = {}

    def __repr__(self) -> str:
        return f"TypedConnection({self.name!r}, set {self.set_name!r}, values of {[*self.values]})"


def typed_connection(asked: PageRequest) -> TypedConnection:
    """The connection that the page names. Raises Refused if a member has another type."""
    written = PageRequest(asked.mapping("connection"))
    values = PageRequest(written.mapping("values"))
    typed = {key: values.text(key) for key in values.values}
    return TypedConnection(written.text("name"), written.text("set"), {key: one for key, one in typed.items() if one})


def with_typed(connector: Connector, base: Connection, typed: TypedConnection, *, invent: bool) -> Connection:
    """A connection with the values that were typed in place of its own.

    In another set than its own it keeps the values of the parameters that both have. With ``invent``, values that are
    missing are invented. Raises Refused for a set or a parameter that there is not.
    """
    names = set_names(connector)
    chosen = typed.set_name or base.set_name
    if typed.set_name and typed.set_name not in names:
        raise Refused(400, f"unknown set of connection parameters {typed.set_name!r}, write one of {', '.join(names)}")
    fields = {one.key: one for one in connection_fields(connector, chosen)}
    for key in typed.values:
        if key not in fields or fields[key].signs_in:
            raise Refused(400, f"{key!r} is not a connection parameter that a maker fills in")
    if chosen == base.set_name:
        return replace(base, values={**base.values, **typed.values})
    kept = {key: one for key, one in {**base.values, **base.tokens, **typed.values}.items() if key in fields}
    if invent:
        return replace(invented_connection(connector, kept, chosen, base.id), hidden=base.hidden)
    defaults = {key: one.default for key, one in fields.items() if one.default is not None and not one.signs_in}
    values = {key: one for key, one in kept.items() if not fields[key].signs_in}
    tokens = {key: one for key, one in kept.items() if fields[key].signs_in}
    return Connection(base.id, {**defaults, **values}, chosen, tokens, base.hidden)
