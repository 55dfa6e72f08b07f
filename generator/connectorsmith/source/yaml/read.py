"""YAML text to a document, strictly: every key and text must mean the same to every YAML reader.

PyYAML's event parser does the grammar; this module builds plain values and places from its events. libyaml, where
PyYAML has it, reads valid texts fast. A text that it refuses, or that the two parsers of PyYAML read differently, is
read by the one written in Python, so that the answer does not depend on libyaml or its version.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from connectorsmith.diagnostics import Diagnostic, Severity, Span
from connectorsmith.diagnostics.excerpt import excerpt
from connectorsmith.source.document import Document
from connectorsmith.source.yaml.events import REFERENCE, Events, fast_parser
from connectorsmith.source.yaml.faults import syntax_fault, unprintable_character
from connectorsmith.source.yaml.scalars import INTEGER, TEXT, TRAP, classify, cure, value_of

MAXIMUM_DEPTH = 100
SURROGATE = re.compile("[\ud800-\udfff]")
_KEY = re.compile(r"(?P<indent> *)(?:- +)?[{\[]*['\"]?(?P<key>[\w$@./-][\w$@./{}-]*(?: [\w-]+){0,2})['\"]?:(?:\s|$)")
"""How a line begins that holds a key, which may be the first one of an item of a list, also in braces."""
_NO_BLANK = re.compile(r":[,\[\]{}]")


class _TooDeep(Exception):
    """Raised to leave a document that is nested beyond ``MAXIMUM_DEPTH``."""


class _Doubtful(Exception):
    """Raised to leave a document that the fast parser may read in another way than the reference."""


def read_yaml(text: str, file: Path) -> tuple[Document, list[Diagnostic]]:
    """Read YAML text into a document and the list of everything that is wrong with it.

    The value is ``None`` if the text is not YAML at all.
    """
    unprintable = unprintable_character(text, file)
    if unprintable is not None:
        return Document(file, text=text), [unprintable]
    parser = fast_parser(text)
    if parser is not REFERENCE:
        fast = _Builder(text, file, parser)
        try:
            fast.build()
            return fast.document, fast.faults
        except (yaml.YAMLError, ValueError, _TooDeep, _Doubtful):
            pass
    return _read_slowly(text, file)


def _read_slowly(text: str, file: Path) -> tuple[Document, list[Diagnostic]]:
    builder = _Builder(text, file, REFERENCE)
    try:
        builder.build()
    except (yaml.YAMLError, ValueError) as error:  # ValueError: a number or a code in an escape that is out of range
        builder.faults.append(syntax_fault(error, builder.events.mark, text, file))
        builder.document.value = None
    except _TooDeep:
        builder.document.value = None
    return builder.document, builder.faults


class _Builder:
    """Builds the values and places of one file from parser events."""

    def __init__(self, text: str, file: Path, parser: Any) -> None:
        self.document = Document(file, text=text)
        self.faults: list[Diagnostic] = []
        self.events = Events(text, parser)
        self._next: Callable[[], Any] = self.events.next
        self._reference = parser is REFERENCE
        self._dropped: list[Any] = []
        """Values that are not in the document; while they exist, no other value takes their identity in its places."""
        self._flow = 0
        self._column = 0
        """Where the innermost key outside of braces and brackets begins, or the dash of the innermost item."""

    def build(self) -> None:
        """Read the one document of the text. Raises YAMLError or ValueError if it is not YAML, _TooDeep, _Doubtful."""
        self._next()  # the stream's start
        start = self._next()
        first = None if isinstance(start, yaml.StreamEndEvent) else self._next()
        if first is None or _is_missing(first):
            self._fault("empty-file", "there is nothing in this file", None, "write at least one key, or delete it")
            return
        self.document.value = self._value(first, 0)
        self._next()  # the document's end
        further = self._next()
        if isinstance(further, yaml.DocumentStartEvent):
            self._fault("second-document", "a second document starts here", further, "keep one document per file")

    def _value(self, event: Any, depth: int) -> Any:
        if isinstance(event, yaml.AliasEvent):
            self._fault("anchor", f"the language has no aliases, such as *{event.anchor}", event, _NO_ANCHORS)
            return None
        if event.anchor is not None:
            self._fault("anchor", f"the language has no anchors, such as &{event.anchor}", event, _NO_ANCHORS)
        if event.tag is not None:
            self._leave_to_reference()
        if event.tag is not None and event.tag != "!":
            self._fault("tag", f"the language has no tags, such as {_tag(event.tag)}", event, "leave the tag out")
        if depth > MAXIMUM_DEPTH:
            self._fault(
                "too-deep",
                f"this is nested deeper than {MAXIMUM_DEPTH} levels",
                event,
                "give what is inside a name under `definitions`",
            )
            raise _TooDeep
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        self._flow += bool(event.flow_style)
        value = self._mapping(depth) if isinstance(event, yaml.MappingStartEvent) else self._sequence(depth)
        self._flow -= bool(event.flow_style)
        return value

    def _scalar(self, event: Any) -> Any:
        text = event.value
        self._check_escapes(event)
        if event.style or not event.implicit[0]:
            self._check_quote(event)
            return text
        self._check_lines(event)
        kind = classify(text)
        if kind == TEXT:
            return text
        if kind == TRAP:
            self._fault("yaml-trap", f"not all readers of YAML read {excerpt(text)} alike", event, cure(text))
            return text
        return value_of(text, kind)

    def _mapping(self, depth: int) -> dict[str, Any]:
        value: dict[str, Any] = {}
        places = self.document.places[id(value)] = {}
        for event in self._until(yaml.MappingEndEvent):
            key = self._key(event, depth)
            mark = event.start_mark
            self._column = self._column if self._flow else mark.column
            if key in places:
                line, column, length = places[key]
                first = Span(self.document.file, line, column, length)
                self._fault("duplicate-key", f"the key `{key}` appears twice in this mapping", event,
                            "keep one of the two", (("first given here", first),))  # fmt: skip
            places[key] = (mark.line + 1, mark.column + 1, max(1, event.end_mark.index - mark.index))
            inside = self._next()
            if _is_missing(inside):
                self._fault("missing-value", f"`{key}` has no value", event, _NO_VALUE)
                continue
            self._dropped += [value[key]] if key in value else []
            value[key] = self._value(inside, depth + 1)
        return value

    def _key(self, event: Any, depth: int) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            self._fault("key-not-text", "a list or a mapping cannot be a key", event, "write `key: value`")
            self._dropped.append(self._value(event, depth + 1))
            return ""
        text = str(event.value)
        self._check_escapes(event)
        if not event.style:
            self._check_lines(event)
            self._check_colon(event)
        if event.anchor is not None or (event.tag is not None and event.tag != "!"):
            self._dropped.append(self._value(event, depth + 1))
        elif not event.style and classify(text) not in (TEXT, INTEGER):
            message = f"not all readers of YAML read the key {excerpt(text) or 'that is missing here'} as text"
            hint = _NO_MERGING if text == "<<" else f'write "{excerpt(text)}" in quotes'
            self._fault("yaml-trap", message, event, hint)
        return text

    def _check_lines(self, event: Any) -> None:
        """Leave a text in brackets to the reference if it is empty, or a line of it begins with a question mark."""
        start, end = event.start_mark, event.end_mark
        if not self._flow or (event.value and (start.line == end.line or "?" not in event.value)):
            return
        lines = self.document.text[start.index : end.index].splitlines()
        if not event.value or any(line.lstrip(" :-").startswith("?") for line in lines[1:]):
            self._leave_to_reference()

    def _leave_to_reference(self) -> None:
        """Leave what the parsers read differently, or place differently."""
        if not self._reference:
            raise _Doubtful

    def _check_colon(self, event: Any) -> None:
        """Refuse what only PyYAML's own parser takes: `{key:}` and `{key:[]}`, without quotes and without a blank."""
        end = event.end_mark
        if self._flow and _NO_BLANK.match(self.document.text, end.index):
            colon = Span(self.document.file, end.line + 1, end.column + 1)
            self._fault("yaml-syntax", "there is no space after this colon", colon, "write `key: value`")

    def _check_escapes(self, event: Any) -> None:
        """Refuse half of a character in double quotes, which no file in UTF-8 can hold."""
        if event.style == '"' and (half := SURROGATE.search(event.value)):
            message = f"\\u{ord(half.group()):04x} is half of a character"
            self._fault("yaml-syntax", message, event, "write the character itself, or \\U and eight digits")

    def _check_quote(self, event: Any) -> None:
        """Refuse a text in quotes that goes on over a key of the mapping around it, where a quote is missing.

        Lines of a text have to be indented deeper than its key: https://yaml.org/spec/1.2.2/#63-line-prefixes. PyYAML
        and libyaml also take lines that are not.
        """
        start, end = event.start_mark, event.end_mark
        if event.style not in ("'", '"') or start.line == end.line:
            return
        rest = self.document.text[start.index : end.index].splitlines()[1:]
        for number, line in enumerate(rest, start.line + 2):
            key = _KEY.match(line)
            if key is not None and len(key["indent"]) <= self._column:
                at = Span(self.document.file, number, key.start("key") + 1, len(key["key"]))
                message = f"this text in quotes goes on over the key `{key['key']}`"
                related = (("this key is inside the text", at),)
                self._fault("quote-over-keys", message, event, "close the quote at the end of the line", related)
                return

    def _sequence(self, depth: int) -> list[Any]:
        value: list[Any] = []
        places = self.document.places[id(value)] = {}
        for event in self._until(yaml.SequenceEndEvent):
            mark = event.start_mark
            length = event.end_mark.index - mark.index if event.end_mark.line == mark.line else 1
            self._column = self._column if self._flow else mark.column - len("- ")
            places[len(value)] = (mark.line + 1, mark.column + 1, max(1, length))
            if _is_missing(event):
                dash = Span(self.document.file, mark.line + 1, max(1, mark.column))
                self._fault("missing-value", "this item of the list has no value", dash, _NO_VALUE)
                continue
            value.append(self._value(event, depth + 1))
        return value

    def _until(self, end: type) -> Iterator[Any]:
        while not isinstance(event := self._next(), end):
            yield event

    def _fault(
        self, rule: str, message: str, event: Any, hint: str, related: tuple[tuple[str, Span], ...] = ()
    ) -> None:
        """Note a fault at an event of the parser, at a place of our own, or at the file's start."""
        span = event if isinstance(event, Span) else Span(self.document.file, 1, 1)
        start, end = getattr(event, "start_mark", None), getattr(event, "end_mark", None)
        if start is not None and end is not None:
            length = max(1, end.index - start.index) if end.line == start.line else 1
            span = Span(self.document.file, start.line + 1, start.column + 1, length)
        self.faults.append(Diagnostic(rule, Severity.ERROR, message, span=span, hint=hint, related=related))


_NO_ANCHORS = "write the value out, or make it a shared parameter, error or definition"
_NO_MERGING = "write the keys out: the language cannot merge mappings"
_NO_VALUE = 'write the value, or "" for an empty text, or remove it'


def _is_missing(event: Any) -> bool:
    """Whether nothing at all is written where a value is due."""
    plain = isinstance(event, yaml.ScalarEvent) and not event.value and not event.style
    return plain and event.anchor is None and event.tag is None


def _tag(tag: str) -> str:
    """A tag as it is written: the standard ones in short."""
    return tag.replace("tag:yaml.org,2002:", "!!")
