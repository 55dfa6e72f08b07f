"""How much a command prints: --quiet, --verbose, and the one JSON object of commands that write files.

The state is that of the run: the options of each command set it when they are read.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

import click
from msgspec import Struct, field

QUIET: Final = "quiet"
VERBOSE: Final = "verbose"
OUTCOME: Final = "outcome"
"""The name of the option --format of commands whose output as JSON is what they wrote, found and said."""


class Outcome(Struct):
    """The files, findings and messages of a run, for the output as JSON."""

    files: list[dict[str, str]] = field(default_factory=list)
    findings: list[dict[str, Any]] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)


class _Run(Struct):
    chosen: str = ""
    outcome: Outcome | None = None


_run: Final = _Run()


def is_quiet() -> bool:
    """Whether notes, progress, written files and summaries are left out."""
    return _run.chosen == QUIET


def is_verbose() -> bool:
    """Whether every finding and every file is named, and where the settings come from."""
    return _run.chosen == VERBOSE


def outcome() -> Outcome | None:
    """The collected output; ``None`` if the command prints text."""
    return _run.outcome


def shared_options() -> list[click.Option]:
    """The options that every command has."""
    return [
        click.Option(
            ["-q", "--quiet"],
            is_flag=True,
            expose_value=False,
            is_eager=True,
            callback=_begin,
            help="Print results and findings alone: no notes, no progress, no summary.",
        ),
        click.Option(
            ["-v", "--verbose"],
            is_flag=True,
            expose_value=False,
            callback=_choose,
            help="Name every file and finding, and the workspace and settings that are used.",
        ),
    ]


def _begin(_: click.Context, __: click.Parameter, given: bool) -> None:
    _run.chosen = QUIET if given else ""
    _run.outcome = None


def _choose(_: click.Context, __: click.Parameter, given: bool) -> None:
    if given and _run.chosen == QUIET:
        raise click.UsageError("--quiet and --verbose exclude each other")
    if given:
        _run.chosen = VERBOSE


def begin_outcome() -> Outcome:
    """Collect what is printed from now on."""
    _run.outcome = Outcome()
    return _run.outcome


def end_outcome() -> None:
    """Print again what is printed from now on."""
    _run.outcome = None


def collect_findings(text: str) -> None:
    """Keep findings that were written as JSON."""
    if _run.outcome is not None:
        _run.outcome.findings += json.loads(text or "[]")


def collect_lines(lines: Sequence[str]) -> bool:
    """Keep lines in place of printing them; tell whether they are kept."""
    if _run.outcome is None:
        return False
    _run.outcome.messages += lines
    return True
