"""Edits of YAML text: scalars replaced where they are written, and all else of a file left as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

import yaml
from msgspec import Struct

from connectorsmith.source.yaml.events import PARSER
from connectorsmith.source.yaml.scalars import TEXT, classify

Path: TypeAlias = tuple[str | int, ...]
"""The keys and indices that lead to a node, outermost first."""
OPAQUE: Final = frozenset({"example", "examples", "default", "enum"})
"""Keys whose values are data of the author's API and hold no names of the spec."""
NAMED: Final = frozenset({"properties", "definitions", "shared", "parameters", "headers", "responses"})
"""Keys whose values are mappings by names, so that a key in them may be any word."""


_FIXED: Final = frozenset({"in", "type", "format", "visibility", "trigger", "section", "template"})
"""Keys whose values are words of the language."""


class FileNode(Struct, frozen=True):
    """A node of a file: where it is, its key if it is in a mapping, and its text if it is a scalar."""

    path: Path
    key: yaml.ScalarNode | None
    value: yaml.Node

    @property
    def text(self) -> str | None:
        """The scalar's value as a text; ``None`` for a mapping or a list."""
        return str(self.value.value) if isinstance(self.value, yaml.ScalarNode) else None


class Edit(Struct, frozen=True):
    """Characters of a file from ``start`` up to ``end``, and what replaces them."""

    start: int
    end: int
    text: str


def nodes(text: str) -> list[FileNode]:
    """The nodes inside a YAML document that was read before without faults, outer ones first."""
    root = yaml.compose(text, Loader=PARSER)
    return [] if root is None else [*_below((), None, root)]


def _below(path: Path, key: yaml.ScalarNode | None, value: yaml.Node) -> Iterator[FileNode]:
    waiting = [FileNode(path, key, value)]
    while waiting:
        node = waiting.pop()
        if node.path:
            yield node
        if isinstance(node.value, yaml.MappingNode):
            inner = [FileNode((*node.path, str(one.value)), one, value) for one, value in node.value.value]
        elif isinstance(node.value, yaml.SequenceNode):
            inner = [FileNode((*node.path, index), None, item) for index, item in enumerate(node.value.value)]
        else:
            continue
        waiting += [one for one in reversed(inner) if not _is_opaque(one.path)]


def _is_opaque(path: Path) -> bool:
    return path[-1] in OPAQUE and (len(path) == 1 or path[-2] not in NAMED)


def language_words(found: Iterable[FileNode], word: str) -> Iterator[yaml.Node]:
    """The keys of the language, and values of a fixed kind such as ``query``, that happen to be a word."""
    for node in found:
        if node.key is not None and node.key.value == word and (len(node.path) < 2 or node.path[-2] not in NAMED):
            yield node.key
        if node.text == word and node.path[-1] in _FIXED:
            yield node.value


def scalar(node: yaml.Node, new: str) -> Edit:
    """The edit that gives a scalar another value."""
    return Edit(node.start_mark.index, node.end_mark.index, written(new))


def inside(text: str, node: yaml.Node, old: str, new: str) -> Iterator[Edit]:
    """The edits that replace a part of a scalar, as it is written, wherever it occurs."""
    start, end = node.start_mark.index, node.end_mark.index
    found = text.find(old, start, end)
    while found >= 0:
        yield Edit(found, found + len(old), new)
        found = text.find(old, found + len(old), end)


def written(value: str) -> str:
    """A text as a scalar of YAML: plain where each version of YAML reads it as text, in double quotes elsewhere."""
    is_text = value.strip() == value and not _SPECIAL & {*value} and classify(value) == TEXT
    plain = is_text and yaml.safe_load(value) == value
    return value if plain else yaml.dump(value, default_style='"', width=10_000).strip()


_SPECIAL: Final = frozenset("{}[],#&*!|>'\"%@`:?\n")


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with its edits made; of two at one place, the first is made."""
    parts: list[str] = []
    end = 0
    for edit in sorted(edits, key=lambda one: one.start):
        if edit.start < end:
            continue
        parts += [text[end : edit.start], edit.text]
        end = edit.end
    return "".join([*parts, text[end:]])
