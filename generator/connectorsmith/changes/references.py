"""The parts that an entry of a spec refers to by name: shared parts, definitions and snippets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from connectorsmith.language.types import referred
from connectorsmith.model.script import SNIPPETS

DEFINITIONS: Final = "definitions"
FILES: Final = "files"
"""Where snippets are, which lie beside a spec and not in it."""
_PROSE: Final = frozenset({"summary", "description", "title", "default", "example", "enum", "pattern", "call", "name"})
"""Keys whose values are texts or data, and refer to nothing."""
_ROOTS: Final = {"#/definitions/": DEFINITIONS, "#/parameters/": "parameters", "#/responses/": "responses"}


def references(form: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Yield the section and the name of all that a form may refer to, not all of which need exist.

    ``key`` is the one that holds the form. A name may be found in several sections: the caller knows which has it.
    """
    if isinstance(form, dict):
        for word, value in form.items():
            if word not in _PROSE:
                yield from references(value, str(word))
    elif isinstance(form, list):
        for item in form:
            yield from references(item, key)
    elif isinstance(form, str):
        yield from _named(form, key)
    elif isinstance(form, int) and key == "errors":
        yield "errors", str(form)


def _named(text: str, key: str) -> Iterator[tuple[str, str]]:
    for start, section in _ROOTS.items():
        if text.startswith(start):
            yield section, text.removeprefix(start)
            return
    if key in ("parameters", "use"):
        yield "parameters", text
    if key == "use":
        yield "shared", text
    if key == "errors":
        yield "errors", text
    if key == "script":
        yield "recipes", text
    if key in ("file", "snippet"):
        yield FILES, f"{SNIPPETS}{text}"
    name = referred(text)
    if name is not None:
        yield DEFINITIONS, name
