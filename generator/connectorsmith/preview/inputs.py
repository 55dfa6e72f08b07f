"""The values that a maker typed into the form, as inputs of a call."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, get_args

from connectorsmith.errors import UnknownNameError
from connectorsmith.model import Connector, Json, Operation
from connectorsmith.preview.requests import PageRequest, Refused
from connectorsmith.runtime.gateway import Call, Client
from connectorsmith.runtime.typed_input import typed_input, with_file_names

_CLIENTS: Final = get_args(Client)


def call_of(connector: Connector, asked: PageRequest, callback: str | None = None) -> tuple[Operation, Call]:
    """The operation and the call that the page describes. Raises Refused."""
    name = asked.text("operation")
    operation = connector.operation(name)
    if operation is None:
        raise Refused(404, f"unknown operation {name!r}")
    inputs = typed_inputs(connector, operation, asked.mapping("inputs"))
    return operation, Call(name, inputs, client_of(asked), callback)


def client_of(asked: PageRequest) -> Client:
    """The client that the page plays. Raises Refused."""
    client = asked.text("client") or "flow"
    if client not in _CLIENTS:
        raise Refused(400, f"unknown client {client!r}, write one of {', '.join(_CLIENTS)}")
    return client  # type: ignore[return-value]


def typed_inputs(connector: Connector, operation: Operation, given: Mapping[str, Json]) -> dict[str, Json]:
    """Inputs with the types that the operation declares; the name of a file goes into the file."""
    return with_file_names({key: _typed(connector, operation, key, value) for key, value in given.items()})


def _typed(connector: Connector, operation: Operation, key: str, value: Json) -> Json:
    """A text as a value of the declared type; one that only a call describes stays as it is."""
    if not isinstance(value, str):
        return value
    try:
        return typed_input(connector, operation, key, value)
    except UnknownNameError:
        return value
