"""Lookups: the places that call an operation for choices or for a form, in short words or as the package has them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, Final

from msgspec import Struct

from connectorsmith.renaming.edits import Path
from connectorsmith.renaming.names import Thing
from connectorsmith.renaming.users import answer_of, hits_in

_SHORT: Final = {"options": ("collection", "value", "title"), "fields": ("path",)}
"""The short words, and their keys that hold a path into the answer; other paths begin in the collection."""
_DYNAMIC: Final = ("dynamic-", "x-ms-dynamic-")
"""How the words of the package begin."""
_PACKAGE: Final = ("value-collection", "itemsPath", "value-path", "value-title", "itemValuePath", "itemTitlePath",
                   "itemIsParent", "selectableFilter")  # fmt: skip
_COLLECTIONS: Final = frozenset({"collection", "value-collection", "itemsPath"})
_GIVEN: Final = frozenset({"parameter", "parameterReference"})
"""Keys of the package whose value is the parameter, or the place in the body, that a lookup is given."""


class Lookup(Struct, frozen=True):
    """A lookup: its place, the operation that it calls, and its keys that hold paths into the answer."""

    path: Path
    value: Mapping[str, Any]
    operation: str
    keys: tuple[str, ...]


def lookups(value: Any, path: Path = ()) -> Iterator[Lookup]:
    """The lookups of a spec, those inside of others too."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from lookups(item, (*path, index))
    if not isinstance(value, dict):
        return
    if path and path[-1] in _SHORT and isinstance(value.get("operation"), str):
        yield Lookup(path, value, value["operation"], _SHORT[str(path[-1])])
    elif is_dynamic(path) and isinstance(value.get("operationId"), str):
        yield Lookup(path, value, value["operationId"], _PACKAGE)
    for key, item in value.items():
        yield from lookups(item, (*path, key))


def is_dynamic(path: Path) -> bool:
    """Whether a path leads into one of the extensions as the package has them."""
    return any(isinstance(step, str) and step.startswith(_DYNAMIC) for step in path[-3:])


def is_argument(path: Path) -> bool:
    """Whether a path leads to what a lookup gives a parameter of the operation that it calls."""
    return len(path) > 2 and (path[-2] == "with" or (path[-2] == "parameters" and is_dynamic(path[:-2])))


def is_given(path: Path) -> bool:
    """Whether the text at a path may name the parameter, or the place in the body, that a lookup is given."""
    short = path[-2:-1] == ("with",)
    return short or (path[-1] in _GIVEN and is_argument(path[:-1])) or (is_argument(path) and not short)


def calls_to(spec: Mapping[str, Any], path: Path) -> str | None:
    """The operation that the lookup at a path calls; ``None`` if the path leads to no lookup."""
    value: Any = spec
    for key in path:
        try:
            value = value[key]
        except (KeyError, IndexError, TypeError):
            return None
    return value.get("operation", value.get("operationId")) if isinstance(value, dict) else None


def answer_paths(spec: Mapping[str, Any], thing: Thing) -> dict[Path, Callable[[str], str]]:
    """The places of lookups that read a property of an answer, each with what makes the new path of a new name."""
    found: dict[Path, Callable[[str], str]] = {}
    for lookup in lookups(spec):
        answer = answer_of(spec, lookup.operation)
        start: tuple[str, ...] = ()
        for key in lookup.keys:
            written = lookup.value.get(key)
            if not isinstance(written, str):
                continue
            steps = tuple(written.split("/"))
            hits = [index - len(start) for index in hits_in(spec, answer, (*start, *steps), thing)]
            if any(index >= 0 for index in hits):
                found[(*lookup.path, key)] = partial(with_new_steps, steps, hits)
            if key in _COLLECTIONS:
                start = steps
    return found


def with_new_steps(steps: tuple[str, ...], hits: list[int], new: str) -> str:
    """A path with a new name at some of its steps."""
    return "/".join(new if index in hits else step for index, step in enumerate(steps))
