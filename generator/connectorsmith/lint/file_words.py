"""Words of the files of a workspace: their names, and the keys and values of the files beside a spec."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

from msgspec import Struct

from connectorsmith.connector_tests import read_cases
from connectorsmith.packaged_yaml import packaged_yaml
from connectorsmith.workspace import connections_file

_NAMED: Final = ("properties", "$defs")
"""Keywords whose entries have names that a path shows."""
_INSIDE: Final = ("patternProperties", "additionalProperties", "items", "anyOf", "oneOf")
"""Keywords that lead to further entries, whose names are the author's."""
_PARTS: Final = {"<id>": r"[^/\s]+", "**": r"\S+", "*": r"[^/\s]*"}
"""The regular expression of each placeholder in the name of a file."""


class FileWord(Struct, frozen=True):
    """A key of a file beside the spec: the file, the names that lead to it, its meaning, and the words it may hold."""

    file: str
    path: tuple[str, ...]
    meaning: str
    values: tuple[str, ...]


@cache
def file_words() -> tuple[FileWord, ...]:
    """Every key of a file of cases and of the file of connections, in the order of their schemas."""
    schemas = {
        "specs/<id>/tests/*.yaml": read_cases.schema(),
        connections_file.NAME.as_posix(): connections_file.schema(),
    }
    return tuple(word for file, schema in schemas.items() for word in _keys(file, (), json.loads(schema)))


@cache
def file_names() -> Mapping[str, str]:
    """The purpose of each file of a workspace, by its path with ``<id>``, ``*`` and ``**`` as placeholders."""
    found: dict[str, str] = packaged_yaml(__package__, "reference.yaml")["files"]
    return found


def file_word_as_text(word: str) -> str:
    """The meaning of a file name, or of a key or value in a file; an empty text for other words."""
    found = [f"{name} (file)\n  {file_names()[name]}" for name in _files(word)]
    for one in file_words():
        kind = "key" if word == one.path[-1] else "value" if word in one.values else None
        if kind is not None:
            found.append(f"{word} ({kind} in {one.file}: {' > '.join(one.path)})\n  {one.meaning}")
    return "\n\n".join(found)


def _files(word: str) -> list[str]:
    """The paths that a word is, or ends like; a name in full comes before a placeholder, and that before a mention."""
    name = word.strip("/")
    paths = {path: path.strip("/") for path in file_names()}
    exact = [path for path, written in paths.items() if written == name or written.endswith(f"/{name}")]
    fits = [path for path, written in paths.items() if name and _pattern(written).fullmatch(name)]
    return exact or fits or [path for path, meaning in file_names().items() if f"`{word}`" in meaning]


def _pattern(path: str) -> re.Pattern[str]:
    """The pattern of the whole path of a file."""
    parts = re.split(r"(<id>|\*\*|\*)", path)
    return re.compile("".join(_PARTS.get(part) or re.escape(part) for part in parts))


def _keys(file: str, path: tuple[str, ...], schema: Any) -> Iterator[FileWord]:
    if isinstance(schema, list):
        for part in schema:
            yield from _keys(file, path, part)
    if not isinstance(schema, dict):
        return
    for keyword in _NAMED:
        for name, entry in schema.get(keyword, {}).items():
            inner = (*path, name)
            if keyword == "properties":
                values = tuple(str(one) for one in entry.get("enum", ()))
                yield FileWord(file, inner, str(entry.get("description", "")), values)
            yield from _keys(file, inner, entry)
    for keyword in _INSIDE:
        inside = schema.get(keyword)
        entries = inside.values() if keyword == "patternProperties" and isinstance(inside, dict) else (inside,)
        for entry in entries:
            yield from _keys(file, path, entry)
