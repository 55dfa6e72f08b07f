"""The nodes of a picker, from ``dynamic-tree`` or the older ``file-picker`` of ``dynamic-values``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from connectorsmith.model import Connector, Json, Schema
from connectorsmith.runtime.answer_paths import NotThere, walk
from connectorsmith.runtime.dynamic_call import Asker, Unanswered, ask
from connectorsmith.runtime.dynamic_place import carriers, input_schema
from connectorsmith.runtime.gateway import Result

_TREE: Final = "x-ms-dynamic-tree"
_PICKER: Final = "file-picker"


class TreeNode(Struct, frozen=True):
    """A node of a picker; ``item`` is the answer's own value, to be browsed further."""

    value: Json
    title: str
    is_folder: bool
    item: Json


class Nodes(Struct, frozen=True):
    """The nodes below the root or below a node; ``reason`` says why there are none."""

    items: tuple[TreeNode, ...] = ()
    reason: str | None = None
    results: tuple[Result, ...] = ()


class _Reading(Struct, frozen=True):
    """The call for one level of a tree, and the paths of what it answers."""

    call: Mapping[str, Json]
    items: str | None
    value: str | None
    title: str | None
    folder: str | None
    media: str | None = None
    wanted: tuple[str, ...] = ()


async def nodes(asker: Asker, name: str) -> Nodes:
    """The nodes of a picker at the root, or below ``asker.node``. Raises UnknownNameError if there is no such input.

    Trees are never kept, so the cache of the asker does not count.
    """
    connector = asker.gateway.connector
    reading = _reading(
        connector, input_schema(connector, asker.operation, name), "open" if asker.node is None else "browse"
    )
    if reading is None:
        return Nodes(reason=f"{name} has no tree")
    fresh = Asker(asker.gateway, asker.operation, asker.inputs, asker.client, None, asker.node)
    try:
        answer, result = await ask(fresh, reading.call)
        rows = answer if isinstance(answer, list) else walk(answer, reading.items or "value", asker.any_case)
    except Unanswered as unanswered:
        return Nodes((), unanswered.reason, (unanswered.result,) if unanswered.result else ())
    except NotThere as missing:
        return Nodes((), str(missing), (result,))
    found = [_node(asker, reading, row, index) for index, row in enumerate(rows if isinstance(rows, list) else [])]
    items = tuple(node for node in found if isinstance(node, TreeNode) and _is_wanted(reading, node))
    reason = next((node for node in found if isinstance(node, str)), None)
    return Nodes(items, reason if items or reason else "there are no items", (result,))


def has_tree(connector: Connector, schema: Schema) -> bool:
    """Whether an input has a picker."""
    return _reading(connector, schema, "open") is not None


def _reading(connector: Connector, schema: Schema, level: str) -> _Reading | None:
    for one in carriers(connector, schema):
        tree = one.extra.get(_TREE)
        if isinstance(tree, dict) and isinstance(tree.get(level), dict):
            return _of_tree(tree[level])
        values = one.dynamic_values
        if values is not None and values.get("capability") == _PICKER:
            return _of_picker(connector, values, level)
    return None


def _of_tree(call: Mapping[str, Json]) -> _Reading:
    return _Reading(
        call, call.get("itemsPath"), call.get("itemValuePath"), call.get("itemTitlePath"), call.get("itemIsParent")
    )


def _of_picker(connector: Connector, values: Mapping[str, Json], level: str) -> _Reading | None:
    capabilities = connector.extra.get("x-ms-capabilities")
    picker = capabilities.get(_PICKER) if isinstance(capabilities, dict) else None
    if not isinstance(picker, dict) or not isinstance(picker.get(level), dict):
        return None
    given = values.get("parameters")
    filters = given.get("fileFilter") if isinstance(given, dict) else None
    return _Reading(
        picker[level],
        picker.get("value-collection"),
        values.get("value-path"),
        picker.get("value-title"),
        picker.get("value-folder-property"),
        picker.get("value-media-property"),
        tuple(map(str, filters)) if isinstance(filters, list) else (),
    )


def _node(asker: Asker, reading: _Reading, row: Json, index: int) -> TreeNode | str:
    where = f"{(reading.items or 'value').replace('/', '.')}[{index}]"
    try:
        value = walk(row, reading.value or "", asker.any_case, where)
        title = walk(row, reading.title, asker.any_case, where) if reading.title else value
    except NotThere as missing:
        return str(missing)
    return TreeNode(value, str(title), _is_true(asker, row, reading.folder), row)


def _is_true(asker: Asker, row: Json, path: str | None) -> bool:
    if path is None:
        return False
    try:
        return bool(walk(row, path, asker.any_case))
    except NotThere:
        return False


def _is_wanted(reading: _Reading, node: TreeNode) -> bool:
    """Whether a file is of a wanted media type; folders always are."""
    if node.is_folder or not reading.media or not reading.wanted or not isinstance(node.item, dict):
        return True
    media = str(node.item.get(reading.media, ""))
    return any(media == one or (one.endswith("/*") and media.startswith(one[:-1])) for one in reading.wanted)
