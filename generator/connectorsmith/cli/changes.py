"""``changes``: compare two versions of a connector, and judge which changes break existing flows."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from connectorsmith.cli import _complete, _options
from connectorsmith.cli._alone import alone
from connectorsmith.cli._configured import typed
from connectorsmith.cli._known_secrets import hide_opened
from connectorsmith.cli._print import hide_in, say, say_done, say_json, say_lines
from connectorsmith.cli._progress import announced
from connectorsmith.cli._report import report
from connectorsmith.diagnostics import Diagnostic, Presentation, has_errors

if TYPE_CHECKING:
    from connectorsmith.changes.change import Change
    from connectorsmith.changes.verdicts import Level
    from connectorsmith.cli._change_files import ComparedVersions
    from connectorsmith.cli._pairs import VersionPair
    from connectorsmith.cli._versions import Versions
    from connectorsmith.diagnostics import Span

_LEVELS: Final = ("breaking", "warning", "compatible", "cosmetic")
_FAIL_ON: Final = {"breaking": 3, "warning": 2, "info": 0}
_CONSUMERS: Final = ("flows", "apps", "logic-apps", "copilot")


@click.command("changes", short_help="Compare two versions, and find what breaks flows.")
@click.argument("names", metavar="[OLD] [NEW]", nargs=-1, shell_complete=_complete.connectors)
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
@click.option("--accept", metavar="REASON", help="List what breaks as accepted in the spec's changes.yaml.")
@click.option("--fix", is_flag=True, help="Bring removed operations back to the spec, deprecated.")
@click.option("--write-notes", is_flag=True, help="Add what changed to the spec's CHANGELOG.md.")
@click.option(
    "--kinds",
    is_flag=True,
    help="List all kinds of changes with their reasons and cures, as text, json or markdown, and compare nothing.",
)
@_options.workspace
def command(
    names: tuple[str, ...],
    base: str | None,
    form: str,
    fail_on: str,
    show: str,
    consumer: tuple[str, ...],
    accept: str | None,
    fix: bool,
    write_notes: bool,
    kinds: bool,
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
      connectorsmith changes connectors/oneflow@HEAD~3 connectors/oneflow
      connectorsmith changes oneflow --accept "The API ends in May."
      connectorsmith changes --kinds --format json
    """
    from connectorsmith.cli._pairs import find_pairs
    from connectorsmith.cli._versions import Versions

    if kinds:
        _list_kinds(names, form)
        return
    _check_usage(names, base, accept)
    with ExitStack() as stack:
        if fix or write_notes or accept is not None:
            stack.enter_context(alone(workspace, names))  # what another run writes meanwhile would be lost
        versions = Versions(stack, workspace)
        with announced("comparing versions"):
            pairs = list(find_pairs(versions, names, base, workspace))
            found = [_compared(pair, consumer, form) for pair in pairs if pair.old is not None and pair.new is not None]
        if fix:
            found = [_fixed(one, versions, consumer, form) for one in found]
        found = [_written(one, accept, write_notes, consumer, form) for one in found]
        unpaired = [pair.presence(consumer) for pair in pairs if pair.old is None or pair.new is None]
        worst = _show(found, unpaired, form, show)
    if worst >= _FAIL_ON[fail_on]:
        sys.exit(_options.FINDINGS)


def _list_kinds(names: Sequence[str], form: str) -> None:
    from connectorsmith.changes.catalog import kind_entries, kinds_as_markdown, kinds_as_text

    if names:
        raise click.UsageError("--kinds lists all kinds of changes: name no connector beside it")
    if form not in ("text", "json", "markdown") and not typed("form"):
        form = "text"
    if form not in ("text", "json", "markdown"):
        raise click.UsageError(f"--kinds has no format {form}: choose text, json or markdown")
    if form == "json":
        say_json(kind_entries())
    else:
        say_lines(kinds_as_markdown() if form == "markdown" else kinds_as_text())


def _check_usage(names: Sequence[str], base: str | None, accept: str | None) -> None:
    if len(names) > 2:
        raise click.UsageError("name one connector, or two versions of one")
    if base is not None and len(names) == 2:
        raise click.UsageError("--base replaces OLD, so name only NEW beside it")
    if base is not None and not base.strip():
        raise click.UsageError("--base needs a revision, such as origin/main")
    if accept is not None and not accept.strip():
        raise click.UsageError("--accept needs a reason, which others will read")


