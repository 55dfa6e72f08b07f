"""The data of the workshop: repairs, their photos, and the addresses of webhooks."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from msgspec import Struct

PAGE: Final = 2
"""Repairs on a page, so few that the list of the tutorial has several pages."""

KINDS: Final = {"bicycle": "Bicycle", "e-bike": "E-bike", "wheelchair": "Wheelchair"}

FORMS: Final[Mapping[str, Mapping[str, Any]]] = {
    "bicycle": {
        "gears": {"type": "integer", "title": "Gears", "description": "How many gears the bicycle has."},
        "brakes": {"type": "string", "title": "Brakes", "description": "Kind of brakes.", "enum": ["rim", "disc"]},
    },
    "e-bike": {
        "motor": {"type": "string", "title": "Motor", "description": "Make of the motor."},
        "battery": {"type": "integer", "title": "Battery", "description": "Capacity of the battery in watt hours."},
    },
    "wheelchair": {
        "width": {"type": "integer", "title": "Seat width", "description": "Width of the seat in centimetres."},
    },
}
"""The fields of a repair, by the kind of vehicle, as JSON Schemas."""

_AT_FIRST: Final = (
    ("Ada Berg", "bicycle", {"gears": 7, "brakes": "rim"}, "The chain jumps."),
    ("Ben Cole", "e-bike", {"motor": "Volta", "battery": 500}, "The motor stops on hills."),
    ("Cleo Diaz", "wheelchair", {"width": 44}, "The left wheel wobbles."),
)


class Repair(Struct):
    """A vehicle that is being repaired; ``details`` has what the form of its kind asked for."""

    id: str
    customer: str
    kind: str
    details: dict[str, Any]
    problem: str
    state: str
    changed: datetime


class Workshop:
    """The repairs by number, the photos by number, and the webhooks by number. Everything is in memory."""

    def __init__(self, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._now = now
        self._made = 0
        self.repairs: dict[str, Repair] = {}
        self.photos: dict[str, tuple[str, bytes]] = {}
        self.webhooks: dict[str, str] = {}
        for customer, kind, details, problem in _AT_FIRST:
            self.take(customer, kind, details, problem)

    def take(self, customer: str, kind: str, details: Mapping[str, Any], problem: str) -> Repair:
        """Take a vehicle in for repair."""
        repair = Repair(self._number("R"), customer, kind, dict(details), problem, "waiting", self._now())
        self.repairs[repair.id] = repair
        return repair

    def finish(self, repair: Repair) -> None:
        """Mark a repair as ready."""
        repair.state, repair.changed = "ready", self._now()

    def page(self, state: str | None, start: int) -> tuple[list[Repair], int | None]:
        """One page of the repairs in a state, and where the next page starts, if there is one."""
        found = [repair for repair in self.repairs.values() if state in (None, repair.state)]
        end = start + PAGE
        return found[start:end], end if end < len(found) else None

    def changes(self, since: datetime | None) -> list[Repair]:
        """The repairs that changed after a time, the newest first."""
        found = [one for one in self.repairs.values() if since is None or one.changed > since]
        return sorted(found, key=lambda one: one.changed, reverse=True)

    def keep_photo(self, media_type: str, content: bytes) -> str:
        """Keep a photo and return its number."""
        number = self._number("P")
        self.photos[number] = (media_type, content)
        return number

    def subscribe(self, callback: str) -> str:
        """Keep the address to call when a repair is ready; returns the number of the webhook."""
        number = self._number("W")
        self.webhooks[number] = callback
        return number

    def report(self) -> str:
        """How many repairs there are, by kind and state, as CSV."""
        written = io.StringIO()
        rows = csv.writer(written, lineterminator="\n")
        rows.writerow(["kind", "waiting", "ready"])
        for kind in KINDS:
            states = [one.state for one in self.repairs.values() if one.kind == kind]
            rows.writerow([kind, states.count("waiting"), states.count("ready")])
        return written.getvalue()

    def _number(self, letter: str) -> str:
        self._made += 1
        return f"{letter}{self._made}"
