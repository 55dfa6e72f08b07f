"""The fields of a form, from ``dynamic-schema`` or ``dynamic-properties``, and why there are none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from connectorsmith.analysis.operation_parts import returned
from connectorsmith.model import Connector, Json, Schema
from connectorsmith.runtime.answer_paths import NotThere, contents, walk
from connectorsmith.runtime.dynamic_call import Asker, Unanswered, ask
from connectorsmith.runtime.dynamic_place import carriers, input_schema
from connectorsmith.runtime.gateway import Result

_PATHS: Final = {"dynamic-schema": "value-path", "dynamic-properties": "itemValuePath"}
_WRITTEN: Final = {"x-ms-dynamic-schema": "dynamic-schema", "x-ms-dynamic-properties": "dynamic-properties"}
_CALLS: Final = 20
"""Calls that one form may take, those of forms inside it included."""


class DynamicFields(Struct, frozen=True):
    """A schema as JSON; ``reason`` says why there is none, or what is missing inside it."""

    schema: Mapping[str, Json] | None = None
    reason: str | None = None
    results: tuple[Result, ...] = ()


async def input_fields(asker: Asker, name: str) -> DynamicFields:
    """The fields of an input, such as ``body`` or ``body/item``. Raises UnknownNameError if there is no such input."""
    connector = asker.gateway.connector
    return await _fields(asker, input_schema(connector, asker.operation, name), name)


async def output_fields(asker: Asker) -> DynamicFields:
    """The fields of what an operation gives back."""
    schema = returned(asker.gateway.connector, asker.operation)
    if schema is None:
        return DynamicFields(reason=f"{asker.operation.id} gives nothing back")
    return await _fields(asker, schema, "the response", outputs=True)


def schema_extension(
    connector: Connector, schema: Schema, client: str, outputs: bool = False
) -> tuple[str, Mapping[str, Json]] | None:
    """The extension that counts for a client, with its word.

    The designer takes the older one, and for outputs no other; an app takes the newer one, and none without a path.
    """
    words = ("dynamic-schema", "dynamic-properties") if client == "flow" else ("dynamic-properties", "dynamic-schema")
    for word in words[:1] if outputs and client == "flow" else words:
        for one in carriers(connector, schema):
            form = one.dynamic_schema if word == "dynamic-schema" else one.dynamic_properties
            if form is not None and (client == "flow" or form.get(_PATHS[word])):
                return word, form
    return None


async def _fields(asker: Asker, schema: Schema, name: str, outputs: bool = False) -> DynamicFields:
    found = schema_extension(asker.gateway.connector, schema, asker.client, outputs)
    if found is None:
        return DynamicFields(reason=f"{name} has no dropdown and no form that the client {asker.client} reads")
    results: list[Result] = []
    try:
        answer = await _asked(asker, *found, results)
        return DynamicFields(await _nested(asker, answer, results), None, tuple(results))
    except Unanswered as unanswered:
        more = [unanswered.result] if unanswered.result else []
        return DynamicFields(None, unanswered.reason, (*results, *more))


async def _asked(asker: Asker, word: str, extension: Mapping[str, Json], results: list[Result]) -> Mapping[str, Json]:
    """The schema that the answer holds. Raises Unanswered."""
    answer, result = await ask(asker, extension)
    results.append(result)
    path = extension.get(_PATHS[word])
    if not isinstance(path, str) or not path.strip("/"):
        if not isinstance(answer, dict) or not answer:
            raise Unanswered(f"there are no fields; {contents(answer)}")
        return answer if _is_schema(answer) else {"type": "object", "properties": answer}
    try:
        found = walk(answer, path, asker.any_case)
    except NotThere as missing:
        raise Unanswered(str(missing)) from None
    if not isinstance(found, dict) or not found:
        raise Unanswered(f"`{path.strip('/')}` holds no schema: {contents(found)}")
    return found


def _is_schema(answer: Mapping[str, Json]) -> bool:
    """Whether an answer is a schema itself and not the properties of one."""
    return isinstance(answer.get("type"), str) and isinstance(answer.get("properties", {}), dict)


async def _nested(asker: Asker, schema: Mapping[str, Json], results: list[Result]) -> dict[str, Json]:
    """The schema with the forms inside it filled in, as far as the number of calls allows."""
    filled = dict(schema)
    properties = schema.get("properties")
    if isinstance(properties, dict):
        filled["properties"] = {name: await _property(asker, value, results) for name, value in properties.items()}
    return filled


async def _property(asker: Asker, value: Json, results: list[Result]) -> Json:
    if not isinstance(value, dict):
        return value
    extension = next(((_WRITTEN[key], value[key]) for key in _WRITTEN if isinstance(value.get(key), dict)), None)
    if extension is not None and len(results) < _CALLS:
        try:
            value = {**value, **await _asked(asker, *extension, results)}
        except Unanswered:
            return value
    return await _nested(asker, value, results)
