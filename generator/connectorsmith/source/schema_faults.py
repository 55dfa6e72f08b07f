"""JSON-Schema faults in plain words: what is wrong, at which key, and what to write instead."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from connectorsmith.diagnostics import Diagnostic, Pointer, Severity
from connectorsmith.diagnostics.excerpt import excerpt, listed
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.source.json.read import decode_json
from connectorsmith.source.schema_errors import ALTERNATIVES, UNKNOWN_KEYS, SchemaError, closest_first, schema_errors

_KINDS: Final = {
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "object": "a mapping",
    "array": "a list",
    "null": "null",
}
_BOUNDS: Final = {
    "minimum": "must be at least {}",
    "maximum": "must be at most {}",
    "exclusiveMinimum": "must be more than {}",
    "exclusiveMaximum": "must be less than {}",
    "minItems": "has too few items; it needs {}",
    "maxItems": "has too many items; it may have {}",
    "minLength": "is too short; it needs {} characters or more",
    "maxLength": "is too long; it may have {} characters",
    "minProperties": "has too few keys; it needs {}",
    "maxProperties": "has too many keys; it may have {}",
    "uniqueItems": "has an item twice",
}
_FORMATS: Final = {"regex": "regular expression", "email": "e-mail address", "uri": "URL"}
_STATUS: Final = "[1-5][0-9X]{2}"
"""Part of the patterns of keys that are status codes."""
_HEADER: Final = "!#$%&'*+.^_`|~-"
"""Part of the patterns of keys that are names of headers."""
_MEANT: Final = {"components": "definitions", "servers": "host", "requestBody": "body", "operationId": "call"}
"""Keys of OpenAPI 3 and of Swagger, and the words that represent them."""
_EXTENSIONS: Final = ("x-nullable",)
"""The extensions of Swagger for keys of OpenAPI 3."""


def schema_faults(value: Any, schema: dict[str, Any], root: Pointer, validator: Any = None) -> list[Diagnostic]:
    """Everything in a value that a JSON Schema does not allow, each fault once, in the value's order.

    A required key that is missing because it is misspelt is reported once, at the misspelt key. ``validator`` is one of
    jsonschema-rs for the schema, if the caller has it already.
    """
    if validator is None:
        import jsonschema_rs  # takes long to import, and most values have been judged before

        validator = jsonschema_rs.Draft202012Validator(schema)
    found: dict[tuple[str, str], Diagnostic] = {}
    errors = schema_errors(value, schema, validator)
    for error in errors:
        for diagnostic in _explain(error, root):
            found.setdefault((str(diagnostic.at), diagnostic.message), diagnostic)
    return list(found.values()) or [_in_itself(error, root) for error in errors]


def _closest(error: SchemaError, root: Pointer) -> Iterator[Diagnostic]:
    """The fault by the closest alternative: the deepest one that has an explanation.

    A key that is misspelt is explained by one of two faults, so that the other one says nothing.
    """
    for inner in closest_first(error.context):
        explained = [*_explain(inner, root)]
        if explained:
            yield from explained
            return


def _explain(error: SchemaError, root: Pointer) -> Iterator[Diagnostic]:
    if error.keyword in UNKNOWN_KEYS:
        yield from _unknown_keys(error, _place(error, root))
    elif error.keyword == "required":
        yield from _missing_keys(error, _place(error, root))
    elif error.keyword in ALTERNATIVES and error.context:
        yield from _closest(error, root)
    else:
        yield _in_itself(error, root)


def _place(error: SchemaError, root: Pointer) -> Pointer:
    at = root
    for key in error.path:
        at /= key
    return at


def _in_itself(error: SchemaError, root: Pointer) -> Diagnostic:
    """The fault of a value that is wrong in itself."""
    at = _place(error, root)
    rule, message, hint = _value_fault(error)
    return _fault(rule, f"{_name(at)} {message}", at, hint)


def _value_fault(error: SchemaError) -> tuple[str, str, str | None]:
    """The rule, the message after the key's name, and the hint, for a value that is wrong in itself."""
    value, keyword, wanted = error.instance, error.keyword, error.wanted
    if keyword == "type":
        kinds = [wanted] if isinstance(wanted, str) else wanted
        named = " or ".join(_KINDS[kind] for kind in kinds)
        return "wrong-type", f"must be {named}, not {_kind(value)}", _conversion(value, kinds)
    if keyword in ("enum", "const"):
        return "unknown-value", f"cannot be {_shown(value)}", _choices(value, wanted if keyword == "enum" else [wanted])
    if keyword in _BOUNDS:
        return "out-of-bounds", _BOUNDS[keyword].format(wanted), None
    if keyword == "pattern":
        return "wrong-form", f"cannot be {_shown(value)}", _example(error.schema)
    if keyword == "format" and wanted in _FORMATS:
        return "wrong-form", f"is not a valid {_FORMATS[wanted]}", _example(error.schema)
    if error.schema is False:
        return "unknown-key", "is not allowed here", "remove it"
    return "wrong-form", "is not what is allowed here", _example(error.schema)


