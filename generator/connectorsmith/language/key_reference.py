"""The reference of the language: every key of a spec with its meaning, from the table of words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

from msgspec import Struct

from connectorsmith.language.words import Table, form, resolved, table

ROOT: Final = "Spec"
"""The name of the form of a whole spec."""
_FORMS: Final = "#/$defs/"
_BECOMES: Final = re.compile(r"It becomes ([^.]{1,200})\.")
_DEFAULT: Final = re.compile(r"Default: ([^.]{1,200}(?:\.\d{1,9})?)\.")


class Key(Struct, frozen=True):
    """A key that may be written in a form: its meaning, what it holds, and what comes of it.

    ``form`` is the heading of the form, with the keys that lead to this one inside it in ``path``. ``becomes`` is the
    key in the package where that has another name, and ``default`` what holds if the key is left out. ``values`` are
    the words that the key may hold, where the table lists them.
    """

    form: str
    path: tuple[str, ...]
    meaning: str
    holds: str
    becomes: str | None = None
    default: str | None = None
    examples: tuple[str, ...] = ()
    values: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The key itself."""
        return self.path[-1]


def forms() -> dict[str, tuple[str, str]]:
    """The forms of the table by name, each with its heading and what it is, the whole spec first."""
    found = {"": (ROOT, str(table()["description"]))}
    for name, entry in table()["$defs"].items():
        if any(_inside((), entry)):
            found[name] = (entry.get("title", name), entry.get("description", ""))
    return found


@cache
def keys() -> tuple[Key, ...]:
    """Every key of the language, in the order of the table."""
    return tuple(
        key
        for name, (heading, _) in forms().items()
        for path, properties in _inside((), form(name))
        for key in _keys(heading, path, properties)
    )


def keys_named(name: str) -> list[Key]:
    """The keys of this name, in any of the forms; an extension of the package represents the key that becomes it."""
    return [key for key in keys() if name in (key.name, key.becomes)]


def names() -> tuple[str, ...]:
    """The names of all keys, each once."""
    return tuple(dict.fromkeys(key.name for key in keys()))


def _keys(heading: str, path: tuple[str, ...], properties: Mapping[str, Table]) -> Iterator[Key]:
    for word, entry in properties.items():
        yield _key(heading, (*path, word), entry)
        for inner, properties in _inside((*path, word), entry):
            yield from _keys(heading, inner, properties)


def _inside(path: tuple[str, ...], entry: Any) -> Iterator[tuple[tuple[str, ...], Mapping[str, Table]]]:
    """The mappings of keys inside a value, each with the path to it; ``*`` is a name of the author's choice."""
    if isinstance(entry, list):
        for part in entry:
            yield from _inside(path, part)
    elif isinstance(entry, dict):
        if "properties" in entry:
            yield path, entry["properties"]
        for key, more in (("items", ()), ("anyOf", ()), ("oneOf", ()), ("additionalProperties", ("*",))):
            yield from _inside((*path, *more), entry.get(key))


def _key(heading: str, path: tuple[str, ...], entry: Table) -> Key:
    whole = {**resolved(entry), **entry}
    text = str(whole.get("description", ""))
    becomes = _BECOMES.search(text)
    default = _DEFAULT.search(text)
    meaning = " ".join(_DEFAULT.sub("", _BECOMES.sub("", text)).split())
    examples = tuple(_written(one) for one in whole.get("examples", ()))
    return Key(
        heading,
        path,
        meaning,
        _holds(entry),
        becomes[1] if becomes else whole.get("key"),
        default[1] if default else None,
        examples,
        tuple(dict.fromkeys(_values(whole))),
    )


def _values(entry: Table) -> Iterator[str]:
    """The words that a key may hold: those of its enumeration or of its items, and those that its meaning names."""
    words = re.findall(r"[\w-]+", str(entry.get("description", "")))
    for listing in (entry, entry.get("items")):
        yield from (str(one) for one in (listing.get("enum", ()) if isinstance(listing, dict) else ()))
    yield from (snippet["label"] for snippet in entry.get("defaultSnippets", ()))
    if "enum" not in entry and "properties" not in entry:
        yield from (one for one in entry.get("examples", ()) if isinstance(one, str) and one in words)


