"""Calls that the page makes through the gateway: operations, dropdowns, forms and the test of the connection."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from msgspec.structs import replace

from connectorsmith.analysis.designer.connectors import connector_view
from connectorsmith.analysis.designer.inputs import schema_fields
from connectorsmith.analysis.designer.outputs import schema_tokens
from connectorsmith.connector_tests.bench import Spy
from connectorsmith.connector_tests.conformity import declared_response
from connectorsmith.importers.swagger import schema as schema_of
from connectorsmith.model import Connector, Json, Operation, Schema
from connectorsmith.preview.as_json import Place, as_json, places
from connectorsmith.preview.copies import copies
from connectorsmith.preview.gateways import Gateways
from connectorsmith.preview.inputs import call_of
from connectorsmith.preview.masked import masked_response, results_json, trace_json
from connectorsmith.preview.requests import PageRequest, Refused
from connectorsmith.preview.session import Entry, Session
from connectorsmith.preview.typed_connection import typed_connection
from connectorsmith.runtime.compose import compose
from connectorsmith.runtime.conformance import misfits
from connectorsmith.runtime.dynamic import OUTPUTS, offer
from connectorsmith.runtime.dynamic_call import Asker
from connectorsmith.runtime.dynamic_list import Choices
from connectorsmith.runtime.dynamic_tree import Nodes
from connectorsmith.runtime.exchange import NotJson, parse
from connectorsmith.runtime.gateway import Call, Gateway, Result
from connectorsmith.runtime.inputs import CannotCompose
from connectorsmith.runtime.message import Response, read
from connectorsmith.runtime.message_json import message_json
from connectorsmith.server.call_modes import every_page, to_the_end

_MOST_ITEMS: Final = 5_000
"""Entries of a dropdown that are sent to the page."""
NO_TEST: Final = "the connector names no operation that tests a connection: x-ms-capabilities, testConnection"


class Calls:
    """Answers the requests of the page that call something."""

    def __init__(self, session: Session, gateways: Gateways) -> None:
        self._session = session
        self._gateways = gateways

    async def run(self, asked: PageRequest) -> Json:
        """Run an operation; what a maker gets, each step, and what does not fit."""
        entry, connector, place = opened_entry(self._session, asked)
        operation, call = call_of(connector, asked)
        async with self._gateways.use(entry, typed_connection(asked)) as gateway:
            return await _run(gateway, operation, call, place, pages=asked.values.get("pages") is True)

    async def test(self, asked: PageRequest) -> Json:
        """Run the operation that tests a connection."""
        entry, connector, place = opened_entry(self._session, asked)
        name = connector_view(connector).test_operation
        operation = connector.operation(name) if name else None
        if operation is None:
            raise Refused(422, NO_TEST)
        async with self._gateways.use(entry, typed_connection(asked)) as gateway:
            return await _run(gateway, operation, Call(name), place)

    async def lookup(self, asked: PageRequest) -> Json:
        """The content of a dropdown, a tree or a form, with the reason if it is empty."""
        entry, connector, place = opened_entry(self._session, asked)
        operation, call = call_of(connector, asked)
        key = asked.text("key")
        async with self._gateways.use(entry, typed_connection(asked)) as gateway:
            asker = Asker(gateway, operation, call.inputs, call.client, node=asked.values.get("node"))
            found = await offer(asker, key)
        answer: dict[str, Json] = {"reason": found.reason, "steps": results_json(found.results, place)}
        if isinstance(found, Choices):
            items = [{"value": one.value, "title": one.title, "description": one.description} for one in found.items]
            return answer | {"items": items[:_MOST_ITEMS], "more": max(0, len(items) - _MOST_ITEMS)}
        if isinstance(found, Nodes):
            return answer | {
                "nodes": [
                    {"value": one.value, "title": one.title, "folder": one.is_folder, "item": one.item}
                    for one in found.items[:_MOST_ITEMS]
                ]
            }
        return answer | _fields(connector, operation, key, found.schema, place)


def _fields(
    connector: Connector, operation: Operation, key: str, written: Mapping[str, Json] | None, place: Place
) -> dict[str, Json]:
    """The fields, or the tokens, of a schema that a call has brought."""
    if written is None:
        return {}
    schema: Schema = schema_of(dict(written), operation.at, True)
    if key == OUTPUTS:
        source = "triggerOutputs()" if operation.trigger is not None else f"outputs('{operation.id}')"
        return {"tokens": as_json(schema_tokens(connector, schema, source), place)}
    required = any(one.required is True for one in operation.parameters or () if one.name == key)
    return {"fields": as_json(schema_fields(connector, schema, key, required), place)}


def opened_entry(session: Session, asked: PageRequest) -> tuple[Entry, Connector, Place]:
    """The connector that the page names. Raises Refused if there is none, or none without errors."""
    name = asked.text("connector")
    entry = session.entry(name)
    if entry is None:
        raise Refused(404, f"unknown connector {name!r}")
    if entry.opened is None or entry.opened.connector is None:
        raise Refused(409, f"{entry.target.name} has errors, so nothing can be called")
    return entry, entry.opened.connector, places(entry.opened, session.root)


async def _run(gateway: Gateway, operation: Operation, call: Call, place: Place, *, pages: bool = False) -> Json:
    spy = Spy(gateway.backend)
    notes: list[str] = []
    watched = replace(gateway, backend=spy)
    try:
        composed = compose(gateway.connector, operation, call)
        if pages:
            result = await every_page(watched, call, notes.append)
        else:
            result = await to_the_end(watched, operation, call, notes.append)
    except CannotCompose as fault:
        return {"refused": fault.message, "hint": fault.hint}
    result = replace(result, response=await read(result.response))
    return {
        **result_json(gateway, operation, result, place),
        "notes": notes,
        "copies": copies(gateway, operation, call, composed, spy.exchanges, result.response),
    }


def result_json(gateway: Gateway, operation: Operation, result: Result, place: Place) -> dict[str, Any]:
    """The result of a call: the answer, its steps, and its schema mismatches."""
    return {
        "response": message_json(masked_response(gateway, result.response)),
        "steps": trace_json(result, place),
        "misfits": answer_misfits(gateway.connector, operation, result.response, place),
        "signedOut": result.signed_out,
    }


def answer_misfits(connector: Connector, operation: Operation, response: Response, place: Place) -> list[Json]:
    """The schema mismatches of an answer, by the path in it."""
    code = declared_response(connector, operation, response.status)
    if code is None:
        return [{"path": "", "message": f"the operation describes no answer with the status {response.status}"}]
    schema = connector.response((operation.responses or {})[code]).schema
    if schema is None or connector.resolve(schema).type == "file":
        return []
    try:
        value = parse(response.body)
    except NotJson:
        plain = connector.resolve(schema).type == "string"
        return [] if plain else [{"path": "body", "message": "the answer is not JSON", "at": place(schema.at)}]
    return misfits_json(connector, schema, value, place)


def misfits_json(connector: Connector, schema: Schema, value: Json, place: Place) -> list[Json]:
    """The schema mismatches of a value, by the path in it."""
    return [
        {"path": "/".join(map(str, ("body", *one.path))), "message": one.message, "at": place(one.at)}
        for one in misfits(connector, schema, value)
    ]
