"""The command line: one module per verb, imported only when it is called.

A verb parses, calls one function, prints and sets the exit code: 0 clean, 1 the tool failed, 2 usage, 3 findings.
"""

from __future__ import annotations

import atexit
import gc
import signal
import sys
from typing import Final

_NEW_OBJECTS: Final = 100_000
"""New objects after which Python looks for cycles among them; with its own 700 it looks all along in documents."""


def main() -> None:
    """Run the command line, or print again what the same command has printed if nothing has changed since."""
    gc.set_threshold(_NEW_OBJECTS)
    # Else Python looks for cycles in all objects when it ends, a tenth of a short run. Not for a program that imports
    # this module: the files that it leaves open would lose what is still to be written.
    atexit.register(gc.freeze)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a console that cannot show a character is not a crash
    _end_tidily()
    from connectorsmith.cli import _results

    try:
        command = _results.begin(sys.argv[1:])
        kept = None if command is None else _results.find(command)
        if kept is not None:
            sys.exit(_results.print_again(kept))
    except KeyboardInterrupt:
        sys.exit(_results.aborted())
    from connectorsmith.cli._group import run  # takes most of the time of a short run

    sys.exit(run(command))


def _end_tidily() -> None:
    """Unwind on SIGTERM and SIGHUP as on Ctrl-C, so that nothing is left behind; the exit code is 128 plus the signal.

    One that is ignored, as SIGHUP is under nohup, stays ignored.
    """

    def end(number: int, _: object) -> None:
        sys.exit(128 + number)

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, end)
