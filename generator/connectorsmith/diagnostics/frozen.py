"""Data classes that nobody changes, for what is made by the ten thousand.

The type checker holds that nobody does; ``dataclass(frozen=True)`` holds it at run time too, and makes an object of
twenty fields four times as slowly.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

Made = TypeVar("Made")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(made: type[Made]) -> type[Made]:
    """Make a class a data class with slots, equal and hashed by its fields."""
    return dataclass(slots=True, unsafe_hash=True)(made)
