"""The comments and blank lines of a YAML text, each attached to the entry it belongs to.

The parser tells where scalars and brackets begin and end; what lies between them and starts with # is a comment.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import Any

import yaml
from msgspec import Struct
from msgspec.structs import replace

from connectorsmith.source.document import Document
from connectorsmith.source.yaml.events import Events, fast_parser
from connectorsmith.source.yaml.write import Comment, Comments

MODELINE = "# yaml-language-server:"
"""The comment that names a file's schema for editors; it must stay in the first lines."""
_LINE_END = re.compile(r"\r\n|[\n\r]")
_COMMENT = re.compile(r"#[^\n\r]*")
_HEADER = re.compile(r"[|>][-+0-9]*[ \t]+(#[^\n\r]*)")
_BLANK = " \t\r\n"
_NO_COMMENT = Comment()


class _Entry(Struct):
    """A key of a mapping or an item of a list, with the offsets at which it begins and its value begins and ends.

    An item of a block list begins with its dash. A block collection has no ``end``: it ends where something else
    begins.
    """

    container: int
    key: str | int
    start: int
    value: int = 0
    end: int | None = None


def find_comments(document: Document) -> Comments:
    """Find the comments of a document that was read from one file without faults.

    A comment above an entry, or at its end, belongs to it; one after the last entry of a block goes to the entry that
    follows. Several blank lines become one.
    """
    if not isinstance(document.value, (dict, list)):
        return Comments()
    return _Attachment(_Layout(document)).comments


def comment_texts(document: Document) -> list[str]:
    """The text of each comment of a document, in the order of the file."""
    return [text for _, text in _Layout(document).comments()]


