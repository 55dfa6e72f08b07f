"""The result of a command as one JSON object: files, findings and messages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from msgspec.structs import asdict

from connectorsmith.cli._print import say_json
from connectorsmith.cli._volume import OUTCOME, begin_outcome, end_outcome


def collected_first(call: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap a verb, so that --format json prints its files, findings and messages as one JSON object."""

    @wraps(call)
    def command(**options: Any) -> Any:
        with collected(options.pop(OUTCOME, "text") == "json"):
            return call(**options)

    return command


@contextmanager
def collected(wanted: bool) -> Iterator[None]:
    """Collect what is printed meanwhile, and print it as JSON at the end, unless the run fails."""
    if not wanted:
        yield
        return
    found = begin_outcome()
    ended: SystemExit | None = None
    try:
        yield
    except SystemExit as code:
        ended = code
    finally:
        end_outcome()
    say_json(asdict(found))
    if ended is not None:
        raise ended
