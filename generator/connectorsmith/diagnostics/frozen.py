"""Data classes that nobody changes, for what is made by the ten thousand and sent from process to process.

The type checker holds that nobody does; ``dataclass(frozen=True)`` holds it at run time too, and makes an object of
twenty fields four times as slowly.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

Made = TypeVar("Made")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(*, order: bool = False) -> Callable[[type[Made]], type[Made]]:
    """Make a class with several fields a data class with slots, equal and hashed by its fields, compared if wanted."""

    def decorate(made: type[Made]) -> type[Made]:
        whole: Any = dataclass(slots=True, unsafe_hash=True, order=order)(made)
        values = attrgetter(*(one.name for one in fields(whole)))

        def reduce(self: Made) -> tuple[type[Made], tuple[Any, ...]]:
            """For pickle, which would send the name of each field along."""
            return whole, values(self)

        whole.__reduce__ = reduce
        return whole  # type: ignore[no-any-return]

    return decorate
