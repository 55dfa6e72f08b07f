"""References as JSON pointers into one part of the apiDefinition, https://www.rfc-editor.org/rfc/rfc6901."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from typing import Final, Literal

from connectorsmith.diagnostics import Finding
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.model import Parameter, Response, Schema


def points_into(reference: str, part: str) -> bool:
    """Whether a reference is a pointer to something under a key at the root, as in ``#/parameters/limit``."""
    return re.fullmatch(rf"#/{part}/(?:[^~]|~[01])+", reference) is not None


def unknown_in(parts: Iterable[Parameter | Response], part: str, known: Iterable[str], cure: str) -> Iterator[Finding]:
    """Every reference that leads into a part of the root, and to nothing that is known there."""
    pointers = dict.fromkeys(f"#/{part}/" + name.replace("~", "~0").replace("/", "~1") for name in known)
    for one in parts:
        if one.ref is not None and points_into(one.ref, part) and one.ref not in pointers:
            likely = suggest(one.ref, pointers)
            hint = f'did you mean "{likely}"?' if likely else cure
            yield Finding(one.at / "$ref", f'"{one.ref}" leads to no {part.removesuffix("s")}', hint)


def is_pointer(reference: str) -> bool:
    """Whether a reference is a pointer inside the same file, wherever it leads."""
    return _POINTER.fullmatch(reference) is not None


def fault_of(schema: Schema, known: Container[str]) -> Literal["malformed", "elsewhere", "inside", "unknown"] | None:
    """The fault in the reference of a schema, if any, given the names of the definitions.

    It leads ``elsewhere``, ``inside`` a definition, or to an ``unknown`` one; each fault has a rule of its own.
    """
    name = schema.definition
    if schema.ref is not None and schema.ref.startswith("#") and not is_pointer(schema.ref):
        return "malformed"
    if schema.ref is None or name in known:
        return None
    if name is None:
        return "elsewhere"
    return "inside" if name.partition("/")[0] in known else "unknown"


_POINTER: Final = re.compile(r"#(?:/(?:[^~/]|~[01])*)*")
