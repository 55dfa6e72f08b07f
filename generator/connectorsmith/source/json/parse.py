"""A careful reader for JSON that is not right: it finds every fault it can, and says where and in what words.

Texts without faults never come here; ``read_json`` lets Python's own reader have them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from connectorsmith.diagnostics.excerpt import excerpt
from connectorsmith.source.json.faults import DUPLICATE, MAXIMUM_DEPTH, TOO_DEEP, Faults, PathPart, Unreadable
from connectorsmith.source.json.scalars import NoScalar, read_scalar, single_quotes, unexpected
from connectorsmith.source.json.strict import has_lone_surrogate, read_part
from connectorsmith.source.json.tokens import Tokens

_CLOSERS = {"{": "}", "[": "]"}
_COLON_AHEAD = re.compile(r"\s*:")
_STARTS = ("{", "[", "string", "number", "word", "quoted")


def parse_json(text: str, faults: Faults, *, skip: bool = True) -> Any:
    """The value of a JSON text as far as it can be understood; what is wrong with it goes to ``faults``.

    ``skip`` leaves objects and lists without faults to Python's reader, which is many times as fast. Where reading
    stops at a bracket, all is read again without, since the message depends on the brackets before it.
    """
    before = len(faults.found)
    try:
        return _Parser(text, faults, skip and not has_lone_surrogate(text)).root()
    except Unreadable:
        if not skip:
            return None
    faults.forget(before)
    return parse_json(text, faults, skip=False)


class _Parser:
    def __init__(self, text: str, faults: Faults, skip: bool) -> None:
        self.faults = faults
        self.skip = skip
        self.tokens = Tokens(text, faults)
        self.open: list[tuple[str, int]] = []
        self.suspect: tuple[PathPart, ...] = ()
        self.last_item = 0

    def root(self) -> Any:
        tokens = self.tokens
        tokens.advance()
        if tokens.kind == "end":
            raise self.faults.stop("the file is empty", 0, "write at least {}", rule="empty-file")
        value = self._value()
        if tokens.kind != "end":
            raise self._further()
        return value

    def _value(self) -> Any:
        tokens = self.tokens
        if tokens.kind in _CLOSERS and self.skip and self.open and (skipped := self._skip()) is not None:
            return skipped
        if tokens.kind == "{":
            return self._object()
        if tokens.kind == "[":
            return self._array()
        try:
            value = read_scalar(tokens, self.faults)
        except NoScalar:
            raise self._unexpected() from None
        tokens.advance()
        return value

    def _skip(self) -> Any:
        """The object or list that is next, passed in one step; ``None`` if it has a fault."""
        try:
            value, self.tokens.stop = read_part(self.tokens.text, self.tokens.start, MAXIMUM_DEPTH - len(self.open))
        except (ValueError, RecursionError):
            return None
        self.tokens.advance()
        return value

    def _object(self) -> dict[str, Any]:
        value: dict[str, Any] = {}
        firsts: dict[str, int] = {}
        self._enter()
        while self.tokens.kind != "}":
            start = self.tokens.start
            key = self._key(bool(value))
            stop = self.tokens.stop
            self.tokens.advance()
            item = self._item(key, start, stop - start)
            if key in value:
                self._twice(key, value[key], item, start, stop - start, firsts[key])
            else:
                value[key], firsts[key] = item, start
            self._separate("}", None)
        self._leave()
        return value

    def _array(self) -> list[Any]:
        value: list[Any] = []
        last = None
        self._enter()
        while self.tokens.kind != "]":
            value.append(self._value())
            stop = self.tokens.before
            self._separate("]", last)
            last = stop
        self._leave()
        return value

    def _enter(self) -> None:
        tokens = self.tokens
        if len(self.open) >= MAXIMUM_DEPTH:
            message = f"this is nested deeper than {MAXIMUM_DEPTH} levels"
            raise self.faults.stop(message, tokens.start, "make it flatter", rule=TOO_DEEP)
        self.open.append((tokens.kind, tokens.start))
        tokens.advance()
        self._superfluous_commas("remove it")

    def _leave(self) -> None:
        """Close a bracket; the first that is indented unlike its partner, with all after it, is where to look."""
        opener, opened = self.open.pop()
        closed, lines = self.tokens.start, self.faults.lines
        if lines.leads(closed):
            if lines.indentation(closed) == lines.indentation(opened):
                self.suspect = ()
            elif not self.suspect:
                line, _ = lines.place(opened)
                self.suspect = ((f"this closes the {opener} of line {line}, which is indented otherwise", closed),)
        self.tokens.advance()

    def _key(self, follows: bool) -> str:
        """The key that is next. ``follows`` says whether the object has keys already."""
        tokens = self.tokens
        if tokens.kind == "string":
            return tokens.content
        if tokens.kind == "quoted":
            single_quotes(tokens, self.faults)
            return tokens.written[1:-1]
        written = tokens.written
        if tokens.kind in ("word", "number"):
            shown = excerpt(written)
            self.faults.error(f"the key {shown} has no quotes", tokens.start, f'write "{shown}"', len(written))
            return written
        if tokens.kind in _CLOSERS and follows and [opener for opener, _ in self.open[-2:]] == ["[", "{"]:
            raise self._unclosed(self.last_item)
        if tokens.kind in (*_CLOSERS, ":"):
            raise self.faults.stop(
                f"a key is due here, not {written}", tokens.start, 'write "key": value', related=self._opened()
            )
        raise self._unexpected()

    def _item(self, key: str, start: int, length: int) -> Any:
        """The value of a key, after its colon."""
        tokens = self.tokens
        if tokens.kind == ":":
            tokens.advance()
        elif tokens.kind in _STARTS:
            self.faults.error(f"a colon is missing after the key {key}", tokens.before, "write :")
        if tokens.kind in (",", "}"):
            self.faults.error(f"the key {key} has no value", start, "write one, or remove the key", length)
            return None
        return self._value()

    def _twice(self, key: str, first: Any, second: Any, start: int, length: int, where: int) -> None:
        related = (("first given here", where),)
        message = f"the key {key} appears twice in this object"
        if json.dumps(first, sort_keys=True) == json.dumps(second, sort_keys=True):
            message, hint, done = f"{message}, with the same value", "remove one of the two", "one was left out"
            self.faults.repair(message, start, hint, done, length, rule=DUPLICATE, related=related)
        else:
            message, hint = f"{message}, with different values", "keep the one you mean"
            self.faults.error(message, start, hint, length, rule=DUPLICATE, related=related)

    def _separate(self, closer: str, last: int | None) -> None:
        """Go past the comma after an item. ``last`` is where the item of a list before this one ended."""
        tokens = self.tokens
        self.last_item = end = tokens.before
        if tokens.kind == ",":
            comma = tokens.start
            tokens.advance()
            self._superfluous_commas("remove it, or write what is missing before it")
            if tokens.kind == closer:
                self.faults.repair(f"a comma is before the closing {closer}", comma, "remove it", "it was left out")
        elif closer == "]" and tokens.kind == ":":
            raise self._key_in_list(last)
        elif tokens.kind in ("end", "}", "]"):
            if tokens.kind != closer:
                raise self._unclosed(end)
        elif closer == "]" and tokens.kind == "string" and _COLON_AHEAD.match(tokens.text, tokens.stop):
            raise self._unclosed(end)
        elif tokens.kind in _STARTS:
            before = [("before this", tokens.start)]
            self.faults.repair("a comma is missing here", end, "write ,", "it was put in", related=before)
        else:
            raise self._unexpected()

    def _superfluous_commas(self, hint: str) -> None:
        while self.tokens.kind == ",":
            self.faults.error("there is one comma too many here", self.tokens.start, hint)
            self.tokens.advance()

    def _key_in_list(self, last: int | None) -> Unreadable:
        if last is not None:
            return self._unclosed(last)
        return self.faults.stop(
            "a list has no keys", self.tokens.start, "write { and } instead of [ and ]", related=self._opened()
        )

    def _unclosed(self, end: int) -> Unreadable:
        """A bracket that is missing; ``end`` is where it might be."""
        closer = _CLOSERS[self.open[-1][0]]
        related = [*self._opened()]
        if self.tokens.kind == "end":
            message = f"the file ends before {self._open_brackets()} closed"
        else:
            message = f"a closing {closer} is missing here"
            related.append(("before this", self.tokens.start))
        return self.faults.stop(message, end, f"write {closer}", related=[*related, *self.suspect])

    def _open_brackets(self) -> str:
        count = len(self.open)
        return f"its {self.open[0][0]} is" if count == 1 else f"{count} brackets are"

    def _opened(self) -> Sequence[PathPart]:
        return (("opened here", self.open[-1][1]),) if self.open else ()

    def _unexpected(self) -> Unreadable:
        tokens = self.tokens
        if tokens.kind in ("end", "}", "]") and self.open:
            return self._unclosed(tokens.before)
        message, hint = unexpected(tokens.written)
        return self.faults.stop(message, tokens.start, hint, len(tokens.written))

    def _further(self) -> Unreadable:
        """Something follows after the value of the file is complete."""
        tokens = self.tokens
        related = (("the file's value ends here", tokens.before - 1), *self.suspect)
        if tokens.kind in ("}", "]"):
            return self.faults.stop(
                f"there is one closing {tokens.kind} too many here", tokens.start, "remove it", related=related
            )
        hint = "look for a closing bracket too many before this, or remove it"
        return self.faults.stop("the file goes on after its end", tokens.start, hint, related=related)
