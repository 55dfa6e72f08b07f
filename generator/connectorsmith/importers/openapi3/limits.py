"""Schemas that are larger than the platform takes: cut at the deepest level that fits, and reported.

The platform writes every reference out, and takes 512 schemas in a body or a response,
https://learn.microsoft.com/en-us/connectors/custom-connectors/faq.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from connectorsmith.analysis.expansion import expanded_size, shown_size
from connectorsmith.importers import swagger
from connectorsmith.importers.openapi3.losses import Losses
from connectorsmith.model import Connector, Operation, Schema

MOST_SCHEMAS: Final = 512
_DEEPEST: Final = 20
_PREFIX: Final = "#/definitions/"
_INNER: Final = ("properties", "required", "additionalProperties", "allOf", "discriminator")
"""Keywords of an object that say what is inside it."""


def cut_schemas(definition: dict[str, Any], losses: Losses) -> None:
    """Cut the schemas of bodies and responses that are too large, and drop definitions that were used there only."""
    sized = Connector("", **swagger.definition(definition))
    cutter = _Cutter(definition.get("definitions", {}))
    before = _reachable(definition)
    for operation in sized.operations:
        written = definition["paths"][operation.path][operation.method]
        for what, schema, holder in _roots(operation, written):
            size = expanded_size(sized, schema)
            if size > MOST_SCHEMAS:
                holder["schema"], depth = cutter.cut(holder["schema"])
                found = f"{what} with {shown_size(size)}, {size - MOST_SCHEMAS:,} more than are allowed"
                became = f"{depth} level{'s' * (depth != 1)} of fields" if depth else "some of the fields"
                losses.add("schema-cut", ("paths", operation.path, operation.method, what), found, became)
    if cutter.made:
        definition["definitions"] |= cutter.made
        for name in before - _reachable(definition):
            del definition["definitions"][name]


def _roots(operation: Operation, written: dict[str, Any]) -> Iterator[tuple[str, Schema, dict[str, Any]]]:
    """The schemas of the body and the responses, with the objects that hold them."""
    for parameter, value in zip(operation.parameters or (), written.get("parameters", ()), strict=True):
        if parameter.schema is not None:
            yield "the body", parameter.schema, value
    for code, response in (operation.responses or {}).items():
        if response.schema is not None:
            yield f"the response {code}", response.schema, written["responses"][code]


class _Cutter:
    """Cuts schemas; ``made`` are the new definitions, one for each that was referred to."""

    def __init__(self, definitions: Mapping[str, Any]) -> None:
        self._definitions = definitions
        self.made: dict[str, Any] = {}
        self._depths: dict[str, int] = {}

    def cut(self, schema: dict[str, Any]) -> tuple[dict[str, Any], int]:
        """A schema that is small enough, and the levels of its fields that are left; none if only some fields are."""
        name = schema.get("$ref", "").removeprefix(_PREFIX)
        new = f"{name}_cut"
        if not name:
            return self._fitting(schema)
        if new not in self.made:
            self.made[new], self._depths[new] = self._fitting(schema)
        return {"$ref": f"{_PREFIX}{new}"}, self._depths[new]

    def _fitting(self, schema: dict[str, Any]) -> tuple[dict[str, Any], int]:
        best, depth = self._shallow(schema, 0), 0
        while depth < _DEEPEST:
            deeper = self._shallow(schema, depth + 1)
            if _count(deeper) >= MOST_SCHEMAS or deeper == best:  # a reference counts as one more
                break
            best, depth = deeper, depth + 1
        return (best, depth) if depth else (self._narrow(schema), 0)

    def _narrow(self, schema: dict[str, Any]) -> dict[str, Any]:
        """One level of fields, the required ones first, as many as are allowed."""
        made = self._shallow(schema, 1)
        holder = made
        while "items" in holder and "properties" not in holder:
            holder = holder["items"]
        members, required = holder.get("properties", {}), holder.get("required", ())
        names = sorted(members, key=lambda name: name not in required)[: MOST_SCHEMAS - 10]
        holder["properties"] = {name: members[name] for name in members if name in set(names)}
        if required:
            holder["required"] = [name for name in required if name in holder["properties"]]
        return made

    def _shallow(self, schema: dict[str, Any], depth: int) -> dict[str, Any]:
        """A copy with so many levels of fields, without references; lists are no level of their own."""
        texts = {key: value for key, value in schema.items() if key != "$ref"}
        for _ in range(_DEEPEST):
            if "$ref" not in schema:
                break
            schema = self._definitions.get(schema["$ref"].removeprefix(_PREFIX), {})
        made = {**schema, **texts}
        if isinstance(made.get("items"), dict):
            made["items"] = self._shallow(made["items"], depth)
        if depth == 0:
            return {key: value for key, value in made.items() if key not in _INNER and key != "$ref"}
        if isinstance(made.get("properties"), dict):
            made["properties"] = {name: self._shallow(one, depth - 1) for name, one in made["properties"].items()}
        if isinstance(made.get("additionalProperties"), dict):
            made["additionalProperties"] = self._shallow(made["additionalProperties"], depth - 1)
        if "allOf" in made:
            made["allOf"] = [self._shallow(one, depth) for one in made["allOf"]]
        return made


def _count(schema: dict[str, Any]) -> int:
    """How many schemas a schema without references has, itself included."""
    inner = [*schema.get("properties", {}).values(), schema.get("items"), schema.get("additionalProperties")]
    return 1 + sum(_count(one) for one in [*inner, *schema.get("allOf", ())] if isinstance(one, dict))


def _reachable(definition: dict[str, Any]) -> set[str]:
    """The definitions that paths lead to."""
    waiting, found = [definition.get("paths", {})], set()
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            name = one.get("$ref")
            name = name.removeprefix(_PREFIX) if isinstance(name, str) else None
            if name is not None and name not in found and name in definition.get("definitions", {}):
                found.add(name)
                waiting.append(definition["definitions"][name])
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
    return found