def _holds(entry: Table) -> str:
    """The type of a key's value, in words."""
    name = entry.get("$ref", "").removeprefix(_FORMS)
    if name and "/" not in name and form(name).get("title") and form(name).get("type") != "string":
        return f"a mapping: {form(name)['title']}"
    whole = {**resolved(entry), **entry}
    if "enum" in whole:
        return "one of " + ", ".join(str(one) for one in whole["enum"])
    kinds = whole.get("type", "")
    listed = [kinds] if isinstance(kinds, str) else kinds
    return " or ".join(_kind(one, whole) for one in listed if one) or "any value"


def _kind(kind: str, entry: Table) -> str:
    if kind == "array":
        inner = entry.get("items")
        return f"a list of {_plural(inner)}" if isinstance(inner, dict) else "a list"
    if kind == "object":
        inner = entry.get("additionalProperties")
        name = inner.get("$ref", "").removeprefix(_FORMS) if isinstance(inner, dict) else ""
        title = form(name).get("title") if name and "/" not in name else None
        return f"a mapping of names to {title}" if title else "a mapping"
    return _KINDS.get(kind, kind)


_KINDS: Final = {"string": "a text", "integer": "a whole number", "number": "a number", "boolean": "true or false",
                 "null": "null"}  # fmt: skip
_SEVERAL: Final = {"string": "texts", "integer": "whole numbers", "number": "numbers", "object": "mappings"}


def _plural(entry: Table) -> str:
    name = entry.get("$ref", "").removeprefix(_FORMS)
    if name and "/" not in name and form(name).get("title"):
        return str(form(name)["title"])
    kind = resolved(entry).get("type")
    return _SEVERAL.get(kind, "values") if isinstance(kind, str) else "values"


def _written(value: Any) -> str:
    """An example as it is written in a spec, in one line of flow style, which JSON is."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def keys_as_text(name: str) -> str:
    """The description of the keys of a name, as ``explain`` prints it; an empty text if there are none."""
    return "\n\n".join(_as_text(key) for key in keys_named(name))


def values_as_text(word: str) -> str:
    """The keys that may hold a word, as ``explain`` prints them; an empty text if there are none."""
    found = [key for key in keys() if word in key.values]
    return "\n\n".join(f"{word} (value of {key.form} > {' > '.join(key.path)})\n  {key.meaning}" for key in found)


def header_as_text(name: str) -> str:
    """The keys whose meaning is about a header, such as Link; an empty text if there are none."""
    named = re.compile(rf"header {re.escape(name)}(?![\w-])")
    return "\n\n".join(_as_text(key) for key in keys() if named.search(key.meaning))


def _as_text(key: Key) -> str:
    where = f"{key.form} > {' > '.join(key.path)}"
    lines = [f"{where} (key): {key.holds}", f"  {key.meaning}"]
    lines += [f"  In the package: {key.becomes}"] if key.becomes else []
    lines += [f"  Left out: {key.default}"] if key.default else []
    lines += [f"  Example: {key.name}: {key.examples[0]}"] if key.examples else []
    return "\n".join(lines)


def keys_as_markdown() -> str:
    """The tables of all keys, a section for each form."""
    found = list(keys())
    parts = []
    for heading, meaning in forms().values():
        rows = [_row(key) for key in found if key.form == heading]
        parts.append("\n".join([f"## {heading}", "", meaning, "", *_HEAD, *rows]))
    return "\n\n".join(parts) + "\n"


_HEAD: Final = ("| key | holds | meaning | in the package | example |", "|---|---|---|---|---|")


def _row(key: Key) -> str:
    meaning = key.meaning + (f" Left out: {key.default}." if key.default else "")
    example = f"`{key.examples[0]}`" if key.examples else ""
    becomes = f"`{key.becomes}`" if key.becomes else ""
    cells = (f"`{'.'.join(key.path)}`", key.holds, meaning, becomes, example)
    return f"| {' | '.join(_cell(cell) for cell in cells)} |"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
