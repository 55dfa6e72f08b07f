"""Schemas put together: what ``allOf`` adds, and one schema that holds the values of several alternatives."""

from __future__ import annotations

import copy
from typing import Any, Final

from connectorsmith.importers.openapi3.keywords import distinct, in_both, widest
from connectorsmith.importers.openapi3.node import Node, shown
from connectorsmith.importers.openapi3.texts import label

_LOWER = ("minimum", "minLength", "minItems", "minProperties")
_UPPER = ("maximum", "maxLength", "maxItems", "maxProperties")
_OPEN: Final[tuple[dict[str, Any], ...]] = ({}, {"type": "object"})
"""Schemas that leave open what another part says about the same value."""
_TEXTS = ("title", "description", "example", "x-ms-summary")


def merge(part: dict[str, Any], made: dict[str, Any], node: Node) -> dict[str, Any]:
    """A schema that has to fit both: members of both, the tighter bounds, the texts of ``made``.

    A keyword that says two different things is reported, and that of ``made`` is kept.
    """
    result = dict(part)
    for key, value in made.items():
        if key == "properties":
            result[key] = _members(part.get(key, {}), value, node)
        elif key == "required":
            result[key] = list(dict.fromkeys([*part.get(key, ()), *value]))
        elif key == "enum" and key in part:
            result[key] = in_both(part[key], value) or value
        elif key in part and key in _LOWER:
            result[key] = max(part[key], value)
        elif key in part and key in _UPPER:
            result[key] = min(part[key], value)
        else:
            if key == "items" and value in _OPEN and key in part:
                continue
            if key in part and part[key] != value and key not in _TEXTS and part[key] not in _OPEN:
                node.lose("all-of-conflict", None, f"{key}: {shown(part[key])} and {shown(value)}", shown(value))
            result[key] = value
    return result


def _members(first: dict[str, Any], second: dict[str, Any], node: Node) -> dict[str, Any]:
    result = dict(first)
    for name, value in second.items():
        before = result.get(name)
        if before is None:
            result[name] = value
        elif "$ref" in before or "$ref" in value:
            result[name] = _with_reference(name, before, value, node)
        else:
            result[name] = merge(before, value, node)
    return result


def _with_reference(name: str, before: dict[str, Any], value: dict[str, Any], node: Node) -> dict[str, Any]:
    """One of two descriptions of a member, as a reference is alone; what the other says is reported.

    The later one is kept, unless it has texts only.
    """
    keeps = "$ref" in before and "$ref" not in value and set(value) <= set(_TEXTS)
    kept, other = (before, value) if keeps else (value, before)
    said = {key: one for key, one in other.items() if (key, one) != ("x-ms-summary", label(name))}
    if said != kept and said not in _OPEN:
        found = " and ".join(shown(one.get("$ref", one)) for one in (before, value))
        node.lose("all-of-conflict", None, f"{name}: {found}", shown(kept.get("$ref", kept)))
    return kept


def combine(alternatives: list[dict[str, Any]], *, common: bool = True) -> dict[str, Any]:
    """A schema for the values of several: all members, those required that every alternative requires.

    ``common`` is false for the items of a tuple, which share nothing but their place in a list.
    """
    if len(alternatives) == 1:
        return copy.deepcopy(alternatives[0])
    kinds = [one.get("type") for one in alternatives]
    if any(kind is None for kind in kinds):
        return {}
    kind = widest([str(kind) for kind in kinds])
    if kind is None:
        return {}
    made: dict[str, Any] = {"type": kind}
    if kind == "object":
        made |= _combined_objects(alternatives, common)
    elif kind == "array":
        made["items"] = combine([one.get("items", {}) for one in alternatives], common=common)
    else:
        made |= _combined_scalars(alternatives, kind)
    return made


def in_words(combined: dict[str, Any], beside: dict[str, Any] | None = None) -> str:
    """The result of alternatives, for their loss; ``beside`` has the other keys of the schema."""
    kind = combined.get("type")
    if beside and (kind is None or beside.get("type", kind) != kind) and beside.keys() - set(_TEXTS):
        return "what the schema says beside them"
    if kind is None:
        return "a value without a type"
    if kind == "object":
        return "one object with the members of all alternatives"
    if kind == "array":
        items = combined["items"]
        return "one list, whose items are " + (in_words(items) if "$ref" not in items else "those of each alternative")
    return f"one value of type {kind}" + (" with the choices of all alternatives" if "enum" in combined else "")


def _combined_objects(alternatives: list[dict[str, Any]], common: bool) -> dict[str, Any]:
    members: dict[str, Any] = {}
    for one in alternatives:
        for name, value in one.get("properties", {}).items():
            members[name] = value if name not in members else _either(members[name], value)
    made: dict[str, Any] = {"properties": members} if members else {}
    required = [set(one.get("required", ())) for one in alternatives]
    shared = set.intersection(*required) if common else set()
    if names := [name for name in members if name in shared]:
        made["required"] = names
    return made


def _either(first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    if first == second or "$ref" in first or "$ref" in second:
        return first
    texts = {key: first[key] for key in _TEXTS if key in first}
    return combine([first, second]) | texts


def _combined_scalars(alternatives: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    made: dict[str, Any] = {}
    choices = [one.get("enum") for one in alternatives]
    if all(choice is not None for choice in choices) and all(one.get("type") == kind for one in alternatives):
        made["enum"] = distinct(value for choice in choices for value in choice or ())
    formats = {one.get("format") for one in alternatives}
    if len(formats) == 1 and None not in formats:
        made["format"] = formats.pop()
    return made


def add_discriminator(node: Node, made: dict[str, Any]) -> None:
    """The names of a discriminator's mapping as the choices of its member, where that is a text without choices."""
    found = node.object("discriminator")
    name = found.text("propertyName") if found else None
    mapping = found.raw("mapping") if found else None
    member = made.get("properties", {}).get(name)
    became = "nothing" if member is None else f"the member {name} as it is"
    if isinstance(member, dict) and isinstance(mapping, dict) and "$ref" not in member:
        if "type" not in member:
            node.lose("type-assumed", None, f"the member {name} without a type", "the type string")
        member.setdefault("type", "string")
        if member["type"] == "string" and not member.get("enum"):
            member["enum"] = [str(value) for value in mapping]
            became = "a choice"
    node.lose("discriminator", "discriminator", f"discriminator {name}", became)


def without_unknown(made: dict[str, Any], node: Node) -> dict[str, Any]:
    """The schema itself, which requires only members that it has; swagger-spec-validator refuses any others."""
    known = made.get("properties", {})
    unknown = [one for one in made.get("required", ()) if one not in known]
    for name in unknown:
        node.lose("required-without-property", "required", f"the required member {name}")
    if unknown:
        made["required"] = [one for one in made["required"] if one in known]
        if not made["required"]:
            del made["required"]
    return made
