"""Fixes to the value of one spec file: keys set, renamed and removed, and no comment lost on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec.structs import replace

from connectorsmith.diagnostics import Fix, Pointer
from connectorsmith.model.values import same
from connectorsmith.source.yaml.write import Comment, Comments

_NO_COMMENT = Comment()


def change(value: dict[str, Any], comments: Comments, fixes: Iterable[Fix]) -> list[Fix]:
    """Make the changes in place, and give those that changed anything.

    Of two that concern the same key the first is made: the other was thought out for the value that was there before.
    Several values may be dropped from one list.
    """
    done: list[Fix] = []
    touched: dict[Pointer, str] = {}
    for fix in fixes:
        free = fix.at not in touched or touched[fix.at] == fix.action == "drop"
        if free and _Change(value, comments, fix).make():
            touched[fix.at] = fix.action
            done.append(fix)
    return done


class _Change:
    """One fix on its way down to the key it speaks of."""

    def __init__(self, value: dict[str, Any], comments: Comments, fix: Fix) -> None:
        self.root = value
        self.comments = comments
        self.fix = fix
        self.key = fix.at.keys[-1]

    def make(self) -> bool:
        """Make the change; tell whether anything is different now."""
        holder = self._holder()
        if holder is None:
            return False
        return bool(getattr(self, f"_{self.fix.action}")(holder))

    def _holder(self) -> dict[str | int, Any] | None:
        """The mapping that has, or is to have, the key; a type or a name alone becomes a mapping if a key is set."""
        outer: Any = None
        here: Any = self.root
        for step in self.fix.at.keys[:-1]:
            known = isinstance(here, dict) and step in here
            if not known and not (isinstance(here, list) and isinstance(step, int) and step < len(here)):
                return None
            outer, here = here, here[step]
        if isinstance(here, str) and self.fix.action == "set" and outer is not None:
            here = outer[step] = {"use" if isinstance(outer, list) else "type": here}
        return here if isinstance(here, dict) else None

    def _set(self, holder: dict[str | int, Any]) -> bool:
        if self.key in holder and same(holder[self.key], self.fix.value):
            return False
        lines = [*_inner_comments(self.comments, holder.get(self.key))]
        holder[self.key] = self.fix.value
        self._keep(lines, holder, [self.key])
        return True

    def _rename(self, holder: dict[str | int, Any]) -> bool:
        if self.key not in holder or self.fix.value in holder:
            return False
        entries = [(self.fix.value if key == self.key else key, item) for key, item in holder.items()]
        holder.clear()
        holder.update(entries)
        notes = self.comments.entries.get(id(holder), {})
        if self.key in notes:
            notes[self.fix.value] = notes.pop(self.key)
        return True

    def _remove(self, holder: dict[str | int, Any]) -> bool:
        if self.key not in holder:
            return False
        keys = list(holder)
        following = keys[keys.index(self.key) + 1 :]
        gone = holder.pop(self.key)
        lines = [*_comment_lines(self.comments, id(holder), self.key), *_inner_comments(self.comments, gone)]
        self._keep(lines, holder, following)
        return True

    def _drop(self, holder: dict[str | int, Any]) -> bool:
        values = holder.get(self.key)
        if not isinstance(values, list) or self.fix.value not in values:
            return False
        if all(item == self.fix.value for item in values):
            return self._remove(holder)
        self._take_out(values, holder)
        return True

    def _take_out(self, values: list[Any], holder: dict[str | int, Any]) -> None:
        """Remove a value from a list; its comments move to the next item, or to the list."""
        notes = self.comments.entries.pop(id(values), {})
        left: list[Any] = []
        moved: dict[str | int, Comment] = {}
        orphans: list[str] = []
        for index, item in enumerate(values):
            note = notes.get(index, _NO_COMMENT)
            if item == self.fix.value:
                orphans += [*_lines(note), *_inner_comments(self.comments, item)]
                continue
            moved[len(left)] = replace(note, before=(*orphans, *note.before))
            left.append(item)
            orphans = []
        values[:] = left
        self.comments.entries[id(values)] = moved
        around = self.comments.entries.setdefault(id(holder), {})
        note = around.get(self.key, _NO_COMMENT)
        around[self.key] = replace(note, before=(*note.before, *orphans))

    def _keep(self, lines: list[str], holder: dict[str | int, Any], following: list[str | int]) -> None:
        """Put the comments of a key that is gone above what follows it, else at the end of the file."""
        if not following:
            self.comments.end.extend(lines)
        elif lines:
            notes = self.comments.entries.setdefault(id(holder), {})
            note = notes.get(following[0], _NO_COMMENT)
            notes[following[0]] = replace(note, before=(*note.before, *lines))


def _comment_lines(comments: Comments, container: int, key: str | int) -> list[str]:
    """The comments of an entry, which has none afterwards."""
    return _lines(comments.entries.get(container, {}).pop(key, _NO_COMMENT))


def _lines(note: Comment) -> list[str]:
    return [line for line in (*note.before, note.after or "") if line]


def _inner_comments(comments: Comments, value: Any) -> Iterator[str]:
    """The comments anywhere inside a value."""
    if not isinstance(value, (dict, list)):
        return
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        yield from _comment_lines(comments, id(value), key)
        yield from _inner_comments(comments, item)
