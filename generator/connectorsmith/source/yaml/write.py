"""Values to YAML in the one canonical style: block for structure, flow for small things, 120 columns.

The style depends on the values alone, so the same values always give the same text.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

from connectorsmith.source.yaml.quoting import key_text, literal_lines, scalar_words

WIDTH = 120
FLOW_DEPTH = 3
"""How many collections may be nested in one flow collection, itself included."""
FLOW_LINES = 3
"""How many lines a flow mapping may take before it is opened into a block."""
FLOW_ITEM = 40
"""How long an item may be in a flow list of more than one line; longer ones get a line of their own."""
OPENS = "call"
"""A mapping with this key is an operation, which is always opened into a block."""
LONGEST_KEY = 1000
"""How many characters a key may be written with before its colon: parsers give up at 1,024."""


class Comment(Struct, frozen=True):
    """The comment lines (or, as an empty text, a blank line) above an entry, and the comment at its end."""

    before: tuple[str, ...] = ()
    after: str | None = None


class Comments(Struct):
    """The comments of a document: by container (its identity) and key, those of the file, those after the last entry.

    Lines of the file's own stay first when entries change their order.
    """

    entries: dict[int, dict[str | int, Comment]] = field(default_factory=dict)
    end: list[str] = field(default_factory=list)
    start: tuple[str, ...] = ()


def write_yaml(value: Mapping[str, Any], comments: Comments | None = None) -> str:
    """Write a mapping as YAML text with LF and a final newline; the mapping's order is kept."""
    writer = _Writer(comments or Comments())
    writer.lines.extend(writer.comments.start)
    if value:
        writer.mapping(value, 0)
    else:
        writer.lines.append("{}")
    writer.lines.extend(writer.comments.end)
    return "\n".join(writer.lines) + "\n"


class _Writer:
    """Collects the lines of one text."""

    def __init__(self, comments: Comments) -> None:
        self.comments = comments
        self.lines: list[str] = []

    def mapping(self, value: Mapping[str, Any], indent: int, first: str | None = None) -> None:
        """Write a block mapping; ``first`` is on the first entry's line in place of its indentation."""
        notes = self.comments.entries.get(id(value), {})
        for number, (key, item) in enumerate(value.items()):
            note = notes.get(key, _NO_COMMENT)
            lead = " " * indent
            if first is not None and number == 0:
                lead = first
            else:
                self._before(note, indent, number == 0)
            start = len(self.lines)
            self._entry(self._key(lead, key, indent), item, indent, note, start)

    def sequence(self, value: list[Any], indent: int) -> None:
        """Write a block sequence."""
        notes = self.comments.entries.get(id(value), {})
        for number, item in enumerate(value):
            note = notes.get(number, _NO_COMMENT)
            self._before(note, indent, number == 0)
            lead = " " * indent + "-"
            if not isinstance(item, dict):
                self._entry(lead, item, indent, note, len(self.lines))
            elif (pieces := self._flow(item, indent + 2, len(lead))) is None:
                self._item(item, indent, lead, note)
            else:
                start = len(self.lines)
                self._fill(lead, pieces, indent + 4)
                self._after(note, start)

    def _key(self, lead: str, key: str, indent: int) -> str:
        """Give a key with its colon; one that is too long is written at once, and its value begins with the colon."""
        if not _long_key(key):
            return f"{lead}{key_text(key, False)}:"
        self._fill(f"{lead}?", scalar_words(key, False), indent + 2)
        return f"{' ' * indent}:"

    def _item(self, item: dict[str, Any], indent: int, lead: str, note: Comment) -> None:
        """Write a block mapping as an item of a sequence, its first key beside the dash."""
        if note.after:
            self.lines.append(f"{' ' * indent}{note.after}")
        inner = self.comments.entries.get(id(item), {}).get(next(iter(item)), _NO_COMMENT)
        self._before(inner, indent, True)
        self.mapping(item, indent + 2, f"{lead} ")

    def _before(self, note: Comment, indent: int, first: bool) -> None:
        """Write the comments above an entry; the first of a collection has no blank line above it."""
        for number, line in enumerate(note.before):
            if line:
                self.lines.append(" " * indent + line)
            elif not first or number:
                self.lines.append("")

    def _entry(self, lead: str, value: Any, indent: int, note: Comment, start: int) -> None:
        """Write ``lead`` (a key with its colon, or a dash) and its value, whose further lines are indented deeper.

        The entry began at line ``start``.
        """
        if not isinstance(value, (dict, list)):
            literal = literal_lines(value, WIDTH - indent - 2)
            if literal is None:
                self._fill(lead, scalar_words(value, False), indent + 2)
                self._after(note, start)
                return
            self.lines.append(f"{lead} {'|' if value.endswith(_LINE) else '|-'}")
            self._after(note, start)
            self.lines.extend(" " * (indent + 2) + line if line else "" for line in literal)
            return
        column = indent + 2 if lead.endswith("-") else indent
        pieces = self._flow(value, column, len(lead))
        if pieces is not None:
            self._fill(lead, pieces, column + 2)
            self._after(note, start)
            return
        self.lines.append(lead)
        self._after(note, start)
        if isinstance(value, dict):
            self.mapping(value, indent + 2)
        else:
            self.sequence(value, indent + 2)

    def _after(self, note: Comment, start: int) -> None:
        """Write the comment at the end of an entry that began at line ``start``; a long one goes above it."""
        if not note.after:
            return
        if len(self.lines[-1]) + 2 + len(note.after) <= WIDTH:
            self.lines[-1] += f"  {note.after}"
        else:
            line = self.lines[start]
            self.lines.insert(start, line[: len(line) - len(line.lstrip())] + note.after)

    def _fill(self, lead: str, words: list[str], indent: int) -> None:
        """Write words after ``lead``, breaking lines between them at the width.

        A word that is wider than a line by itself stays where it is, since no break can help it.
        """
        line = lead
        for number, word in enumerate(words):
            wide = len(line) + 1 + len(word) > WIDTH
            if wide and (number or len(words) > 1 or len(word) <= WIDTH):
                self.lines.append(line)
                line = " " * indent + word
            else:
                line = f"{line} {word}"
        self.lines.append(line)

    def _flow(self, value: dict[str, Any] | list[Any], indent: int, lead: int) -> list[str] | None:
        """The entries of a collection in flow style, or ``None`` if it is to be a block.

        ``indent`` is the column of the entry it belongs to, ``lead`` how many columns its line has already.
        """
        if value and self._block(value, indent):
            return None
        pieces = flow_pieces(value)
        if not value or lead + sum(map(len, pieces)) + len(pieces) <= WIDTH:
            return pieces
        widest = max(map(len, pieces))
        if isinstance(value, list):
            return pieces if widest <= FLOW_ITEM and _depth(value) == 1 else None
        if indent == 0 or widest > WIDTH - indent - 2 or _branches(value):
            return None
        lines = _lines(pieces, lead, indent + 2)
        return pieces if lines <= FLOW_LINES and lines < len(value) else None

    def _block(self, value: dict[str, Any] | list[Any], indent: int) -> bool:
        """Whether a collection must not be written in flow style, however small it is."""
        if isinstance(value, dict) and (OPENS in value or (indent == 0 and all(map(_is_dict, value.values())))):
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
_LINE = "\n"


