"""Frozen data classes behave as ``dataclass(frozen=True, slots=True)`` does."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, field, fields, replace

import pytest

from connectorsmith.diagnostics.frozen import frozen


@frozen(order=True)
class Place:
    """A class as the model has them."""

    file: str
    line: int = 1
    notes: dict[str, int] = field(default_factory=dict, compare=False)
    seen: int = field(default=0, compare=False, repr=False)


@pytest.mark.parametrize("change", [lambda one: setattr(one, "line", 2), lambda one: delattr(one, "line"),
                                    lambda one: setattr(one, "new", 2)])  # fmt: skip
def test_nothing_can_be_changed(change: Callable[[Place], None]) -> None:
    place = Place("a", 1)
    with pytest.raises(FrozenInstanceError):
        change(place)
    assert place == Place("a", 1)


def test_defaults_are_made_anew() -> None:
    first, second = Place("a"), Place("a", notes={"x": 1})
    assert (first.line, first.notes, second.notes, second.seen) == (1, {}, {"x": 1}, 0)
    assert Place("a").notes is not first.notes


def test_fields_count_as_they_say() -> None:
    assert Place("a", 1, {"x": 1}, 5) == Place("a", 1)
    assert hash(Place("a", 1, {}, 5)) == hash(Place("a", 1))
    assert Place("a", 1) < Place("a", 2)
    assert repr(Place("a")) == "Place(file='a', line=1, notes={})"
    assert [one.name for one in fields(Place)] == ["file", "line", "notes", "seen"]


@pytest.mark.parametrize("again", [lambda one: pickle.loads(pickle.dumps(one)), copy.copy, copy.deepcopy, replace])
def test_copies_are_equal(again: Callable[[Place], Place]) -> None:
    place = Place("a", 3, {"x": 1}, 7)
    assert (again(place), again(place).notes, again(place).seen) == (place, {"x": 1}, 7)


@pytest.mark.parametrize("arguments", [(), ("a", 1, {}, 0, 9)])
def test_wrong_number_of_values_is_refused(arguments: tuple[object, ...]) -> None:
    with pytest.raises(TypeError):
        Place(*arguments)  # type: ignore[arg-type, call-arg]
