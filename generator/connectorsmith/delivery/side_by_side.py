"""The same work on many things, on several cores, in their order; and Ctrl-C ends it at once.

This process works too, so that it need not be sent all results: to pack and unpack them takes a tenth of the work.
"""

from __future__ import annotations

import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from typing import Final, TypeVar

Thing = TypeVar("Thing")
Outcome = TypeVar("Outcome")

_AHEAD: Final = 16
"""Things that each process may be ahead of what is given out, so that few results are held at any time."""


def side_by_side(work: Callable[[Thing], Outcome], things: Iterable[Thing], jobs: int) -> Iterator[Outcome]:
    """What ``work`` makes of each thing, ``jobs`` of them at a time; what it raises is raised in the thing's turn.

    ``work``, the things and the outcomes go from process to process, and must be fit for it.
    """
    if jobs <= 1:
        yield from map(work, things)
        return
    remaining = iter(things)
    waiting: deque[tuple[Thing, Future[Outcome]]] = deque()
    pool = ProcessPoolExecutor(jobs - 1, initializer=_ignore_interruption)
    try:
        with _uninterrupted():  # the processes begin here, and inherit it
            waiting.extend((thing, pool.submit(work, thing)) for thing in islice(remaining, _AHEAD * jobs))
        while waiting:
            _lend_a_hand(work, waiting)
            _, outcome = waiting.popleft()
            waiting.extend((thing, pool.submit(work, thing)) for thing in islice(remaining, 1))
            yield outcome.result()
    finally:
        pool.shutdown(cancel_futures=True)


def _lend_a_hand(work: Callable[[Thing], Outcome], waiting: deque[tuple[Thing, Future[Outcome]]]) -> None:
    """Do what nobody has begun with, the last first, until the outcome that is next is there."""
    for number in reversed(range(len(waiting))):
        if waiting[0][1].done():
            return
        thing, outcome = waiting[number]
        if outcome.cancel():
            waiting[number] = thing, _done(work, thing)


def _done(work: Callable[[Thing], Outcome], thing: Thing) -> Future[Outcome]:
    outcome: Future[Outcome] = Future()
    try:
        outcome.set_result(work(thing))
    except Exception as fault:
        outcome.set_exception(fault)
    return outcome


def _ignore_interruption() -> None:
    """Leave Ctrl-C to the first process: one that ends while it takes work leaves the others waiting for ever."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ignore Ctrl-C for a moment; only the main thread can, and only there it arrives."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    usual = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual)
