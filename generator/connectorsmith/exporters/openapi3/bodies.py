"""Body and form parameters as request bodies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from msgspec import Struct

from connectorsmith.exporters.openapi3.parameters import Parameters, take_style
from connectorsmith.exporters.openapi3.part import DefinitionPart, is_flag, is_text
from connectorsmith.importers.exported.marks import ASIDE
from connectorsmith.importers.exported.media_types import FORMS, USUAL, is_form
from connectorsmith.importers.openapi3.losses import Keys
from connectorsmith.importers.openapi3.node import shown

_NOT_OF_SCHEMA: Final = ("name", "in", "required", "allowEmptyValue", "collectionFormat")


class Given(Struct, frozen=True):
    """A parameter of the body as it is written at a place, and what it leads to, with the place of that."""

    written: dict[str, Any]
    at: Keys
    value: dict[str, Any]
    keys: Keys


def body(given: Given, consumes: Sequence[str] | None, parameters: Parameters) -> dict[str, Any]:
    """The request body of a body parameter, in each of the media types."""
    value, keys = given.value, given.keys
    part = DefinitionPart(value, keys, parameters.schemas.losses)
    made: dict[str, Any] = {}
    part.copy(made, {"description": is_text, "required": is_flag})
    kinds = _or_usual(consumes, USUAL, part)
    entry: dict[str, Any] = {}
    if "schema" in value:
        entry["schema"] = parameters.schemas.schema(part.take("schema"), (*keys, "schema"))
    made["content"] = dict.fromkeys(kinds, entry)
    if part.take("name") != "body":
        part.keep("name")
    part.take("in")
    if all(map(is_form, kinds)):
        part.keep("in")
    made = part.finish(made)
    return _as_written(made, given, parameters)


def form(given: Sequence[Given], consumes: Sequence[str] | None, parameters: Parameters) -> dict[str, Any]:
    """The request body of form parameters: an object with a member for each."""
    kinds = [kind for kind in consumes or () if is_form(kind)]
    if not kinds:
        files = any(value.get("type") == "file" for value in (one.value for one in given))
        kinds = _or_usual(
            None, FORMS[:1] if files else FORMS[1:], DefinitionPart({}, given[0].at, parameters.schemas.losses)
        )
    members: dict[str, Any] = {}
    encoding: dict[str, Any] = {}
    required: list[str] = []
    for one in given:
        value, name = one.value, one.value["name"]
        members[name] = _as_written(_member(value, one.keys, parameters, encoding), one, parameters)
        if value.get("required") is True:
            required.append(name)
    schema: dict[str, Any] = {"type": "object", "properties": members}
    if required:
        schema["required"] = required
    entry: dict[str, Any] = {"schema": schema} | ({"encoding": encoding} if encoding else {})
    return {"content": dict.fromkeys(kinds, entry)} | ({"required": True} if required else {})


def _member(value: dict[str, Any], keys: Keys, parameters: Parameters, encoding: dict[str, Any]) -> dict[str, Any]:
    """The schema of a form parameter, with what only parameters have aside."""
    inside = {key: one for key, one in value.items() if key not in _NOT_OF_SCHEMA}
    made = parameters.schemas.schema(inside, keys)
    outside = {key: one for key, one in value.items() if key in _NOT_OF_SCHEMA}
    part = DefinitionPart(
        outside | {key: value[key] for key in ("type",) if key in value}, keys, parameters.schemas.losses
    )
    how: dict[str, Any] = {}
    take_style(part, how, "form")
    if how:
        encoding[value["name"]] = how
    if "required" in value and value["required"] is not True:
        part.keep("required", None if value["required"] is False else "value-kept-aside")
    if "allowEmptyValue" in value:
        part.keep("allowEmptyValue", "key-kept-aside")
    if part.aside:
        made[ASIDE] = made.get(ASIDE, {}) | part.aside
    return made


def _or_usual(consumes: Sequence[str] | None, usual: Sequence[str], part: DefinitionPart) -> list[str]:
    if consumes:
        return [*dict.fromkeys(consumes)]
    part.lose("media-type-assumed", None, "a body without a media type", usual[0])
    return [*usual]


def _as_written(made: dict[str, Any], given: Given, parameters: Parameters) -> dict[str, Any]:
    """With the reference aside that the definition has in place of a parameter of the body."""
    if "$ref" in given.written:
        made[ASIDE] = dict(given.written)
        parameters.bodies.add(given.keys)
        parameters.schemas.losses.add("shared-written-out", given.keys, str(given.written["$ref"]))
        for key in given.written.keys() - {"$ref"}:
            parameters.schemas.losses.add("key-kept-aside", (*given.at, key), f"{key}: {shown(given.written[key])}")
    return made