def _unknown_keys(error: SchemaError, at: Pointer) -> Iterator[Diagnostic]:
    known = list(_properties(error))
    for key in error.wanted:
        yield _fault("unknown-key", f"unknown key `{key}`", at / key, _key_hint(key, known, _patterns(error)))


def _properties(error: SchemaError) -> Mapping[str, Any]:
    found = error.schema.get("properties", {}) if isinstance(error.schema, Mapping) else {}
    return found if isinstance(found, Mapping) else {}


def _patterns(error: SchemaError) -> list[str]:
    return list(error.schema.get("patternProperties", {})) if isinstance(error.schema, Mapping) else []


def _strangers(error: SchemaError) -> list[str]:
    """The keys of the value that the schema does not name."""
    value: Any = error.instance
    known, patterns = _properties(error), [re.compile(pattern) for pattern in _patterns(error)]
    return [key for key in value if key not in known and not any(pattern.search(key) for pattern in patterns)]


def _key_hint(key: str, known: Sequence[str], patterns: Iterable[str]) -> str:
    bare = key.removeprefix("x-ms-")
    if bare != key and bare in known:
        return f"write `{bare}`: the prefix is added when the package is made"
    likely = suggest(key, known)
    if likely is not None:
        return f"did you mean `{likely}`?"
    if _MEANT.get(key) in known:
        return f"here it is written as `{_MEANT[key]}`"
    extension = f"x-{key}"
    if extension in _EXTENSIONS and any(re.search(pattern, extension) for pattern in patterns):
        return f"here it is written as `{extension}`"
    if any(_HEADER in pattern for pattern in patterns):
        return "write the name of a header: letters, digits and -, without blanks"
    codes = ["a status code such as 200", "default"] if any(_STATUS in pattern for pattern in patterns) else []
    if not codes and not known:
        return "write a name that begins with a letter or a digit, and goes on with these, _ and -"
    return f"allowed here: {listed([*codes, *known])}"


def _missing_keys(error: SchemaError, at: Pointer) -> Iterator[Diagnostic]:
    """The required keys that are not there; a misspelt one is reported once, at its place."""
    value: Any = error.instance
    wanted: Any = error.wanted
    known = list(_properties(error))
    meant = {suggest(key, known): key for key in _strangers(error)}
    refused = isinstance(error.schema, Mapping) and error.schema.get("additionalProperties") is False
    for key in wanted:
        if key in value or (refused and key in meant):
            continue
        if key in meant:
            yield _fault("unknown-key", f"unknown key `{meant[key]}`", at / meant[key], f"did you mean `{key}`?")
        else:
            yield _fault("missing-key", f"{_name(at)} has no `{key}`", at, _example(_properties(error).get(key), key))


def _example(schema: Any, key: str | None = None) -> str | None:
    examples = schema.get("examples") if isinstance(schema, Mapping) else None
    if examples:
        return f"write for example {key + ': ' if key else ''}{_shown(examples[0]) if not key else _plain(examples[0])}"
    return f"add `{key}`" if key else None


def _conversion(value: Any, kinds: Sequence[str]) -> str | None:
    """How a value of the wrong kind is written as one of the right kind, where that is plain."""
    if value is None:
        return "write the value, or remove the key"
    if "string" in kinds and isinstance(value, (bool, int, float)):
        return f'write "{_plain(value)}" in quotes if you mean the text'
    if isinstance(value, str) and {"boolean", "integer", "number"} & {*kinds} and _is_json(value, kinds):
        return f"write {value} without quotes"
    if "array" in kinds and not isinstance(value, (dict, list)):
        return f"write [{_plain(value)}]"
    if kinds == ["array"] and isinstance(value, dict):
        return "begin each item with `- `"
    if kinds == ["object"]:
        return "write `key: value` below it, or {key: value} behind it"
    return "write a single value" if isinstance(value, list) and "string" in kinds else None


def _is_json(text: str, kinds: Sequence[str]) -> bool:
    """Whether a text would be a value of one of the kinds without its quotes."""
    try:
        found = decode_json(text)
    except ValueError:
        return False
    return {bool: "boolean", int: "integer", float: "number"}.get(type(found)) in kinds


def _choices(value: Any, allowed: Sequence[Any]) -> str:
    likely = suggest(value, [item for item in allowed if isinstance(item, str)]) if isinstance(value, str) else None
    return f'did you mean "{likely}"?' if likely else f"allowed: {listed([_plain(item) for item in allowed])}"


def _name(at: Pointer) -> str:
    """The key a pointer leads to, as a sentence names it."""
    if at.parent is None:
        return "the file"
    return f"`{at.key}`" if isinstance(at.key, str) else f"item {at.key + 1} of {_name(at.parent)}"


def _kind(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return _plain(value)
    if isinstance(value, (int, float)):
        return f"the number {_plain(value)}"
    return "a text" if isinstance(value, str) else "a mapping" if isinstance(value, Mapping) else "a list"


def _plain(value: Any) -> str:
    return excerpt(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _shown(value: Any) -> str:
    return f'"{_plain(value)}"' if isinstance(value, str) else _plain(value)


def _fault(rule: str, message: str, at: Pointer, hint: str | None) -> Diagnostic:
    return Diagnostic(rule, Severity.ERROR, message, at, hint=hint)
