"""Keep the result of a run for those that come after it, if nothing that it depends on has changed meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import wraps
from typing import TYPE_CHECKING, Any, Final

import click

from connectorsmith.cli._options import FINDINGS
from connectorsmith.cli._recording import recorded
from connectorsmith.cli._results import VERBS, Command
from connectorsmith.diagnostics.secret_values import HIDDEN
from connectorsmith.errors import ConnectorsmithError

if TYPE_CHECKING:
    from connectorsmith.results.fingerprint import Reads
    from connectorsmith.results.store import Printed

_WITH_OTHER_FILES: Final = ("baseline", "diff", "fix", "move_settings", "write_baseline")
"""Options of ``lint`` with which it reads or writes more than what it checks."""


def keep_result(verb: str, call: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap a verb, so that its result is kept where ``begin`` of ``_results`` has given its command.

    A run that changes anything, that fails, from whose output a secret was left out,
    or that tells of other runs is not kept.
    """
    if verb not in VERBS:
        return call

    @wraps(call)
    def command(**options: Any) -> Any:
        begun = click.get_current_context().find_root().obj
        before = _state(verb, options) if isinstance(begun, Command) else None
        if before is None:
            return call(**options)
        ended: SystemExit | None = None
        with recorded() as recording:
            try:
                call(**options)
            except SystemExit as found:
                ended = found
        code = 0 if ended is None else ended.code
        secret = any(HIDDEN in text.replace("\\", "") for _, text in recording.printed)  # Markdown escapes it
        if code in (0, FINDINGS) and not secret and not recording.once and _state(verb, options) == before:
            _save(begun, before, int(code), recording.printed)
        if ended is not None:
            raise ended
        return None

    return command


def _state(verb: str, options: Mapping[str, Any]) -> tuple[Reads, str] | None:
    """The folders that the run may read and their digest; ``None`` if they cannot be determined."""
    from connectorsmith.results.fingerprint import state_of
    from connectorsmith.results.reads import reads_of

    if any(options.get(name) for name in _WITH_OTHER_FILES):
        return None
    names = options.get("names", options.get("name"))
    with suppress(OSError, ConnectorsmithError, ValueError):
        reads = reads_of(
            options.get("workspace"),
            [*_texts([names])],
            [*_texts(options.values())],
            options.get("out"),
            packages=VERBS[verb],
        )
        return None if reads is None else (reads, state_of(reads))
    return None


def _texts(values: Iterable[Any]) -> Iterator[str]:
    """The texts among the values of options."""
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple):
            yield from _texts(value)


def _save(begun: Command, before: tuple[Reads, str], code: int, printed: Sequence[Printed]) -> None:
    """Keep a result, unless the code was changed while it ran."""
    from connectorsmith.results.fingerprint import state_of_code
    from connectorsmith.results.store import Result, save

    reads, state = before
    with suppress(OSError):
        if state_of_code() == begun.code:
            save(begun.name, Result(begun.code + state, reads, code, tuple(printed)))