def _compared(pair: VersionPair, consumers: Sequence[str], form: str) -> ComparedVersions:
    """Compare two versions; ends with the faults of one that cannot be read or refers to what it does not have."""
    from connectorsmith.changes.version_faults import version_faults
    from connectorsmith.cli._change_files import compare
    from connectorsmith.cli._versions import in_same_environment, placed

    assert pair.old is not None
    assert pair.new is not None
    old, new = in_same_environment(pair.old, pair.new)
    found: list[Diagnostic] = []
    for version, other in ((old, new), (new, old)):
        hide_opened(version.opened)
        hide_in([document.file for document in version.opened.documents.values() if document.file.suffix != ".png"])
        if faults := version_faults(version.opened, other.opened):
            verb = "read" if version.opened.connector is None else "compared"
            say(f"{version.label} cannot be {verb}", err=True)
            found += [placed(one, version, version) for one in faults]
    if found:
        report(found, form, err=form == "text")
        sys.exit(_options.FINDINGS)
    return compare(old, new, consumers)


def _fixed(compared: ComparedVersions, versions: Versions, consumers: Sequence[str], form: str) -> ComparedVersions:
    """Fix the new version, and compare again if that changed it."""
    from connectorsmith.cli._bring_back import bring_back
    from connectorsmith.cli._pairs import VersionPair

    if not bring_back(compared):
        return compared
    label = compared.new.label
    return _compared(VersionPair(label, compared.old, versions.open(label)), consumers, form)


def _written(
    compared: ComparedVersions, accept: str | None, notes: bool, consumers: Sequence[str], form: str
) -> ComparedVersions:
    """Write accepted changes and notes beside the spec: the former first, since the notes quote their reasons."""
    from connectorsmith.cli import _change_files
    from connectorsmith.cli._versions import placed

    if accept is not None:
        if compared.accepted is not None and compared.accepted.faults:
            name = Presentation().name(compared.accepted.file)
            say(f"{name} has errors and was not changed; correct them first", err=True)
            report([placed(one, compared.old, compared.new) for one in compared.accepted.faults], form)
            sys.exit(_options.FINDINGS)
        _change_files.accept(compared, accept)
        compared = _change_files.compare(compared.old, compared.new, consumers)
    if notes:
        _change_files.write_notes(compared)
    return compared


def _show(compared: Sequence[ComparedVersions], alone: Sequence[tuple[Change, Span]], form: str, show: str) -> int:
    """Print the changes, and return the worst level of those that are not accepted; -1 without any."""
    from connectorsmith.changes.diagnose import diagnose, diagnose_presence, rules, with_no_change
    from connectorsmith.changes.verdicts import Level
    from connectorsmith.cli._versions import placed

    shown: list[Diagnostic] = []
    worst = -1
    for one in compared:
        wanted = [change for change in one.changes if change.level >= Level[show.upper()]]
        shown += [placed(found, one.old, one.new) for found in diagnose(wanted, one.old.opened, one.new.opened)]
        shown += [placed(with_no_change(found), one.old, one.new) for found in one.findings]
        open_ = [int(change.level) for change in one.changes if change.accepted is None]
        worst = max([worst, *open_, *([int(_level_of_findings(one.findings))] if one.findings else [])])
    for change, span in alone:
        shown += [diagnose_presence(change, span)] if change.level >= Level[show.upper()] else []
        worst = max(worst, int(change.level))
    report(shown, form, rules())
    for one in compared:
        _summarize(one, show, form)
    return worst


def _level_of_findings(findings: Sequence[Diagnostic]) -> Level:
    """The level of faults in the list of accepted changes: an entry that cannot be read accepts nothing."""
    from connectorsmith.changes.verdicts import Level

    return Level.BREAKING if has_errors(list(findings)) else Level.WARNING


def _summarize(compared: ComparedVersions, show: str, form: str) -> None:
    """Print the number of changes of each level, how many were not shown, and the version they need."""
    from connectorsmith.changes.next_version import needed_version, size_of
    from connectorsmith.changes.verdicts import Level

    changes, versions = compared.changes, compared.versions
    counts = [(word, sum(one.level.word == word for one in changes)) for word in _LEVELS]
    hidden = sum(one.level < Level[show.upper()] for one in changes)
    accepted = sum(one.accepted is not None for one in changes)
    words = (f"{count} {word}{'s' if word == 'warning' and count > 1 else ''}" for word, count in counts if count)
    findings = ", ".join(words) or "no changes"
    findings += f", {accepted} of them accepted" if accepted else ""
    findings += f" ({hidden} not shown: --show cosmetic)" if hidden else ""
    say_done(f"{compared.name}: {findings}", err=form != "text")
    needed = needed_version(versions.old, versions.new, changes) if changes else None
    if needed is not None:
        size = {"breaking": "something breaks", "feature": "something is new", "patch": "something changed"}
        reason = size[size_of(changes)]
        say_done(
            f"{compared.name}: version {needed} is needed after {versions.old}, because {reason}", err=form != "text"
        )
