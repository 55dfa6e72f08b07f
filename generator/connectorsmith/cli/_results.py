"""Look up the kept output of a command, before click or other large packages are imported."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from connectorsmith.results.store import Result

_LINT: Final = "lint"
VERBS: Final = {"build": True, _LINT: False, "show": False, "validate": False}
"""The verbs whose results are kept, and whether they look at packages."""
NEVER: Final = "--check"
"""With this option a build is always made."""
_VARIABLES: Final = ("CLICOLOR", "COLUMNS", "FORCE_COLOR", "LINES", "NO_COLOR", "TERM")
_BEGINNINGS: Final = ("CONNECTORSMITH_", "LANG", "LC_", "PYTHON", "_CONNECTORSMITH_")


class Command(NamedTuple):
    """A command in its surroundings: the name of its result, and the state of the code when it began."""

    name: str
    code: str


def begin(arguments: Sequence[str]) -> Command | None:
    """The command of these arguments, if its result may be kept and printed again."""
    if os.environ.get("CONNECTORSMITH_NO_CACHE") or not arguments or arguments[0] not in VERBS or NEVER in arguments:
        return None
    if arguments[0] == _LINT and _names_a_path(arguments):
        return None
    streams = [_stream(stream) for stream in (sys.stdout, sys.stderr)]
    if None in streams:
        return None
    import hashlib
    import json

    from connectorsmith.results.fingerprint import state_of_code

    with suppress(OSError):
        around = [[*arguments], os.getcwd(), streams, _width(), _user(), _variables()]  # noqa: PTH109, it becomes JSON
        name = hashlib.blake2b(json.dumps(around).encode(), digest_size=20).hexdigest()
        return Command(name, state_of_code())
    return None


def _names_a_path(arguments: Sequence[str]) -> bool:
    """Whether an argument is a path, such as that of a package; ``lint`` keeps no result for paths."""
    following = pairwise(arguments)
    return any(os.path.lexists(word) for before, word in following if before != "--workspace")


def _stream(stream: Any) -> tuple[str, str | None, bool] | None:
    """How a stream shows text; ``None`` for one that click would write to in another way than Python does.

    A stream may have been closed by the caller, click replaces ASCII, and writes to a terminal of Windows by itself.
    """
    import codecs

    encoding = getattr(stream, "encoding", None)
    if not encoding or codecs.lookup(encoding).name == "ascii":
        return None
    terminal = stream.isatty()
    return None if terminal and sys.platform == "win32" else (encoding, getattr(stream, "errors", None), terminal)


def _width() -> int | None:
    """The columns of the terminal, by which tables are made, as ``shutil.get_terminal_size`` finds them."""
    with suppress(AttributeError, ValueError, OSError):
        return os.get_terminal_size(sys.__stdout__.fileno()).columns  # type: ignore[union-attr]
    return None


def _user() -> int | None:
    if sys.platform == "win32":
        return None
    return os.geteuid()


def _variables() -> list[tuple[str, str]]:
    """The environment variables that change what is printed."""
    return sorted(item for item in os.environ.items() if item[0] in _VARIABLES or item[0].startswith(_BEGINNINGS))


def find(command: Command) -> Result | None:
    """The result of the command, if all that it depends on is as it was."""
    from connectorsmith.results.fingerprint import state_of
    from connectorsmith.results.store import load

    kept = load(command.name)
    with suppress(OSError, ValueError):
        if kept is not None and kept.state == command.code + state_of(kept.reads):
            return kept
    return None


def print_again(result: Result) -> int:
    """Print what a run has printed, and return its exit code; or that of the fault that keeps this from being done."""
    try:
        for err, text in result.printed:
            stream = sys.stderr if err else sys.stdout
            stream.write(text)
            stream.flush()
    except BrokenPipeError:
        from connectorsmith.cli._faults import leave_output

        return leave_output()
    except OSError as fault:
        from connectorsmith.cli._faults import report_fault

        return report_fault(fault)
    return result.code


def aborted() -> int:
    """End on Ctrl-C as click does, which is not there yet; returns the exit code."""
    from click import Abort

    from connectorsmith.cli._faults import report_fault

    sys.stderr.write("\n")
    return report_fault(Abort())
