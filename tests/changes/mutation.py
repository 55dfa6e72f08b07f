"""What a mutation of a package is: a change that knows which kind of fact must be found, and at which operation."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from msgspec import Struct
from tests.changes.packages import Package, operations

Json = Any
NAME = "xMutated"
"""A name that no published connector uses."""


class Done(Struct, frozen=True):
    """What a mutation did: any of these kinds must be found, at the operation if one is named."""

    kinds: tuple[str, ...]
    operation: str | None = None


Mutation = Callable[[Package, Random], Done | None]
"""Changes a package in place; ``None`` if it has nothing to change in this way."""


def an_operation(package: Package, random: Random, wanted: Callable[[Json], bool] = lambda _: True) -> Json:
    """An operation with a unique id, or ``None``."""
    found = [one for _, _, one in operations(package.definition) if wanted(one)]
    names = [one.get("operationId") for _, _, one in operations(package.definition)]
    found = [one for one in found if isinstance(one.get("operationId"), str) and names.count(one["operationId"]) == 1]
    return random.choice(found) if found else None


def expecting(kinds: str, operation: Json) -> Done:
    return Done(tuple(kinds.split()), operation["operationId"])
