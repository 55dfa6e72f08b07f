"""The calls behind dropdowns and forms: which operation, with which inputs, and what it answers.

The rules are those of the two open clients: https://github.com/Azure/LogicAppsUX, https://github.com/microsoft/Power-Fx.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TypeAlias

from msgspec import Struct, field

from connectorsmith.analysis.named_parameters import named_parameters
from connectorsmith.analysis.property_path import has_name
from connectorsmith.model import ABSENT, Absent, Connector, Json, Operation
from connectorsmith.runtime.answer_paths import NotThere, walk
from connectorsmith.runtime.exchange import NotJson, parse
from connectorsmith.runtime.execute import execute
from connectorsmith.runtime.gateway import Call, Client, Gateway, Result
from connectorsmith.runtime.inputs import CannotCompose, is_empty
from connectorsmith.runtime.links import whole

Cache: TypeAlias = dict[str, Result]
"""Results of calls, by connection, operation and inputs in lower case, as the designer keeps them."""


class Asker(Struct, frozen=True):
    """Who asks: an operation with the inputs that a maker has given so far, in a client; ``node`` is a chosen item."""

    gateway: Gateway
    operation: Operation
    inputs: Mapping[str, Json] = field(default_factory=dict)
    client: Client = "flow"
    cache: Cache | None = None
    node: Json = None

    @property
    def any_case(self) -> bool:
        """Whether names in an answer are found in any spelling of upper and lower case, as in the designer."""
        return self.client == "flow"


class Unanswered(Exception):
    """There is nothing to show; the text says why, ``result`` is the call, if one was made."""

    def __init__(self, reason: str, result: Result | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.result = result


async def ask(asker: Asker, extension: Mapping[str, Json]) -> tuple[Json, Result]:
    """Call the operation that an extension names, and give its answer as JSON. Raises Unanswered."""
    target = _target(asker.gateway.connector, extension)
    given = extension.get("parameters")
    entries = given if isinstance(given, Mapping) else {}
    inputs = {name: _argument(asker, name, entry) for name, entry in entries.items()}
    result = await _call(asker, Call(target.id or "", inputs, asker.client, dynamic=True))
    response = result.response
    if not 200 <= response.status < 300:
        raise Unanswered(f"{target.id} answers {response.status}{_message(response.body)}", result)
    try:
        return parse(response.body), result
    except NotJson:
        raise Unanswered(f"{target.id} answers with something else than JSON", result) from None


async def _call(asker: Asker, call: Call) -> Result:
    key = json.dumps([asker.gateway.connector.id, asker.gateway.connection.id, call.operation, call.inputs]).lower()
    if asker.cache is not None and key in asker.cache:
        return asker.cache[key]
    try:
        result = await whole(asker.gateway, await execute(asker.gateway, call))
    except CannotCompose as fault:
        raise Unanswered(f"{call.operation} is not called: {fault.message}") from None
    if asker.cache is not None and 200 <= result.response.status < 300:
        asker.cache[key] = result
    return result


def _target(connector: Connector, extension: Mapping[str, Json]) -> Operation:
    """The operation that is named, in any spelling of upper and lower case."""
    name = extension.get("operationId")
    if not isinstance(name, str):
        kind = next((one for one in ("builtInOperation", "capability") if one in extension), None)
        raise Unanswered(f"{kind} is the platform's own" if kind else "no operation is named")
    found = connector.operation(name)
    lower = (one for one in connector.operations if one.id is not None and one.id.lower() == name.lower())
    found = found or next(lower, None)
    if found is None:
        raise Unanswered(f"there is no operation {name}")
    return found


def _argument(asker: Asker, name: str, entry: Json) -> Json:
    """The value of an input of the called operation: a literal, that of another input, or of the chosen item."""
    if not isinstance(entry, Mapping):
        return entry
    for key in ("selectedItemValuePath", "value-property"):
        if isinstance(entry.get(key), str) and asker.node is not None:
            try:
                return walk(asker.node, entry[key], asker.any_case)
            except NotThere as missing:
                raise Unanswered(f"the chosen item has no value for {name}: {missing}") from None
    for key in ("parameterReference", "parameter"):
        if isinstance(entry.get(key), str):
            return _referenced(asker, entry[key])
    return entry.get("value")


def _referenced(asker: Asker, source: str) -> Json:
    value = source_value(asker, source)
    if value is ABSENT and not _is_known(asker, source):
        raise Unanswered(f"{asker.operation.id} has no parameter {source}")
    if value is ABSENT or is_empty(value):
        raise Unanswered(f"`{source}` has no value yet, so nothing is asked")
    if asker.client == "flow" and isinstance(value, str) and value.startswith("@"):
        raise Unanswered(f"`{source}` is an expression; the designer takes constant values only")
    return value


def source_value(asker: Asker, source: str) -> Json | Absent:
    """The value of an input by its name, or by its path in a body; the default where none is given.

    Flows know a value in a body as ``Properties.Url`` too, the name that ``x-ms-dynamic-values`` refers to it by.
    """
    found = _source_value(asker, source)
    return _source_value(asker, source.replace(".", "/")) if found is ABSENT else found


def _source_value(asker: Asker, source: str) -> Json | Absent:
    inputs, last = asker.inputs, source.rpartition("/")[2]
    named = named_parameters(asker.gateway.connector, asker.operation).by_name
    bodies = ["body", *(name for name, one in named.items() if one.location == "body")]
    path = next((source[len(body) + 1 :] for body in bodies if source.startswith(f"{body}/")), source)
    names = [source, *(f"{body}/{path}" for body in bodies)]
    names += [key for key in inputs if key.endswith(f"/{last}") and "/" not in source]
    for name in names:
        if name in inputs:
            return inputs[name]
    for body in bodies:
        try:
            return walk(inputs.get(body), path, False)
        except NotThere:
            continue
    return named[source].content.default if source in named else ABSENT


def _is_known(asker: Asker, source: str) -> bool:
    named = named_parameters(asker.gateway.connector, asker.operation)
    last = source.replace(".", "/").rpartition("/")[2]
    return source in named.by_name or any(
        has_name(asker.gateway.connector, one.content, last) or asker.gateway.connector.resolve(one.content).dynamic
        for one in named.by_name.values()
        if one.location == "body"
    )


def _message(body: bytes) -> str:
    """The message of an error, as the designer shows it."""
    try:
        value = parse(body)
    except NotJson:
        return ""
    error = value.get("error", value) if isinstance(value, dict) else None
    text = error.get("message") if isinstance(error, dict) else None
    return f": {text}" if isinstance(text, str) else ""
