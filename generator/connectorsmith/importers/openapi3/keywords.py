"""Single keywords of JSON Schema as Swagger 2.0 has them: types, choices, bounds, defaults."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, Final

from connectorsmith.importers.openapi3.node import Node, shown
from connectorsmith.importers.openapi3.texts import plain_at

_COUNTS: Final = ("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties")
_COPIED: Final = frozenset((*_COUNTS, "multipleOf", "pattern", "uniqueItems", "default"))
_BOUNDS: Final = frozenset(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"))
_RULES: Final[tuple[str, ...]] = ("enum", *_COUNTS, *_BOUNDS, "multipleOf", "pattern", "uniqueItems")
"""Keywords that a value has to keep besides the type."""
_FORMATS: Final = ("date", "date-time", "time", "uuid")
"""Formats that validators of definitions hold defaults to."""
_SCALARS: Final = {"string", "integer", "number", "boolean"}
_OF: Final = {bool: "boolean", int: "integer", float: "number", str: "string", list: "array", dict: "object"}
_FITTING: Final = {
    "string": (str,), "integer": (int,), "number": (int, float), "boolean": (bool,), "array": (list,), "object": (dict,)
}  # fmt: skip


def take_type(node: Node, made: dict[str, Any]) -> None:
    """``type``, ``nullable``, ``format`` and what says how bytes are written."""
    if node.flag("nullable"):
        node.lose("nullable", "nullable")
    kind = node.raw("type")
    if isinstance(kind, list):
        named = [one for one in kind if one != "null" and isinstance(one, str)]
        if len(named) < len(kind):
            node.lose("nullable", "type")
        if len(named) > 1:
            node.lose("type-union", "type", " or ".join(named))
        if named:
            kind = widest(named)
    if isinstance(kind, str) and kind in (*_SCALARS, "array", "object"):
        made["type"] = kind
    elif kind == "null":
        node.lose("nullable", "type")
    elif isinstance(kind, str):
        node.lose("wrong-type", "type")
    form = node.text("format")
    encoding, media = node.text("contentEncoding"), node.text("contentMediaType")
    found = None
    if encoding is not None or media is not None:
        found = "byte" if encoding == "base64" else "binary" if encoding is None else None
    form = form or found
    if encoding is not None and (found is None or form != found):
        node.lose("not-supported-keyword", "contentEncoding")
    if media is not None and (encoding is not None or form != found):
        node.lose("not-supported-keyword", "contentMediaType")
    if form is not None:
        made["format"] = form


def copy_keywords(node: Node, made: dict[str, Any]) -> None:
    """The keywords that mean the same in both; a value that Swagger 2.0 does not allow is reported."""
    if not node.written(_COPIED):
        return
    for key in _COUNTS:
        _copy(node, made, key, lambda value: type(value) is int and value >= 0)
    _copy(node, made, "multipleOf", lambda value: type(value) in (int, float) and value > 0)
    _copy(node, made, "pattern", _is_pattern)
    _copy(node, made, "uniqueItems", lambda value: isinstance(value, bool))
    if node.has("default"):
        made["default"] = node.raw("default")


def _is_pattern(value: Any) -> bool:
    """Whether a value is a regular expression in the form of JSON Schema, which every reader of a definition takes."""
    return isinstance(value, str) and bool(_patterns().is_valid(value))


@cache
def _patterns() -> Any:
    import jsonschema_rs  # takes long to import, and few schemas have patterns

    return jsonschema_rs.validator_for({"format": "regex"}, validate_formats=True)


def _copy(node: Node, made: dict[str, Any], key: str, allows: Callable[[Any], bool]) -> None:
    if not node.has(key):
        return
    value = node.raw(key)
    if isinstance(value, float) and value.is_integer() and key in _COUNTS:
        value = int(value)
    if allows(value):
        made[key] = value
    else:
        node.lose("wrong-type", key)


def widest(kinds: list[str]) -> str | None:
    """The type that holds values of several: number for integers and numbers, else string; ``None`` if none does."""
    if len(set(kinds)) == 1:
        return kinds[0]
    if set(kinds) <= {"integer", "number"}:
        return "number"
    return "string" if set(kinds) <= _SCALARS else None


def take_enum(node: Node, made: dict[str, Any]) -> None:
    """``enum`` and ``const``; null among the choices is reported."""
    values = node.raw("enum")
    if values is None and not node.has("const"):
        return
    if isinstance(values, list):
        choices = distinct(values)
        kept = [value for value in choices if value is not None]
        if len(choices) < len(values):
            node.lose("choice-twice", "enum")
        if len(kept) < len(choices):
            node.lose("null-in-enum", "enum", shown(values))
        if kept:
            made["enum"] = kept
    elif values is not None:
        node.lose("wrong-type", "enum")
    if node.has("const"):
        value = node.raw("const")
        node.lose("constant", "const", f"const {shown(value)}")
        if value is not None:
            made["enum"] = [value]


def distinct(values: Iterable[Any]) -> list[Any]:
    """JSON values without those that are there already; 1, 1.0 and true are three."""
    return list({_written(value): value for value in values}.values())


def in_both(first: Iterable[Any], second: Iterable[Any]) -> list[Any]:
    """The JSON values of the first that are among those of the second; 1, 1.0 and true are three."""
    known = set(map(_written, second))
    return [value for value in first if _written(value) in known]


def _written(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


def numeric_bounds(node: Node, made: dict[str, Any]) -> None:
    """Bounds of numbers: an exclusive one is a number of its own in 3.1, and a mark beside the other in Swagger."""
    if not node.written(_BOUNDS):
        return
    for word, exclusive, tighter in (("minimum", "exclusiveMinimum", max), ("maximum", "exclusiveMaximum", min)):
        bound, other = node.raw(word), node.raw(exclusive)
        if _is_number(bound):
            made[word] = bound
        elif node.has(word):
            node.lose("wrong-type", word)
        if _is_number(other):
            if word in made:
                node.lose("bound-redundant", word if tighter(bound, other) == other else exclusive)
            if word not in made or tighter(bound, other) == other:
                made[word], made[exclusive] = other, True
        elif other is True and word in made:
            made[exclusive] = True
        elif node.has(exclusive) and other is not False:
            node.lose("wrong-type", exclusive)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def merge_type(node: Node, made: dict[str, Any]) -> None:
    """The type that other keywords imply where none is written."""
    if "type" in made or "$ref" in made:
        return
    implied = None
    if "properties" in made or "additionalProperties" in made or "required" in made:
        implied = "object"
    elif "items" in made:
        implied = "array"
    elif "enum" in made:
        implied = widest([_OF[type(value)] for value in made["enum"]])
    elif made.keys() & {"pattern", "minLength", "maxLength", "format"}:
        implied = "string"
    elif made.keys() & {"minimum", "maximum", "multipleOf"}:
        implied = "number"
    if implied is not None:
        node.lose("type-assumed", None, "a schema without a type", f"the type {implied}")
        made["type"] = implied


def check_default(node: Node, made: dict[str, Any]) -> None:
    """Drop a default that does not fit the other keywords, and one of null, which means the same as none."""
    if "default" not in made:
        return
    value, kind = made["default"], made.get("type")
    if value is None or not fits(value, kind) or not _is_allowed(value, made):
        del made["default"]
        node.lose("default-null" if value is None else "default-dropped", "default", shown(value))


def _is_allowed(value: Any, made: dict[str, Any]) -> bool:
    """Whether a value keeps the rules of a schema of Swagger 2.0, and its items those for them."""
    rules: dict[str, Any] = {key: made[key] for key in _RULES if key in made}
    items = made.get("items", {})
    rules |= {"items": {key: items[key] for key in ("type", *_RULES) if key in items}} if items else {}
    form = made.get("format")
    if not rules and form not in _FORMATS:
        return True
    import jsonschema_rs  # takes long to import, and few schemas have defaults

    if form in _FORMATS and not jsonschema_rs.is_valid({"format": form}, value, validate_formats=True):
        return False
    return bool(jsonschema_rs.Draft4Validator(rules).is_valid(value))


def fits(value: Any, kind: Any) -> bool:
    """Whether a value is of a type; any value is if there is none."""
    if kind not in _FITTING:
        return True
    return isinstance(value, _FITTING[kind]) and (kind == "boolean" or not isinstance(value, bool))


def take_texts(node: Node, made: dict[str, Any]) -> None:
    """Title, description, example, and the marks that only change how the value is shown."""
    title, description = node.text("title"), plain_at(node, "description")
    if title:
        made["title"] = title
    if description:
        made["description"] = description
    examples = node.array("examples")
    if node.has("example"):
        made["example"] = node.raw("example")
    elif examples:
        made["example"] = examples[0].value
        for further in examples[1:]:
            further.lose("example-dropped")
    if _holds_reference(made.get("example")):
        node.lose("example-dropped", "example" if node.has("example") else "examples")
        del made["example"]
    if node.flag("deprecated"):
        node.lose("schema-deprecated", "deprecated")
        made["x-ms-visibility"] = "advanced"


def _holds_reference(value: Any) -> bool:
    """Whether there is a ``$ref`` in a value, which readers of Swagger 2.0 follow also where it is only an example."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            if isinstance(one.get("$ref"), str):
                return True
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
    return False
