"""The choices of a dropdown, from ``dynamic-values`` or ``dynamic-list``, and why there are none."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import Final

from msgspec import Struct

from connectorsmith.model import Connector, Json, Schema
from connectorsmith.runtime.answer_paths import NotThere, contents, walk
from connectorsmith.runtime.dynamic_call import Asker, Unanswered, ask
from connectorsmith.runtime.dynamic_place import carriers, input_schema
from connectorsmith.runtime.exchange import NotJson, parse
from connectorsmith.runtime.execute import forward
from connectorsmith.runtime.gateway import Result
from connectorsmith.runtime.links import whole
from connectorsmith.runtime.message import Request

_PATHS: Final[Mapping[str, tuple[str, str, str]]] = {
    "dynamic-values": ("value-collection", "value-path", "value-title"),
    "dynamic-list": ("itemsPath", "itemValuePath", "itemTitlePath"),
}
_ORDER: Final = {"flow": ("dynamic-values", "dynamic-list")}
_NEXT: Final = ("nextLink", "@odata.nextLink")
_PAGES: Final = 100
"""Pages that are followed."""


class Choice(Struct, frozen=True):
    """An entry of a dropdown: the stored value and the label."""

    value: Json
    title: str
    description: str | None = None


class Choices(Struct, frozen=True):
    """The entries of a dropdown; ``reason`` says why there are none, or that some are left out."""

    items: tuple[Choice, ...] = ()
    reason: str | None = None
    results: tuple[Result, ...] = ()


async def choices(asker: Asker, name: str) -> Choices:
    """The choices of an input, ``id`` or ``body/owner``. Raises UnknownNameError if there is no such input."""
    connector = asker.gateway.connector
    found = list_extension(connector, input_schema(connector, asker.operation, name), asker.client)
    if found is None:
        return Choices(reason=f"{name} has no dynamic list")
    word, extension = found
    try:
        answer, result = await ask(asker, extension)
        rows, where = _rows(asker, extension, word, answer)
    except Unanswered as unanswered:
        return Choices((), unanswered.reason, (unanswered.result,) if unanswered.result else ())
    except NotThere as missing:
        return Choices((), str(missing), (result,))
    pages = [page async for page in _further_pages(asker, answer)] if asker.client == "flow" else []
    rows = [*rows, *(row for page, _ in pages for row in page["value"])]
    read_items = [_choice(asker, extension, word, row, f"{where}[{index}]") for index, row in enumerate(rows)]
    items = tuple(item for item in read_items if isinstance(item, Choice))
    faults = [item for item in read_items if isinstance(item, str)]
    reason = faults[0] if faults else None if items else f"{f'`{where}`' if where else 'the answer'} has no items"
    return Choices(items, reason, (result, *(one for _, one in pages)))


def list_extension(connector: Connector, schema: Schema, client: str) -> tuple[str, Mapping[str, Json]] | None:
    """The extension that counts for a client, with its word: the designer takes the older one, an app the newer."""
    for word in _ORDER.get(client, ("dynamic-list", "dynamic-values")):
        for one in carriers(connector, schema):
            form = one.dynamic_values if word == "dynamic-values" else one.dynamic_list
            if form is not None and (client == "flow" or "operationId" in form):
                return word, form
    return None


def _rows(asker: Asker, extension: Mapping[str, Json], word: str, answer: Json) -> tuple[list[Json], str]:
    """The items of an answer, and where they are. Raises NotThere."""
    if isinstance(answer, list):
        return answer, ""
    path = extension.get(_PATHS[word][0])
    if not isinstance(path, str) or not path.strip("/"):
        if asker.client != "flow":
            path = "value"
        else:
            return _first_list(answer, "")
    found = walk(answer, path, asker.any_case)
    where = ".".join(step for step in path.split("/") if step)
    if isinstance(found, list):
        return found, where
    if asker.client == "flow":
        return _first_list(found, where)
    raise NotThere(f"`{where}` is not a list")


def _first_list(value: Json, where: str) -> tuple[list[Json], str]:
    """The first list among the properties, which the designer takes where a path leads to no list."""
    if isinstance(value, dict):
        for name, inside in value.items():
            if isinstance(inside, list):
                return inside, f"{where}.{name}".removeprefix(".")
    raise NotThere(f"{f'`{where}`' if where else 'the answer'} is not a list and has none; {contents(value)}")


def _choice(asker: Asker, extension: Mapping[str, Json], word: str, row: Json, where: str) -> Choice | str:
    """One entry, or why it is left out."""
    _, value_key, title_key = _PATHS[word]
    if not isinstance(row, dict):
        return Choice(row, str(row)) if isinstance(row, str | int | float) else f"`{where}` is not a value"
    try:
        value = walk(row, str(extension.get(value_key) or ""), asker.any_case, where)
        title = walk(row, str(extension[title_key]), asker.any_case, where) if extension.get(title_key) else value
    except NotThere as missing:
        return str(missing)
    if value is None or isinstance(value, dict | list):
        return f"`{where}` has no plain value at {extension.get(value_key)}"
    described = extension.get("value-description")
    description = row.get(described) if isinstance(described, str) else None
    return Choice(value, str(value if title is None else title), None if description is None else str(description))


async def _further_pages(asker: Asker, answer: Json) -> AsyncIterator[tuple[dict[str, Json], Result]]:
    """Further pages, as the designer of Logic Apps follows them: where ``value`` is a list, up to the first bad one."""
    for _ in range(_PAGES):
        link = _link(answer)
        if link is None or not link.startswith(f"{asker.gateway.address}/"):
            return
        result = await whole(asker.gateway, await forward(asker.gateway, Request("GET", link), asker.client))
        response = result.response
        try:
            answer = parse(response.body)
        except NotJson:
            return
        if response.status != 200 or not isinstance(answer, dict) or not isinstance(answer.get("value"), list):
            return
        yield answer, result


def _link(answer: Json) -> str | None:
    if not isinstance(answer, dict) or not isinstance(answer.get("value"), list):
        return None
    return next((answer[name] for name in _NEXT if isinstance(answer.get(name), str) and answer[name]), None)
