"""The same work on many things, on several cores, in their order; and Ctrl-C ends it at once."""

from __future__ import annotations

import pickle
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from itertools import islice
from typing import Final, TypeVar

Thing = TypeVar("Thing")
Outcome = TypeVar("Outcome")

_AHEAD: Final = 16
"""Things that each process may be ahead of what is given out, so that few results are held at any time."""
_PATIENCE: Final = 0.1
"""Seconds after which somebody who pressed Ctrl-C is heard."""


def side_by_side(work: Callable[[Thing], Outcome], things: Iterable[Thing], jobs: int) -> Iterator[Outcome]:
    """What ``work`` makes of each thing, ``jobs`` of them at a time; what it raises is raised in the thing's turn.

    ``work``, the things and the outcomes go from process to process, and must be fit for it.
    """
    if jobs <= 1:
        yield from map(work, things)
        return
    remaining = iter(things)
    with _interruption() as check:
        pool = ProcessPoolExecutor(jobs, initializer=_ignore_interruption)
        try:
            waiting = deque(pool.submit(_packed, work, thing) for thing in islice(remaining, _AHEAD * jobs))
            while waiting:
                outcome = _awaited(waiting.popleft(), check)
                waiting.extend(pool.submit(_packed, work, thing) for thing in islice(remaining, 1))
                yield pickle.loads(outcome)
        finally:
            pool.shutdown(cancel_futures=True)


def _packed(work: Callable[[Thing], Outcome], thing: Thing) -> bytes:
    """An outcome, packed here: the pool takes several times as long for it, and holds up its processes meanwhile."""
    return pickle.dumps(work(thing), pickle.HIGHEST_PROTOCOL)


def _awaited(outcome: Future[bytes], check: Callable[[], None]) -> bytes:
    while not outcome.done():
        check()
        wait((outcome,), _PATIENCE)
    check()
    return outcome.result()


@contextmanager
def _interruption() -> Iterator[Callable[[], None]]:
    """Take note of Ctrl-C, and give a function that raises KeyboardInterrupt if it came.

    Raised just where it comes, inside the pool, it may leave a lock closed that everybody waits for. Only the main
    thread can take note of it, and only there it arrives.
    """
    came: list[int] = []

    def check() -> None:
        if came:
            raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield check
        return
    usual = signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    try:
        yield check
    finally:
        signal.signal(signal.SIGINT, usual)


def _ignore_interruption() -> None:
    """Leave Ctrl-C to the first process: one that ends while it takes work leaves the others waiting for ever."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
