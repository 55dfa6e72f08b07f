"""YAML text to a document, strictly: every key and text must mean the same to every YAML reader.

PyYAML's event parser (libyaml where present) does the grammar; this module builds plain values and places
from its events, and says in plain words what an author must change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from connectorsmith.diagnostics import Diagnostic, Severity, Span
from connectorsmith.source.document import Document
from connectorsmith.source.scalars import INTEGER, TEXT, TRAP, classify, cure, value_of
from connectorsmith.source.yaml_faults import syntax_fault

MAXIMUM_DEPTH = 100
PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _TooDeep(Exception):
    """Raised to leave a document that is nested beyond ``MAXIMUM_DEPTH``."""


def read_yaml(text: str, file: Path) -> tuple[Document, list[Diagnostic]]:
    """Read YAML text into a document and the list of everything that is wrong with it.

    The value is ``None`` if the text is not YAML at all.
    """
    builder = _Builder(text, file)
    try:
        builder.build()
    except yaml.MarkedYAMLError as error:
        builder.faults.append(syntax_fault(error, text, file))
        builder.document.value = None
    except yaml.reader.ReaderError as error:
        builder.faults.append(_unprintable(error, text, file))
        builder.document.value = None
    except _TooDeep:
        builder.document.value = None
    return builder.document, builder.faults


class _Builder:
    """Builds the values and places of one file from parser events."""

    def __init__(self, text: str, file: Path) -> None:
        self.document = Document(file, text=text)
        self.faults: list[Diagnostic] = []
        self._next: Callable[[], Any]

    def build(self) -> None:
        """Read the one document of the text."""
        self._next = PARSER(self.document.text).get_event
        self._next()  # the stream's start
        start = self._next()
        if isinstance(start, yaml.StreamEndEvent):
            self._fault("empty-file", "the file is empty", None, "write at least one key, or delete the file")
            return
        self.document.value = self._value(self._next(), 0)
        self._next()  # the document's end
        further = self._next()
        if isinstance(further, yaml.DocumentStartEvent):
            self._fault("second-document", "a second document starts here", further, "keep one document per file")

    def _value(self, event: Any, depth: int) -> Any:
        if isinstance(event, yaml.AliasEvent):
            self._fault("anchor", f"*{event.anchor} repeats an anchor", event, _NO_ANCHORS)
            return None
        if event.anchor is not None:
            self._fault("anchor", f"&{event.anchor} names an anchor", event, _NO_ANCHORS)
        if event.tag is not None and event.tag != "!":
            self._fault("tag", f"the tag {event.tag} is not part of the language", event, "leave the tag out")
        if depth > MAXIMUM_DEPTH:
            self._fault("too-deep", f"this is nested deeper than {MAXIMUM_DEPTH} levels", event, "flatten the spec")
            raise _TooDeep
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        return self._mapping(depth) if isinstance(event, yaml.MappingStartEvent) else self._sequence(depth)

    def _scalar(self, event: Any) -> Any:
        text = event.value
        if event.style or not event.implicit[0]:
            return text
        kind = classify(text)
        if kind == TEXT:
            return text
        if kind == TRAP:
            if text:
                message = f"{text} is not read alike by all YAML readers"
                self._fault("yaml-trap", message, event, cure(text))
            else:
                self._fault("missing-value", "a value is missing here", event, "write the value, or remove the key")
            return text
        return value_of(text, kind)

    def _mapping(self, depth: int) -> dict[str, Any]:
        value: dict[str, Any] = {}
        places = self.document.places[id(value)] = {}
        for event in self._until(yaml.MappingEndEvent):
            key = self._key(event, depth)
            mark = event.start_mark
            if key in places:
                line, column, length = places[key]
                first = Span(self.document.file, line, column, length)
                self._fault("duplicate-key", f"the key {key} stands twice in this mapping", event,
                            "keep one of the two", (("first given here", first),))  # fmt: skip
            places[key] = (mark.line + 1, mark.column + 1, max(1, event.end_mark.index - mark.index))
            value[key] = self._value(self._next(), depth + 1)
        return value

    def _key(self, event: Any, depth: int) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            self._fault("key-not-text", "a key must be a text", event, "quote it, or write `key: value`")
            self._value(event, depth + 1)
            return ""
        text = str(event.value)
        if event.anchor is not None or (event.tag is not None and event.tag != "!"):
            self._value(event, depth + 1)
        elif not event.style and classify(text) not in (TEXT, INTEGER):
            self._fault("yaml-trap", f"the key {text} is not read as text by all YAML readers", event,
                        f'write "{text}" in quotes')  # fmt: skip
        return text

    def _sequence(self, depth: int) -> list[Any]:
        value: list[Any] = []
        places = self.document.places[id(value)] = {}
        for event in self._until(yaml.SequenceEndEvent):
            mark = event.start_mark
            length = event.end_mark.index - mark.index if event.end_mark.line == mark.line else 1
            places[len(value)] = (mark.line + 1, mark.column + 1, max(1, length))
            value.append(self._value(event, depth + 1))
        return value

    def _until(self, end: type) -> Iterator[Any]:
        while not isinstance(event := self._next(), end):
            yield event

    def _fault(
        self, rule: str, message: str, event: Any, hint: str, related: tuple[tuple[str, Span], ...] = ()
    ) -> None:
        span = Span(self.document.file, 1, 1)
        if event is not None:
            start, end = event.start_mark, event.end_mark
            length = max(1, end.index - start.index) if end.line == start.line else 1
            span = Span(self.document.file, start.line + 1, start.column + 1, length)
        self.faults.append(Diagnostic(rule, Severity.ERROR, message, span=span, hint=hint, related=related))


_NO_ANCHORS = "write the value out, or make it a shared parameter, error or definition"


def _unprintable(error: yaml.reader.ReaderError, text: str, file: Path) -> Diagnostic:
    """A character that YAML forbids, with its place."""
    before = text[: error.position]
    span = Span(file, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
    character = error.character if isinstance(error.character, int) else ord(str(error.character)[:1] or "\0")
    message = f"the character U+{character:04X} may not stand in YAML"
    return Diagnostic("unprintable-character", Severity.ERROR, message, span=span,
                      hint=f'remove it, or write "\\u{character:04x}" in double quotes')  # fmt: skip
