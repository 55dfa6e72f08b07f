"""Values to YAML in the one canonical style: block for structure, flow for small things, 120 columns.

The style depends on the values alone, so the same values always give the same text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from connectorsmith.source.yaml_scalars import key_text, literal_lines, scalar_words

WIDTH = 120
FLOW_DEPTH = 3
"""How many collections may be nested in one flow collection, itself included."""
FLOW_SIZE = 420
"""How many characters a flow mapping may have before it is opened into a block."""


@dataclass(frozen=True, slots=True)
class Comment:
    """The comment lines (or, as an empty text, a blank line) above an entry, and the comment at its end."""

    before: tuple[str, ...] = ()
    after: str | None = None


@dataclass(slots=True)
class Comments:
    """The comments of a document: by container (its identity) and key, and those after the last entry."""

    entries: dict[int, dict[str | int, Comment]] = field(default_factory=dict)
    end: tuple[str, ...] = ()


def write_yaml(value: Mapping[str, Any], comments: Comments | None = None) -> str:
    """Write a mapping as YAML text with LF and a final newline; the mapping's order is kept."""
    writer = _Writer(comments or Comments())
    writer.mapping(value, 0)
    writer.lines.extend(writer.comments.end)
    return "\n".join(writer.lines) + "\n"


class _Writer:
    """Collects the lines of one text."""

    def __init__(self, comments: Comments) -> None:
        self.comments = comments
        self.lines: list[str] = []

    def mapping(self, value: Mapping[str, Any], indent: int, first: str | None = None) -> None:
        """Write a block mapping; ``first`` stands on the first entry's line in place of its indentation."""
        notes = self.comments.entries.get(id(value), {})
        for key, item in value.items():
            note = notes.get(key, _NO_COMMENT)
            if first is None:
                self._before(note, indent)
            lead = " " * indent if first is None else first
            self._entry(f"{lead}{key_text(key, False)}:", item, indent, note)
            first = None

    def sequence(self, value: list[Any], indent: int) -> None:
        """Write a block sequence."""
        notes = self.comments.entries.get(id(value), {})
        for index, item in enumerate(value):
            note = notes.get(index, _NO_COMMENT)
            self._before(note, indent)
            lead = " " * indent + "-"
            if isinstance(item, dict) and item and self._words(item, indent, len(lead)) is None:
                self._item(item, indent, lead, note)
            else:
                self._entry(lead, item, indent, note)

    def _item(self, item: dict[str, Any], indent: int, lead: str, note: Comment) -> None:
        """Write a block mapping as an item of a sequence, its first key beside the dash."""
        if note.after:
            self.lines.append(f"{' ' * indent}{note.after}")
        inner = self.comments.entries.get(id(item), {}).get(next(iter(item)), _NO_COMMENT)
        self._before(inner, indent)
        self.mapping(item, indent + 2, f"{lead} ")

    def _before(self, note: Comment, indent: int) -> None:
        for line in note.before:
            self.lines.append(" " * indent + line if line else "")

    def _entry(self, lead: str, value: Any, indent: int, note: Comment) -> None:
        """Write ``lead`` (a key with its colon, or a dash) and its value."""
        if not isinstance(value, (dict, list)):
            literal = literal_lines(value, WIDTH - indent - 2)
            if literal is not None:
                self._literal(lead, value, literal, indent, note)
            else:
                self._fill(lead, scalar_words(value, False), indent + 2, note)
            return
        words = self._words(value, indent, len(lead))
        if words is not None:
            self._fill(lead, words, indent + 2, note)
            return
        self.lines.append(f"{lead}  {note.after}" if note.after else lead)
        if isinstance(value, dict):
            self.mapping(value, indent + 2)
        else:
            self.sequence(value, indent + 2)

    def _literal(self, lead: str, value: str, lines: list[str], indent: int, note: Comment) -> None:
        style = "|" if value.endswith("\n") else "|-"
        self.lines.append(f"{lead} {style}{'  ' + note.after if note.after else ''}")
        self.lines.extend(" " * (indent + 2) + line if line else "" for line in lines)

    def _fill(self, lead: str, words: list[str], indent: int, note: Comment) -> None:
        """Write words after ``lead``, breaking lines at the width; the comment goes last, or above if it is long."""
        start = len(self.lines)
        line = lead
        for word in words:
            if len(line) + 1 + len(word) > WIDTH and line.strip():
                self.lines.append(line)
                line = " " * indent + word
            else:
                line = f"{line} {word}"
        self.lines.append(line)
        if note.after:
            if len(self.lines[-1]) + 2 + len(note.after) <= WIDTH:
                self.lines[-1] += f"  {note.after}"
            else:
                self.lines.insert(start, " " * max(0, indent - 2) + note.after)

    def _words(self, value: dict[str, Any] | list[Any], indent: int, lead: int) -> list[str] | None:
        """The words of a collection in flow style, or ``None`` if it is to be a block."""
        if not value:
            return ["{}" if isinstance(value, dict) else "[]"]
        if self._block(value, indent):
            return None
        size = len(" ".join(words := flow_words(value)))
        if lead + 1 + size <= WIDTH:
            return words
        if isinstance(value, list):
            return words if all(not isinstance(item, (dict, list)) for item in value) else None
        wide = any(isinstance(item, (dict, list)) and _size(item) > WIDTH - indent - 8 for item in value.values())
        return None if wide or size > FLOW_SIZE else words

    def _block(self, value: dict[str, Any] | list[Any], indent: int) -> bool:
        """Whether a collection must not be written in flow style, however small it is."""
        if isinstance(value, dict) and indent == 0 and all(isinstance(item, dict) for item in value.values()):
            return True
        return _depth(value) > FLOW_DEPTH or self._commented(value) or _long_text(value)

    def _commented(self, value: dict[str, Any] | list[Any]) -> bool:
        if not self.comments.entries:
            return False
        if any(note.after or any(note.before) for note in self.comments.entries.get(id(value), {}).values()):
            return True
        items = value.values() if isinstance(value, dict) else value
        return any(self._commented(item) for item in items if isinstance(item, (dict, list)))


_NO_COMMENT = Comment()


def flow_words(value: Any) -> list[str]:
    """The words of a value in flow style; a line may be broken between any two of them."""
    if not isinstance(value, (dict, list)):
        return scalar_words(value, True)
    opening, closing = ("{", "}") if isinstance(value, dict) else ("[", "]")
    words: list[str] = []
    items = value.items() if isinstance(value, dict) else ((None, item) for item in value)
    for key, item in items:
        if words:
            words[-1] += ","
        if key is not None:
            words.append(key_text(key, True) + ":")
        words.extend(flow_words(item))
    if not words:
        return [opening + closing]
    words[0] = opening + words[0]
    words[-1] += closing
    return words


def _size(value: Any) -> int:
    return len(" ".join(flow_words(value)))


def _depth(value: Any) -> int:
    if not isinstance(value, (dict, list)) or not value:
        return 0
    items = value.values() if isinstance(value, dict) else value
    return 1 + max(_depth(item) for item in items)


def _long_text(value: dict[str, Any] | list[Any]) -> bool:
    """Whether a text inside is better read as a literal block."""
    items = value.values() if isinstance(value, dict) else value
    return any(literal_lines(item, WIDTH - 12) is not None for item in items if isinstance(item, str))
