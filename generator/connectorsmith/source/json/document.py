"""A JSON file as a document: its positions are computed on demand, and found by the spec's words.

Only the objects and lists on the way are looked at; all of them at once where the text is not strict JSON.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct, field

from connectorsmith.diagnostics import Pointer, Span
from connectorsmith.source.document import Document
from connectorsmith.source.json.locate import Offsets, locate_json, token_length
from connectorsmith.source.json.members import NotStrict, members
from connectorsmith.source.json.word_locations import translate
from connectorsmith.source.lines import Lines


class _Step(Struct, gc=False):
    """Where a pointer leads: the value there, with its pointer in the keys of the file; ``above`` is what it is in.

    Without ``whole`` nothing is written there, and this is the nearest place above it that is. ``asked`` is the pointer
    that was asked for, and ``depth`` the number of keys of the one in the file.
    """

    asked: Pointer
    pointer: Pointer
    value: Any
    above: _Step | None = None
    depth: int = 0
    whole: bool = True


class JsonDocument(Document):
    """The value of one JSON file. ``offsets`` has where the members of objects and lists are, as far as needed.

    They go by identity, as do the ``steps``, each of which keeps its pointer, and the objects and lists on the way
    there, whose members are ``wanted``.
    """

    offsets: Offsets = field(default_factory=dict)
    wanted: set[int] = field(default_factory=set)
    steps: dict[int, _Step] = field(default_factory=dict)
    lines: Lines | None = None

    def prefetch(self, pointer: Pointer) -> None:
        """Say that this place will be asked for: those that are known by then are found together."""
        if self.value is not None:
            self._step(pointer)

    def span(self, pointer: Pointer) -> Span:
        """The place of a pointer's last key, or of the nearest key above it that is written.

        The keys may be those of the JSON or the words a spec has for them.
        """
        return self.resolve(pointer)[1]

    def resolve(self, pointer: Pointer) -> tuple[Pointer, Span]:
        """The pointer in the keys of the file, and its place; if what it leads to is missing, what it is missing in."""
        if self.value is None:
            return pointer, Span(self.file, 1, 1)
        step = self._step(pointer)
        offset = self._offset(step)
        if offset is None:
            return step.pointer, Span(self.file, 1, 1)
        if self.lines is None:
            self.lines = Lines(self.text)
        line, column = self.lines.place(offset)
        return step.pointer, Span(self.file, line, column, token_length(self.text, offset))

    def _step(self, pointer: Pointer) -> _Step:
        """The step to a place; those to the places it lies in are remembered, since many findings share them."""
        known = self.steps.get(id(pointer))
        if known is not None:
            return known
        parent = pointer.parent
        if parent is None:
            step = _Step(pointer, pointer, self.value)
        else:
            above = self.steps.get(id(parent)) or self._step(parent)
            found = self._follow(above, pointer) if above.whole else None
            step = found or _Step(pointer, above.pointer, above.value, above.above, above.depth, whole=False)
        self.steps[id(pointer)] = step
        return step

    def _follow(self, last: _Step, pointer: Pointer) -> _Step | None:
        """The step to where a key of the last container is written, under its own name or another one."""
        key, value = pointer.key, last.value
        if type(value) is dict and key in value:  # as nearly all are
            self.wanted.add(id(value))
            written = pointer if pointer.parent is last.pointer else Pointer(key, last.pointer)
            return _Step(pointer, written, value[key], last, last.depth + 1)
        found = self._member(last, key, pointer) or self._member(last, f"x-ms-{key}", pointer)
        if found is not None:
            return found
        for place in translate(last.pointer, last.depth, str(key)):
            found = self._path(last, place, pointer)
            if found is not None:
                return found
        return None

    def _path(self, last: _Step, path: str, asked: Pointer) -> _Step | None:
        step: _Step | None = last
        for part in path.split("/"):
            if step is None or part == "..":
                step = step and step.above
                continue
            key = part.replace("~1", "/").replace("~0", "~")
            step = self._member(step, key, asked) or self._item(step, key, asked)
        return step

    def _member(self, last: _Step, key: str | int, asked: Pointer) -> _Step | None:
        """The step to a member of the last container."""
        value = last.value
        if type(value) is dict:
            if key not in value:
                return None
        elif type(value) is not list or type(key) is not int or not 0 <= key < len(value):
            return None
        self.wanted.add(id(value))
        written = asked if key == asked.key and asked.parent is last.pointer else Pointer(key, last.pointer)
        return _Step(asked, written, value[key], last, last.depth + 1)

    def _offset(self, step: _Step) -> int | None:
        """Where the key of a step is, or the item that it is; nowhere for the value of the whole file."""
        if step.above is None:
            return None
        container = step.above.value
        if id(container) not in self.offsets:
            start = self._offset(step.above)
            if id(container) not in self.offsets:
                self._locate(container, start or 0)
        return self.offsets[id(container)][step.pointer.key]

    def _locate(self, container: Any, start: int) -> None:
        """Find the members of a container, and of all that are wanted inside it."""
        try:
            members(self.text, start, container, self.wanted, self.offsets)
        except NotStrict:
            self.offsets = locate_json(self.text, self.value)

    def _item(self, last: _Step, condition: str, asked: Pointer) -> _Step | None:
        """The item of a list in which a key has a value, given as ``key=value``."""
        name, _, wanted = condition.partition("=")
        for index, item in enumerate(last.value if type(last.value) is list else ()):
            if type(item) is dict and item.get(name) == wanted:
                return self._member(last, index, asked)
        return None