class _Layout:
    """Where the entries, scalars, comments and lines of a text are, as offsets."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.entries: list[_Entry] = []
        self.scalars: list[tuple[int, int]] = []
        self.lines = [0, *(match.end() for match in _LINE_END.finditer(self.text))]
        events = Events(self.text, fast_parser(self.text))
        events.next()  # the stream's start
        events.next()  # the document's start
        self._next: Callable[[], Any] = events.next
        self._read(document.value, self._next(), None)

    def line(self, offset: int) -> int:
        """The number of the line, from 0, that an offset lies in."""
        return bisect_right(self.lines, offset) - 1

    def comments(self) -> Iterator[tuple[int, str]]:
        """The offset and text of each comment, in the order of the text."""
        at = 0
        for start, end in [*self.scalars, (len(self.text), len(self.text))]:
            for match in _COMMENT.finditer(self.text, at, start):
                yield match.start(), match.group().rstrip()
            header = _HEADER.match(self.text, start, end)
            if header:
                yield header.start(1), header.group(1).rstrip()
            at = end

    def blank_lines(self) -> Iterator[int]:
        """The offset of each line that holds nothing and lies in no text."""
        inside = iter([*self.scalars, (len(self.text), len(self.text))])
        start, end = next(inside)
        for line, following in zip(self.lines, [*self.lines[1:], len(self.text)], strict=True):
            while end <= line and start < len(self.text):
                start, end = next(inside)
            if not start < line < end and line < following and not self.text[line:following].strip(_BLANK):
                yield line

    def _read(self, value: Any, event: Any, entry: _Entry | None) -> None:
        """Walk along the events of a value and note its entries."""
        if isinstance(event, yaml.ScalarEvent):
            end = self._scalar(event)
        elif isinstance(value, dict):
            end = self._mapping(value)
        else:
            end = self._sequence(value, event)
        if entry is not None:
            entry.value = event.start_mark.index
            entry.end = end if isinstance(event, yaml.ScalarEvent) or event.flow_style else None

    def _mapping(self, value: dict[str, Any]) -> int:
        for key, item in value.items():
            event = self._next()
            self._scalar(event)
            entry = _Entry(id(value), key, event.start_mark.index)
            self.entries.append(entry)
            self._read(item, self._next(), entry)
        return int(self._next().end_mark.index)

    def _sequence(self, value: list[Any], sequence: Any) -> int:
        first = sequence.start_mark.index
        column = None if sequence.flow_style else first - self.lines[self.line(first)]
        for index, item in enumerate(value):
            event = self._next()
            start = event.start_mark.index
            entry = _Entry(id(value), index, start if column is None else self._dash(start, column))
            self.entries.append(entry)
            self._read(item, event, entry)
        return int(self._next().end_mark.index)

    def _dash(self, value: int, column: int) -> int:
        """Where the dash of an item is: in the line in which its value begins, or above comments and blank lines."""
        line = self.line(value)
        while not self.text.startswith("-", self.lines[line] + column):
            line -= 1
        return self.lines[line] + column

    def _scalar(self, event: Any) -> int:
        """Note where a scalar is; blank lines after a literal block are not counted in."""
        start, end = event.start_mark.index, event.end_mark.index
        if event.style in ("|", ">"):
            end = start + len(self.text[start:end].rstrip())
        self.scalars.append((start, end))
        return int(end)


class _Attachment:
    """Gives every comment and blank line of a layout to an entry; entries go by their number in the text."""

    def __init__(self, layout: _Layout) -> None:
        self.comments = Comments()
        self._layout = layout
        self._starts = [entry.start for entry in layout.entries]
        self._begun: dict[int, list[int]] = {}
        self._ended: dict[int, int] = {}
        self._above: dict[int, list[str]] = {}
        for number, entry in enumerate(layout.entries):
            self._begun.setdefault(layout.line(entry.start), []).append(number)
            self._note_end(number, entry)
        for at, text in sorted([*layout.comments(), *((line, "") for line in layout.blank_lines())]):
            self._attach(at, text)
        self._settle()

    def _note_end(self, number: int, entry: _Entry) -> None:
        """Remember, for each line, the entry that ends last on it; of those that end together the outermost."""
        if entry.end is None:
            return
        line = self._layout.line(max(entry.start, entry.end - 1))
        known = self._ended.get(line)
        if known is None or entry.end > (self._layout.entries[known].end or 0):
            self._ended[line] = number

    def _attach(self, at: int, text: str) -> None:
        """Give a comment to the entry it is beside, else (and any blank line) to the one that follows."""
        line = self._layout.line(at)
        number = None
        if text and self._layout.text[self._layout.lines[line] : at].strip(_BLANK):
            number = self._beside(line, at)
        if number is None:
            self._above.setdefault(self._following(at), []).append(text)
        elif not self._set_after(self._layout.entries[number], text):
            self._above.setdefault(number, []).append(text)

    def _beside(self, line: int, at: int) -> int | None:
        """The entry that a comment at the end of a line speaks of: the one that has just ended, else just begun."""
        ended = self._ended.get(line)
        if ended is not None and (self._layout.entries[ended].end or 0) <= at:
            return ended
        begun = [number for number in self._begun.get(line, ()) if self._starts[number] < at]
        return begun[-1] if begun else None

    def _set_after(self, entry: _Entry, text: str) -> bool:
        """Put a comment at the end of an entry, unless there is one already."""
        notes = self.comments.entries.setdefault(entry.container, {})
        free = entry.key not in notes
        notes.setdefault(entry.key, Comment(after=text))
        return free

    def _following(self, at: int) -> int:
        """The entry that a comment is above: the next one, or one whose key is written and whose text is not."""
        number = bisect_right(self._starts, at)
        if number:
            entry = self._layout.entries[number - 1]
            if entry.end is not None and at < entry.value:
                return number - 1
        return number

    def _settle(self) -> None:
        """Turn what was gathered above each entry into comments."""
        for number, lines in self._above.items():
            before = _single_blanks(lines)
            if number == 0:
                self.comments.start, before = _split_header(before)
            if number == len(self._starts):
                self.comments.end += before[:-1] if before[-1:] == ("",) else before
                continue
            entry = self._layout.entries[number]
            notes = self.comments.entries.setdefault(entry.container, {})
            notes[entry.key] = replace(notes.get(entry.key, _NO_COMMENT), before=before)


def _single_blanks(lines: list[str]) -> tuple[str, ...]:
    """The lines with each run of blank ones as one."""
    return tuple(line for line, above in zip(lines, [None, *lines], strict=False) if line or above != "")


def _split_header(lines: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Part the comments above the first entry: those of the file, up to a blank line or the modeline, and the rest."""
    ends = [number for number, line in enumerate(lines, 1) if not line or line.startswith(MODELINE)]
    last = ends[-1] if ends else 0
    first = 1 if lines[:1] == ("",) else 0
    return lines[first:last], lines[last:]
