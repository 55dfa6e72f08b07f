"""Signals that ask the process to end, held back while ending at once would leave work half done."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

ENDING: Final = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)
)
"""The signals that ask a process to end; Windows has no SIGHUP, and only Windows has SIGBREAK."""


@contextmanager
def held_back() -> Iterator[Callable[[], None]]:
    """Hold back the signals of ``ENDING``; the function that is given raises for one that has come.

    It raises KeyboardInterrupt for SIGINT and SystemExit with 128 plus the number for the others. A signal that came
    and was not raised for takes effect after the block. Signals that are ignored stay ignored. Only the main thread
    receives signals, so in any other thread nothing is held back.
    """
    came: list[int] = []
    raised: list[int] = []

    def check() -> None:
        if came:
            raised.extend(came)
            raise KeyboardInterrupt if came[0] == signal.SIGINT else SystemExit(128 + came[0])

    if threading.current_thread() is not threading.main_thread():
        yield check
        return
    usual = {number: signal.getsignal(number) for number in ENDING}
    usual = {number: handler for number, handler in usual.items() if handler not in (None, signal.SIG_IGN)}
    try:
        for number in usual:
            signal.signal(number, lambda number, _: came.append(number))
        yield check
    finally:
        for number, handler in usual.items():
            signal.signal(number, handler)
        if came and not raised:
            signal.raise_signal(came[0])


def ignore() -> None:
    """Leave the signals of ``ENDING`` to the parent process."""
    for number in ENDING:
        signal.signal(number, signal.SIG_IGN)
