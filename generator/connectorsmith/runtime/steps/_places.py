"""Shared by the steps that change a body: the parent, its elements, and the places below them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from connectorsmith.language.policy_expression import ITEM, Reference
from connectorsmith.language.policy_expression import reference as read_reference
from connectorsmith.model import Json
from connectorsmith.runtime.exchange import Exchange, Fault, NotJson
from connectorsmith.runtime.json_places import Missing, Slot, root

reference = lru_cache(4096)(read_reference)
"""The place that a text names; policies name the same few again and again."""

Edit = Callable[[Slot, Slot], None]
"""Changes one item; it is given the place of the body and that of the item."""


def change_each(exchange: Exchange, parent: str, below: str, change: Edit) -> str:
    """Change the parent, or each of its elements if it is an array and there is something ``below``; gives a note."""
    try:
        whole = root(exchange.body())
    except NotJson as fault:
        return _give_up(exchange, "not-json", f"the body is not JSON: {fault}")
    notes: dict[str, None] = {}
    try:
        for item in _items(whole, reference(parent), reference(below)):
            try:
                change(whole, item)
            except Missing as missing:
                notes[_give_up(exchange, "missing-place", str(missing))] = None
    except Missing as missing:
        return _give_up(exchange, "missing-place", str(missing))
    exchange.set_body(whole.get())
    return "; ".join(notes)


def _items(whole: Slot, parent: Reference, below: Reference) -> Iterator[Slot]:
    place = whole.below(parent.path)
    value = place.get()
    if isinstance(value, list) and (below.path or below.root is not None):
        yield from (Slot(value, index) for index in range(len(value)))
    else:
        yield place


def at(text: str, whole: Slot, item: Slot) -> Slot:
    """The place that a parameter names; one without a root is below the item."""
    found = reference(text)
    start = item if found.root in (None, ITEM) else whole
    return start.below(found.path)


def text_at(text: str, whole: Slot, item: Slot) -> str:
    """The text at a place. Raises Missing."""
    value = at(text, whole, item).get()
    if not isinstance(value, str):
        raise Missing(f"{text} is not a text")
    return value


def convert(exchange: Exchange, arguments: Mapping[str, Json], made: Callable[[Slot, Slot], Json]) -> str:
    """Store what ``made`` gives, for each item, at the place ``store``."""

    def change(whole: Slot, item: Slot) -> None:
        value = made(whole, item)
        at(arguments["store"], whole, item).set(value)

    return change_each(exchange, arguments["parent"], arguments["place"] or "", change)


def _give_up(exchange: Exchange, option: str, reason: str) -> str:
    if exchange.choose(option) == "fail":
        exchange.forget_body()
        raise Fault(500, reason)
    return f"nothing changes, since {reason}"
