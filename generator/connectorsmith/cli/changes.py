"""``changes``: what differs between two versions of a connector, and what of that breaks flows that exist."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from connectorsmith.cli import _options
from connectorsmith.cli._print import hide_in, say
from connectorsmith.cli._report import report
from connectorsmith.diagnostics import has_errors

if TYPE_CHECKING:
    from connectorsmith.changes.change import Change
    from connectorsmith.cli._versions import Version, Versions

_LEVELS: Final = ("breaking", "warning", "compatible", "cosmetic")
_FAIL_ON: Final = {"breaking": 3, "warning": 2, "info": 0}
_CONSUMERS: Final = ("flows", "apps", "logic-apps", "copilot")


@click.command("changes")
@click.argument("names", metavar="[OLD] [NEW]", nargs=-1)
@click.option("--base", metavar="REV", help="Compare with the commit where HEAD left REV.  [default: HEAD itself]")
@_options.findings_form
@click.option(
    "--fail-on", type=click.Choice([*_FAIL_ON]), default="breaking", show_default=True, help="Exit with 3 from here."
)
@click.option(
    "--show", type=click.Choice(_LEVELS), default="compatible", show_default=True, help="The least that is shown."
)
@click.option(
    "--consumer", type=click.Choice(_CONSUMERS), multiple=True, help="Judge for these only.  [default: for all]"
)
@_options.workspace
def command(
    names: tuple[str, ...],
    base: str | None,
    form: str,
    fail_on: str,
    show: str,
    consumer: tuple[str, ...],
    workspace: Path | None,
) -> None:
    """Compare two versions of a connector, and say what breaks the flows and apps that use it.

    OLD and NEW are names, specs, package folders or definitions; NAME@REV and PATH@REV are those of a git revision,
    NAME@live:ENV is what is deployed. One alone is compared with HEAD, or with --base; without any, each spec of the
    workspace is. Exit code 3 if something at or above --fail-on is found that is not accepted.

    \b
    Examples:
      connectorsmith changes oneflow
      connectorsmith changes --base origin/main --format github
      connectorsmith changes oneflow@v1.0 oneflow --fail-on warning
      connectorsmith changes connectors/oneflow@HEAD~3 connectors/oneflow --format json
    """
    from connectorsmith.cli._versions import Versions

    if len(names) > 2:
        raise click.UsageError("name one connector, or two versions of one")
    if base is not None and len(names) == 2:
        raise click.UsageError("--base stands in for OLD, so that only NEW is named beside it")
    with ExitStack() as stack:
        versions = Versions(stack, workspace)
        pairs = [(versions.open(names[0]), versions.open(names[1]))] if len(names) == 2 else []
        for name in names if len(names) == 1 else () if pairs else _all(workspace):
            pairs += _with_base(versions, name, base)
        worst = _compare(pairs, form, show, consumer)
    if worst >= _FAIL_ON[fail_on]:
        sys.exit(_options.FINDINGS)


def _all(workspace: Path | None) -> Sequence[str]:
    from connectorsmith.workspace.layout import Workspace

    return Workspace.find(workspace or Path()).names()


def _with_base(versions: Versions, name: str, base: str | None) -> list[tuple[Version, Version]]:
    """A connector here and at its base; nothing, but a note, for one that the base does not have."""
    from connectorsmith.errors import FileError

    revision = versions.revision(base or "HEAD", name)
    if base is not None:
        revision = revision.merge_base()
    say(f"note: compared with {revision.name}, commit {revision.commit[:10]}", err=True)
    new = versions.open(name)
    try:
        return [(versions.at_revision(name, revision), new)]
    except FileError as fault:
        say(f"note: {name} is new: {fault.message}", err=True)
        return []


def _compare(pairs: Sequence[tuple[Version, Version]], form: str, show: str, consumers: Sequence[str]) -> int:
    """Compare versions, print what differs, and return the worst level; -1 if nothing does."""
    from connectorsmith.changes.diagnose import diagnose, rules
    from connectorsmith.changes.judge import judge
    from connectorsmith.changes.verdicts import Level
    from connectorsmith.cli._versions import in_same_environment, placed

    found: list[Change] = []
    shown = []
    for old, new in (in_same_environment(*pair) for pair in pairs):
        _check(old)
        _check(new)
        assert old.opened.connector is not None
        assert new.opened.connector is not None
        judged = judge(old.opened.connector, new.opened.connector, consumers)
        wanted = [one for one in judged if one.level >= Level[show.upper()]]
        shown += [placed(one, old, new) for one in diagnose(wanted, old.opened, new.opened)]
        found += judged
    report(shown, form, rules())
    _summarize(found, len(found) - len(shown), form)
    return max((int(one.level) for one in found if one.accepted is None), default=-1)


def _check(version: Version) -> None:
    """End with the faults of a version that cannot be read."""
    hide_in([document.file for document in version.opened.documents.values() if document.file.suffix != ".png"])
    if version.opened.connector is None:
        faults = [one for one in version.opened.diagnostics if has_errors([one])]
        say(f"{version.label} cannot be read", err=True)
        report(faults, err=True)
        sys.exit(_options.FINDINGS)


def _summarize(found: Sequence[Change], hidden: int, form: str) -> None:
    """Say how many changes there are of each level, and how many were not shown."""
    counts = [(word, sum(one.level.word == word for one in found)) for word in _LEVELS]
    said = ", ".join(f"{count} {word}" for word, count in counts if count) or "no changes"
    say(said + (f" ({hidden} not shown: --show cosmetic)" if hidden else ""), err=form != "text")
