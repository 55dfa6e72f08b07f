"""The calls of the operating system that change files, counted, so that any one of them can go wrong or be the last."""

from __future__ import annotations

import gc
import os
import stat
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

CALLS = ("open", "write", "fsync", "close", "replace", "rename", "link", "symlink", "unlink", "remove", "mkdir",
         "rmdir", "chmod", "chown", "truncate", "ftruncate", "utime")  # fmt: skip
"""The functions of ``os`` that the writer, ``pathlib`` and ``shutil`` change files with."""


Act = Callable[[int, str, "partial[Any]"], Any]
"""What happens at a call: its number, its name, and the call itself, which may be made or not."""


class Killed(BaseException):
    """The process has ended here: no later call has an effect."""


@contextmanager
def interposed(act: Act) -> Iterator[list[str]]:
    """Let ``act(number, name, call)`` decide on each call, from 1 on; gives the names of the calls as they come.

    An ``open`` for reading changes nothing and is left alone, and so is the ``close`` of what was opened that way.
    So are calls on pipes, and those of other threads. No garbage is collected, since that may close or remove files.
    """
    calls: list[str] = []
    thread = threading.get_ident()
    real = {name: getattr(os, name) for name in CALLS if hasattr(os, name)}
    reading: set[int] = set()

    def standing_for(name: str) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            if threading.get_ident() != thread:
                return real[name](*arguments, **named)
            if name == "open" and not arguments[1] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
                reading.add(handle := real[name](*arguments, **named))
                return handle
            if name in ("close", "fsync") and arguments[0] in reading:
                reading.discard(arguments[0] if name == "close" else -1)
                return real[name](*arguments, **named)
            if name in ("close", "fsync", "write") and not stat.S_ISREG(os.fstat(arguments[0]).st_mode):
                return real[name](*arguments, **named)
            calls.append(name)
            return act(len(calls), name, partial(real[name], *arguments, **named))

        return call

    collects = gc.isenabled()
    gc.disable()
    for name in real:
        setattr(os, name, standing_for(name))
    try:
        yield calls
    finally:
        for name, function in real.items():
            setattr(os, name, function)
        if collects:
            gc.enable()


def counted(work: Callable[[], object]) -> list[str]:
    """The calls that a piece of work makes if nothing goes wrong."""
    with interposed(lambda _number, _name, call: call()) as calls:
        work()
    return calls


def failing(nth: int, fault: BaseException, *, late: bool = False) -> Act:
    """The nth call raises, before or after it has had its effect."""

    def act(number: int, _name: str, call: partial[Any]) -> Any:
        done = call() if late or number != nth else None
        if number == nth:
            raise fault
        return done

    return act


def dying(nth: int, how: str) -> Act:
    """Nothing has an effect from the nth call on: what is on the disk then is what kill -9 leaves.

    The nth call itself has none ("before"), its whole effect ("after"), or, if it writes, half of it ("torn").
    """

    def act(number: int, name: str, call: partial[Any]) -> Any:
        if number < nth:
            return call()
        if number == nth and how == "torn" and name == "write":
            call.func(call.args[0], bytes(call.args[1])[: len(call.args[1]) // 2])
        elif number == nth and how == "after":
            call()
        raise Killed

    return act


def signalled(nth: int, how: str, send: Callable[[], None]) -> Act:
    """A signal is sent at the nth call: before it, after it, or, if it writes, when half is written ("torn")."""

    def act(number: int, name: str, call: partial[Any]) -> Any:
        if number != nth:
            return call()
        if how == "torn" and name == "write":
            content = bytes(call.args[1])
            done = call.func(call.args[0], content[: len(content) // 2])
            send()
            return done
        if how == "after":
            done = call()
            send()
            return done
        send()
        return call()

    return act
