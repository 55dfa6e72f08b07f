"""Foreign YAML, read by the core schema of YAML 1.2 (https://yaml.org/spec/1.2.2), with the place of each key.

Unlike a spec it may have anchors, aliases and merge keys. What an alias repeats is one object in memory, so that a
small file stays small; ``MOST_VALUES`` bounds what it would be when written out.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

import yaml

from connectorsmith.diagnostics import Diagnostic, Severity, Span
from connectorsmith.source.document import Document, Place
from connectorsmith.source.yaml.events import REFERENCE, Events, fast_parser
from connectorsmith.source.yaml.faults import syntax_fault, unprintable_character
from connectorsmith.source.yaml.read import MAXIMUM_DEPTH, SURROGATE

MOST_VALUES: Final = 2_000_000
"""Values of a document, with what its aliases repeat; the largest published descriptions have about 400,000."""
_INTEGER: Final = re.compile(r"[-+]?[0-9]+\Z")
_OCTAL: Final = re.compile(r"0o[0-7]+\Z")
_HEXADECIMAL: Final = re.compile(r"0x[0-9a-fA-F]+\Z")
_NUMBER: Final = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
_WORDS: Final = {"": None, "~": None, "null": None, "Null": None, "NULL": None, "true": True, "True": True,
                 "TRUE": True, "false": False, "False": False, "FALSE": False}  # fmt: skip
_LONGEST_NUMBER: Final = 300
"""Digits from which on a number stays a text; no JSON reader keeps more."""
_MERGE: Final = "<<"


class _Unfit(Exception):
    """Raised to leave a document that is YAML, but cannot be the value of one JSON file."""

    def __init__(self, rule: str, message: str, hint: str, mark: Any) -> None:
        super().__init__(message)
        self.rule, self.message, self.hint, self.mark = rule, message, hint, mark


def read_foreign_yaml(text: str, file: Path) -> tuple[Document, list[Diagnostic]]:
    """Read YAML text into a document and the list of what is wrong with it; the value is ``None`` if anything is."""
    document = Document(file, text=text)
    unprintable = unprintable_character(text, file)
    if unprintable is not None:
        return document, [unprintable]
    parser = fast_parser(text)
    for one in dict.fromkeys((parser, REFERENCE)):
        builder = _Builder(text, file, one)
        try:
            builder.build()
            return builder.document, []
        except _Unfit as fault:
            span = Span(file, fault.mark.line + 1, fault.mark.column + 1)
            return document, [Diagnostic(fault.rule, Severity.ERROR, fault.message, span=span, hint=fault.hint)]
        except (yaml.YAMLError, ValueError) as fault:
            if one is REFERENCE:
                return document, [syntax_fault(fault, builder.events.mark, text, file)]
    raise AssertionError  # the reference is always the last


class _Builder:
    """Builds the value and the places of one file from the events of a parser."""

    def __init__(self, text: str, file: Path, parser: Any) -> None:
        self.document = Document(file, text=text)
        self.events = Events(text, parser)
        self._anchors: dict[str, tuple[Any, int]] = {}
        self._values = 0

    def build(self) -> None:
        """Read the one document of the text."""
        self.events.next()
        start = self.events.next()
        if isinstance(start, yaml.StreamEndEvent):
            raise _Unfit("empty-file", "there is nothing in this file", "name the file of the API", start.start_mark)
        self.document.value = self._value(self.events.next(), 0)
        self.events.next()
        further = self.events.next()
        if isinstance(further, yaml.DocumentStartEvent):
            hint = "keep one document per file"
            raise _Unfit("second-document", "a second document starts here", hint, further.start_mark)

    def _count(self, number: int, event: Any) -> None:
        self._values += number
        if self._values > MOST_VALUES:
            message = f"with all that its aliases repeat, the file has more than {MOST_VALUES:,} values"
            raise _Unfit("too-large", message, "write what is repeated as references ($ref)", event.start_mark)

    def _value(self, event: Any, depth: int) -> Any:
        if isinstance(event, yaml.AliasEvent):
            if event.anchor not in self._anchors:
                message = f"the alias *{event.anchor} has no anchor before it"
                raise _Unfit(
                    "alias-without-anchor", message, f"write &{event.anchor} before the value", event.start_mark
                )
            value, number = self._anchors[event.anchor]
            self._count(number, event)
            return value
        if depth > MAXIMUM_DEPTH:
            message = f"this is nested deeper than {MAXIMUM_DEPTH} levels"
            raise _Unfit("too-deep", message, "give what is inside a name under components", event.start_mark)
        before = self._values
        self._count(1, event)
        if isinstance(event, yaml.ScalarEvent):
            self._refuse_half(event)
            plain = not event.style and event.implicit[0] and event.tag is None
            value = _scalar(event.value) if plain else event.value
        elif isinstance(event, yaml.MappingStartEvent):
            value = self._mapping(depth)
        else:
            value = self._sequence(depth)
        if event.anchor is not None:  # known only from here on, so that an alias inside its own anchor has none
            self._anchors[event.anchor] = (value, self._values - before)
        return value

    def _mapping(self, depth: int) -> dict[str, Any]:
        value: dict[str, Any] = {}
        places = self.document.places[id(value)] = {}
        merged: list[dict[str, Any]] = []
        while not isinstance(event := self.events.next(), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise _Unfit(
                    "key-not-text", "a list or a mapping cannot be a key", "write `key: value`", event.start_mark
                )
            self._refuse_half(event)
            key = str(event.value)
            if key in places:
                message = f"the key `{key}` appears twice in this mapping"
                raise _Unfit("duplicate-key", message, "keep one of the two", event.start_mark)
            inside = self._value(self.events.next(), depth + 1)
            if key == _MERGE and not event.style:
                merged += [one for one in (inside if isinstance(inside, list) else [inside]) if isinstance(one, dict)]
                continue
            places[key] = _place(event)
            value[key] = inside
        for one in merged:
            for key in [name for name in one if name not in value]:
                value[key] = one[key]
                places[key] = self.document.places[id(one)][key]
        return value

    def _refuse_half(self, event: Any) -> None:
        """Refuse half of a character, which an escape in double quotes can be and no file in UTF-8 can hold."""
        if event.style == '"' and (half := SURROGATE.search(event.value)):
            message = f"\\u{ord(half.group()):04x} is half of a character"
            raise _Unfit(
                "yaml-syntax", message, "write the character itself, or \\U and eight digits", event.start_mark
            )

    def _sequence(self, depth: int) -> list[Any]:
        value: list[Any] = []
        places = self.document.places[id(value)] = {}
        while not isinstance(event := self.events.next(), yaml.SequenceEndEvent):
            places[len(value)] = (event.start_mark.line + 1, event.start_mark.column + 1, 1)
            value.append(self._value(event, depth + 1))
        return value


def _place(event: Any) -> Place:
    start, end = event.start_mark, event.end_mark
    return start.line + 1, start.column + 1, max(1, end.index - start.index)


def _scalar(text: str) -> Any:
    """The value of a plain scalar in the core schema; numbers that JSON has no word for stay texts."""
    if text in _WORDS:
        return _WORDS[text]
    if len(text) > _LONGEST_NUMBER or text[0] not in "+-.0123456789":
        return text
    if _INTEGER.match(text):
        return int(text)
    if _OCTAL.match(text):
        return int(text[2:], 8)
    if _HEXADECIMAL.match(text):
        return int(text, 16)
    if _NUMBER.match(text):
        number = float(text)
        return number if number - number == 0 else text
    return text
