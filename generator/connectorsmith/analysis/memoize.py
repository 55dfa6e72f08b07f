"""Queries cached in the object that they are about, which is immutable; the cache is freed with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import TypeVar

from connectorsmith.model.element import Queried

Subject = TypeVar("Subject", bound=Queried)
Answer = TypeVar("Answer")


def memoized(query: Callable[[Subject], Answer]) -> Callable[[Subject], Answer]:
    """Make a query compute its answer once for each object, which the answer must not hold, so that both can go."""
    name = f"{query.__module__}.{query.__qualname__}"

    @wraps(query)
    def answer(subject: Subject) -> Answer:
        known = subject.__dict__
        if name not in known:
            known[name] = query(subject)
        found: Answer = known[name]
        return found

    return answer


def memoized_parts(query: Callable[[Subject], Iterable[Answer]]) -> Callable[[Subject], tuple[Answer, ...]]:
    """Make a query that yields parts compute them once for each object, and give them as a tuple."""
    return memoized(wraps(query)(lambda subject: tuple(query(subject))))