def flow_words(value: Any) -> list[str]:
    """The words of a value in flow style; a line may be broken between any two of them."""
    return flow_pieces(value) if isinstance(value, (dict, list)) else scalar_words(value, True)


def flow_pieces(value: dict[str, Any] | list[Any]) -> list[str]:
    """The entries of a collection in flow style, each with the brackets and commas around it."""
    opening, closing = ("{", "}") if isinstance(value, dict) else ("[", "]")
    if not value:
        return [opening + closing]
    if isinstance(value, dict):
        pieces = [f"{key_text(key, True)}: {_flow_text(item)}" for key, item in value.items()]
    else:
        pieces = [_flow_text(item) for item in value]
    pieces[0] = opening + pieces[0]
    return [piece + "," for piece in pieces[:-1]] + [pieces[-1] + closing]


def _flow_text(value: Any) -> str:
    return " ".join(flow_words(value))


def _lines(pieces: list[str], lead: int, indent: int) -> int:
    """How many lines pieces take after a lead of so many columns, later lines indented."""
    lines, column = 1, lead
    for piece in pieces:
        if column + 1 + len(piece) > WIDTH:
            lines, column = lines + 1, indent - 1
        column += 1 + len(piece)
    return lines


def _is_dict(value: Any) -> bool:
    return isinstance(value, dict)


def _depth(value: Any) -> int:
    if not isinstance(value, (dict, list)) or not value:
        return 0
    items = value.values() if isinstance(value, dict) else value
    return 1 + max(_depth(item) for item in items)


def _long_key(key: str) -> bool:
    """Whether a key is too long to be followed by its colon at once."""
    return len(key) > LONGEST_KEY // 6 and len(key_text(key, False)) > LONGEST_KEY  # an escape has 6 characters


def _branches(value: dict[str, Any]) -> bool:
    """Whether a mapping holds several mappings, a mapping of mappings or a list of them: too much for flow lines."""
    inner = [item for item in value.values() if isinstance(item, dict) and item]
    return (
        len(inner) > 1
        or any(all(map(_is_dict, item.values())) for item in inner)
        or any(isinstance(item, list) and _depth(item) > 1 for item in value.values())
    )


def _long_text(value: dict[str, Any] | list[Any]) -> bool:
    """Whether a text inside is better read as a literal block, or a key must be written as one."""
    items = value.values() if isinstance(value, dict) else value
    return (isinstance(value, dict) and any(map(_long_key, value))) or any(
        _long_text(item) if isinstance(item, (dict, list)) else literal_lines(item, WIDTH - 12) is not None
        for item in items
    )
