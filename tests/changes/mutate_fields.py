"""Mutations of the fields of bodies and of results."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from tests.changes.mutation import NAME, Done, Json, Mutation, an_operation, expecting
from tests.changes.packages import Package


def fields(package: Package, operation: Json, direction: str) -> Iterator[tuple[Json, str]]:
    """The objects, with the name of each field, that an operation writes in place in its body or its results."""
    if direction == "input":
        roots = [one.get("schema") for one in operation.get("parameters", []) if one.get("in") == "body"]
    else:
        responses = operation.get("responses", {})
        roots = [one.get("schema") for code, one in responses.items() if code.startswith("2") and isinstance(one, dict)]
    while roots:
        here = roots.pop()
        if isinstance(here, dict) and isinstance(here.get("properties"), dict) and "$ref" not in here:
            yield from ((here, name) for name in here["properties"])
            roots += here["properties"].values()
        elif isinstance(here, dict) and isinstance(here.get("items"), dict) and here.get("type") == "array":
            roots.append(here["items"])


def _field(package: Package, random: Random, direction: str) -> tuple[Json, Json, str] | None:
    operation = an_operation(package, random, lambda one: next(fields(package, one, direction), None) is not None)
    if operation is None:
        return None
    here, name = random.choice([*fields(package, operation, direction)])
    return operation, here, name


def _of_field(direction: str, kinds: str, change: Callable[[Json, str], str | None], label: str) -> Mutation:
    def mutation(package: Package, random: Random) -> Done | None:
        found = _field(package, random, direction)
        if found is None:
            return None
        operation, here, name = found
        kind = change(here, name)
        return None if kind is None else expecting(kind or kinds, operation)

    mutation.__name__ = f"{direction}_{label}"
    return mutation


def _remove(here: Json, name: str) -> str:
    del here["properties"][name]
    here["required"] = [one for one in here.get("required", []) if one != name]
    return ""


def _add(here: Json, name: str) -> str:
    here["properties"][NAME] = {"type": "string"}
    return ""


def _flip(here: Json, name: str) -> str:
    required = here.get("required", [])
    here["required"] = [one for one in required if one != name] if name in required else [*required, name]
    return "field-optional" if name in required else "field-required"


def _type(here: Json, name: str) -> str | None:
    field = here["properties"][name]
    if "$ref" in field or "type" not in field:
        return None
    field["type"] = "boolean" if field["type"] != "boolean" else "string"
    return ""


def _format(here: Json, name: str) -> str | None:
    field = here["properties"][name]
    field["format"] = NAME
    return ""


def _title(here: Json, name: str) -> str:
    here["properties"][name]["x-ms-summary"] = NAME
    return ""


def _description(here: Json, name: str) -> str:
    here["properties"][name]["description"] = NAME
    return ""


def _hide(here: Json, name: str) -> str | None:
    field = here["properties"][name]
    if field.get("x-ms-visibility") == "internal" or "$ref" in field:
        return None
    field["x-ms-visibility"] = "internal"
    return ""


def _enum(here: Json, name: str) -> str | None:
    field = here["properties"][name]
    if "$ref" in field:
        return None
    if isinstance(field.get("enum"), list) and field["enum"]:
        field["enum"] = [*field["enum"], NAME]
        return "choice-added"
    field["enum"] = [NAME]
    return "choices-limited choice-added"


def _default(here: Json, name: str) -> str:
    had = "default" in here["properties"][name] or "$ref" in here["properties"][name]
    here["properties"][name]["default"] = NAME
    return "default-changed default-added" if had else "default-added"


def _limit(here: Json, name: str) -> str:
    here["properties"][name]["maxLength"] = 1_234_567
    return "limit-tightened limit-loosened limit-changed"


def _extension(here: Json, name: str) -> str:
    here["properties"][name][f"x-{NAME}"] = 1
    return ""


def _items(here: Json, name: str) -> str | None:
    field = here["properties"][name]
    if field.get("type") != "array" or "$ref" in field:
        return None
    if field.pop("items", None) is None:
        field["items"] = {"type": "string"}
    return ""


def _other_fields(here: Json, name: str) -> str | None:
    field = here["properties"][name]
    if field.get("type") != "object" or "$ref" in field:
        return None
    if isinstance(field.get("additionalProperties"), dict):
        del field["additionalProperties"]
    else:
        field["additionalProperties"] = {"type": "string"}
    return ""


def _inherit(here: Json, name: str) -> str:
    """All fields but one become those of a part of ``allOf``."""
    part = {key: here.pop(key) for key in ("properties", "required", "additionalProperties") if key in here}
    here["allOf"] = [*here.get("allOf", []), part]
    here.setdefault("type", "object")
    return _remove(part, name)


def _inherit_items(here: Json, name: str) -> str | None:
    """The items of a list become those of a part of ``allOf``, and are of another type."""
    field = here["properties"][name]
    if field.get("type") != "array" or "type" not in field.get("items", {}):
        return None
    items = field.pop("items")
    items["type"] = "boolean" if items["type"] != "boolean" else "string"
    field["allOf"] = [{"items": items}]
    return ""


_FIELDS: dict[str, tuple[str, Callable[[Json, str], str | None]]] = {
    "removed": ("field-removed", _remove),
    "added": ("field-added", _add),
    "required": ("", _flip),
    "type": ("type-changed", _type),
    "format": ("format-changed", _format),
    "summary": ("label-changed", _title),
    "description": ("description-changed", _description),
    "hidden": ("value-hidden", _hide),
    "enum": ("", _enum),
    "default": ("", _default),
    "limit": ("", _limit),
    "extension": ("extension-changed", _extension),
    "items": ("type-changed", _items),
    "other_fields": ("type-changed other-fields-changed", _other_fields),
    "inherited": ("field-removed", _inherit),
    "inherited_items": ("type-changed", _inherit_items),
}


OF_FIELDS: tuple[Mutation, ...] = tuple(
    _of_field(direction, kinds, change, label)
    for direction in ("input", "output")
    for label, (kinds, change) in _FIELDS.items()
)
