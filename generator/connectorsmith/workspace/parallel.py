"""The same work on many things, on several cores, in their order; Ctrl-C, SIGTERM and SIGHUP end it at once."""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import pickle
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from itertools import islice
from typing import Final, TypeVar

from connectorsmith.workspace.interruptions import held_back, ignore

Thing = TypeVar("Thing")
Outcome = TypeVar("Outcome")

_AHEAD: Final = 8
"""Batches queued for each process, so that few results are held in memory."""
_HANDFUL: Final = 4
"""Things that a process is given at once, if there are many: to give and take costs as much as a small one."""
_MOST_PROCESSES: Final = 61
"""Processes that a pool may have on Windows, see https://docs.python.org/3/library/concurrent.futures.html."""
_METHOD: Final = "fork" if sys.platform == "linux" else None
"""How processes are started: forks begin at once, and leave no server of processes that runs on, as in Python 3.14."""
_PATIENCE: Final = 0.1
"""Seconds after which a signal takes effect."""


def side_by_side(work: Callable[[Thing], Outcome], things: Sequence[Thing], jobs: int) -> Iterator[Outcome]:
    """Yield ``work`` of each item in order, computed in ``jobs`` processes; an exception is raised at the item's turn.

    ``work``, the things and the outcomes go from process to process, and must be fit for it.
    """
    jobs = min(jobs, _MOST_PROCESSES) if sys.platform == "win32" else jobs
    if jobs <= 1:
        yield from map(work, things)
        return
    size = max(1, min(_HANDFUL, len(things) // (4 * jobs)))
    remaining = (things[start : start + size] for start in range(0, len(things), size))
    with held_back() as check:
        pool = ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context(_METHOD), initializer=_begin)
        try:
            waiting = deque((some, pool.submit(_packed, work, some)) for some in islice(remaining, _AHEAD * jobs))
            while waiting:
                some, packed = waiting.popleft()
                outcomes = pickle.loads(_awaited(packed, check))
                if rest := some[len(outcomes) :]:  # the first of them raises
                    waiting.appendleft((rest, pool.submit(_packed, work, rest)))
                else:
                    waiting.extend((more, pool.submit(_packed, work, more)) for more in islice(remaining, 1))
                yield from outcomes
        finally:
            pool.shutdown(cancel_futures=True)


def _packed(work: Callable[[Thing], Outcome], some: Sequence[Thing]) -> bytes:
    """The results of a batch up to an item that raises; raises its exception if it is the first.

    They are packed here: the pool takes several times as long for it, and holds up its processes meanwhile.
    """
    outcomes: list[Outcome] = []
    for thing in some:
        try:
            outcomes.append(work(thing))
        except Exception:
            if not outcomes:
                raise
            break
    return pickle.dumps(outcomes, pickle.HIGHEST_PROTOCOL)


def _awaited(packed: Future[bytes], check: Callable[[], None]) -> bytes:
    while not packed.done():
        check()
        wait((packed,), _PATIENCE)
    check()
    return packed.result()


def _begin() -> None:
    """Leave signals to the parent, since a process that ends while it takes work leaves the others waiting for ever.

    When the parent is gone, even by kill -9, this process ends.
    """
    ignore()
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    multiprocessing.connection.wait([sentinel])
    os._exit(1)
