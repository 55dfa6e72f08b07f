"""Schemas that are larger than the platform takes: cut at the deepest level that fits, and reported.

The platform writes every reference out, and takes 512 schemas in a body or a response,
https://learn.microsoft.com/en-us/connectors/custom-connectors/faq.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from connectorsmith.analysis.expansion import expanded_size, shown_size
from connectorsmith.importers import swagger
from connectorsmith.importers.openapi3.losses import Keys, Losses
from connectorsmith.model import Connector, Operation, Schema

MOST_SCHEMAS: Final = 512
_DEEPEST: Final = 20
_PREFIX: Final = "#/definitions/"
_INNER: Final = ("properties", "required", "additionalProperties", "discriminator")
"""Keywords of an object that say what is inside it."""


def cut_schemas(definition: dict[str, Any], losses: Losses) -> None:
    """Cut the schemas of bodies and responses that are too large, and drop definitions that were used there only."""
    sized = Connector("", **swagger.definition(definition))
    cutter = _Cutter(definition.get("definitions", {}))
    before = _reachable(definition)
    apart = definition.get("definitions", {}).keys() - before  # what webhooks send, which no path leads to
    for operation in sized.operations:
        written = definition["paths"][operation.path][operation.method]
        for what, keys, schema, holder in _roots(operation, written):
            size = expanded_size(sized, schema)
            if size > MOST_SCHEMAS:
                holder["schema"], depth = cutter.cut(holder["schema"])
                found = f"{what} with {shown_size(size)}, {size - MOST_SCHEMAS:,} more than are allowed"
                became = f"{depth} level{'s' * (depth != 1)} of fields" if depth else "some of the fields"
                losses.add("schema-cut", ("paths", operation.path, operation.method, *keys), found, became)
    if cutter.made:
        definition["definitions"] |= {name: one for name, one in cutter.made.items() if name not in before}
        for name in (before | cutter.made.keys()) - _reachable(definition, apart):
            del definition["definitions"][name]


def _roots(operation: Operation, written: dict[str, Any]) -> Iterator[tuple[str, Keys, Schema, dict[str, Any]]]:
    """The schemas of the body and the responses, with their places in the source and the objects that hold them."""
    for parameter, value in zip(operation.parameters or (), written.get("parameters", ()), strict=True):
        if parameter.schema is not None:
            yield "the body", ("requestBody",), parameter.schema, value
    for code, response in (operation.responses or {}).items():
        if response.schema is not None:
            yield f"the response {code}", ("responses", str(code)), response.schema, written["responses"][code]


class _Cutter:
    """Cuts schemas; ``made`` are definitions with fewer levels, such as ``Order_level2``, which refer to each other."""

    def __init__(self, definitions: Mapping[str, Any]) -> None:
        self._definitions = definitions
        self._sizes: dict[str, int] = {}
        self.made: dict[str, Any] = {}

    def cut(self, schema: dict[str, Any]) -> tuple[dict[str, Any], int]:
        """A schema that is small enough, and the levels of its fields that are left; none if only some fields are."""
        best, depth = None, 0
        while depth < _DEEPEST:
            deeper, size = self._shallow(schema, depth + 1)
            if size > MOST_SCHEMAS:
                break
            best, depth = deeper, depth + 1
        return (self._narrow(schema), 0) if best is None else (best, depth)

    def _shallow(self, schema: dict[str, Any], depth: int) -> tuple[dict[str, Any], int]:
        """A schema with so many levels of fields, and its size with references written out; lists add none."""
        if "$ref" in schema:
            return self._reference(schema, depth)
        made, size = dict(schema), 1
        for key in ("items", "additionalProperties"):
            if isinstance(made.get(key), dict) and (depth or key == "items"):
                made[key], more = self._shallow(made[key], depth - (key != "items"))
                size += more
        if depth == 0:
            return {key: value for key, value in made.items() if key not in _INNER}, size
        members = {name: self._shallow(one, depth - 1) for name, one in made.get("properties", {}).items()}
        if members:
            made["properties"] = {name: one for name, (one, _) in members.items()}
        return made, size + sum(more for _, more in members.values())

    def _reference(self, schema: dict[str, Any], depth: int) -> tuple[dict[str, Any], int]:
        name = schema["$ref"].removeprefix(_PREFIX)
        new = f"{name}_level{depth}"
        if new not in self._sizes:
            self._sizes[new] = 1  # of a circle without fields
            self.made[new] = {"type": "object"}
            self.made[new], self._sizes[new] = self._shallow(self._definitions.get(name, {}), depth)
        return schema | {"$ref": f"{_PREFIX}{new}"}, 1 + self._sizes[new]

    def _narrow(self, schema: dict[str, Any]) -> dict[str, Any]:
        """One level of fields, the required ones first, as many as are allowed."""
        made = self._unfolded(schema)
        holder = made
        for _ in range(_DEEPEST):
            if "properties" not in holder and isinstance(holder.get("items"), dict):
                holder["items"] = holder = self._unfolded(holder["items"])
        members, required = holder.get("properties", {}), holder.get("required", ())
        kept: dict[str, Any] = {}
        size = 10  # of the lists around it
        needed = {*required}
        for name in sorted(members, key=lambda one: one not in needed):
            one, more = self._shallow(members[name], 0)
            if size + more <= MOST_SCHEMAS:
                kept[name], size = one, size + more
        for key in _INNER:
            holder.pop(key, None)
        holder["properties"] = {name: kept[name] for name in members if name in kept}
        if left := [name for name in required if name in kept]:
            holder["required"] = left
        return made

    def _unfolded(self, schema: dict[str, Any]) -> dict[str, Any]:
        """A copy of what a schema refers to, over as many references as there are."""
        for _ in range(_DEEPEST):
            if "$ref" not in schema:
                break
            schema = self._definitions.get(schema["$ref"].removeprefix(_PREFIX), {})
        return dict(schema)


def _reachable(definition: dict[str, Any], further: Iterable[str] = ()) -> set[str]:
    """The definitions that paths lead to, and those that some ``further`` definitions lead to."""
    known = definition.get("definitions", {})
    waiting, found = [definition.get("paths", {}), *(known[name] for name in further)], set()
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            name = one.get("$ref")
            name = name.removeprefix(_PREFIX) if isinstance(name, str) else None
            if name is not None and name not in found and name in known:
                found.add(name)
                waiting.append(known[name])
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
    return found
