"""JSON-Schema faults in plain words: what is wrong, at which key, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from connectorsmith.diagnostics import Diagnostic, Pointer, Severity
from connectorsmith.diagnostics.suggest import suggest

_KINDS = {
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "object": "a mapping",
    "array": "a list",
    "null": "null",
}
_BOUNDS = {
    "minimum": "must be at least {}",
    "maximum": "must be at most {}",
    "exclusiveMinimum": "must be more than {}",
    "minItems": "needs at least {} item",
    "maxItems": "may have at most {} items",
    "minLength": "must not be empty",
    "minProperties": "needs at least {} key",
    "maxProperties": "may have at most {} keys",
}


def schema_faults(value: Any, schema: Mapping[str, Any], root: Pointer) -> list[Diagnostic]:
    """Everything in a value that a JSON Schema (2020-12) does not allow, each fault once, in the value's order."""
    found: dict[tuple[str, str], Diagnostic] = {}
    for error in Draft202012Validator(schema).iter_errors(value):
        for diagnostic in _explain(error, root):
            found.setdefault((str(diagnostic.at), diagnostic.message), diagnostic)
    return list(found.values())


def _explain(error: ValidationError, root: Pointer) -> Iterator[Diagnostic]:
    at = root
    for key in error.absolute_path:
        at = at / key
    name = f"`{at.key}`" if isinstance(at.key, str) and at.parent is not None else "this"
    keyword, wanted = str(error.validator), cast(Any, error.validator_value)
    if keyword in ("additionalProperties", "unevaluatedProperties"):
        yield from _unknown_keys(error, at)
    elif keyword == "required":
        yield from _missing_keys(error, at, name)
    elif keyword == "type":
        message = f"{name} must be {_kinds(wanted)}, not {_kind(error.instance)}"
        yield _fault("wrong-type", message, at, None)
    elif keyword in ("enum", "const"):
        allowed = wanted if keyword == "enum" else [wanted]
        message = f"{name} cannot be {_shown(error.instance)}"
        yield _fault("unknown-value", message, at, _choices(error.instance, allowed))
    elif keyword == "pattern":
        yield _fault("wrong-form", f"{name} cannot be {_shown(error.instance)}", at, _example(error.schema))
    elif keyword in _BOUNDS:
        yield _fault("out-of-bounds", f"{name} {_BOUNDS[keyword].format(wanted)}", at, None)
    else:
        yield _fault("wrong-form", f"{name} is not what the language allows here", at, _example(error.schema))


def _unknown_keys(error: ValidationError, at: Pointer) -> Iterator[Diagnostic]:
    schema = error.schema if isinstance(error.schema, Mapping) else {}
    known = list(schema.get("properties", {}))
    patterns = [re.compile(pattern) for pattern in schema.get("patternProperties", {})]
    for key in cast(Mapping[str, Any], error.instance):
        if key not in known and not any(pattern.search(key) for pattern in patterns):
            yield _fault("unknown-key", f"unknown key `{key}`", at / key, _key_hint(key, known))


def _key_hint(key: str, known: Sequence[str]) -> str:
    bare = key.removeprefix("x-ms-")
    if bare != key and bare in known:
        return f"write `{bare}`: the prefix is added when the package is made"
    likely = suggest(key, known)
    if likely is not None:
        return f"did you mean `{likely}`?"
    return "allowed here: " + ", ".join(known[:30]) + (", …" if len(known) > 30 else "")


def _missing_keys(error: ValidationError, at: Pointer, name: str) -> Iterator[Diagnostic]:
    for key in cast(Sequence[str], error.validator_value):
        if key not in cast(Mapping[str, Any], error.instance):
            yield _fault("missing-key", f"{name} has no `{key}`", at, _example(_property(error.schema, key), key))


def _property(schema: Any, key: str) -> Any:
    return schema.get("properties", {}).get(key, {}) if isinstance(schema, Mapping) else {}


def _example(schema: Any, key: str | None = None) -> str | None:
    examples = schema.get("examples") if isinstance(schema, Mapping) else None
    if examples:
        return f"write for example {key + ': ' if key else ''}{_shown(examples[0])}"
    return f"add `{key}`" if key else None


def _choices(value: Any, allowed: Iterable[Any]) -> str:
    texts = [_shown(item) for item in allowed]
    likely = suggest(value, texts) if isinstance(value, str) else None
    return f"did you mean {likely}?" if likely else "allowed: " + ", ".join(texts)


def _kinds(kinds: str | Sequence[str]) -> str:
    names = [_KINDS[kind] for kind in ([kinds] if isinstance(kinds, str) else kinds)]
    return " or ".join(names)


def _kind(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return f"the number {value}"
    return "a text" if isinstance(value, str) else "a mapping" if isinstance(value, Mapping) else "a list"


def _shown(value: Any) -> str:
    text = str(value) if not isinstance(value, bool) else str(value).lower()
    return text if len(text) <= 60 else text[:57] + "…"


def _fault(rule: str, message: str, at: Pointer, hint: str | None) -> Diagnostic:
    return Diagnostic(rule, Severity.ERROR, message, at, hint=hint)
