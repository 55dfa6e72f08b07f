"""``lint``: check connectors against all rules, errors as well as advice."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import asdict

from connectorsmith.cli import _complete, _options
from connectorsmith.cli._alone import alone, tell_left_out
from connectorsmith.cli._configured import typed
from connectorsmith.cli._lint_settings import Options, Way, ways
from connectorsmith.cli._move_settings import move, offer_move
from connectorsmith.cli._print import say, say_counts, say_done, say_json, say_lines
from connectorsmith.cli._progress import watched
from connectorsmith.cli._report import report
from connectorsmith.diagnostics import Diagnostic, Severity
from connectorsmith.diagnostics.rule import PROFILES

if TYPE_CHECKING:
    from connectorsmith.lint.run import LintResult
    from connectorsmith.lint.selection import Selection
    from connectorsmith.workspace.targets import Target

_SEVERITIES = [severity.word for severity in sorted(Severity, reverse=True)]
_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("lint", short_help="Check connectors against the rules.")
@_options.names
@click.option(
    "--profile",
    type=click.Choice(sorted(PROFILES)),
    help="Whose rules.  [default: custom for a connector without publisher and stackOwner, independent-publisher for "
    "one with the brand colour of those, else certified]",
)
@_options.findings_form
@click.option(
    "--fail-on", type=click.Choice(_SEVERITIES), default="error", show_default=True, help="Exit with 3 from here."
)
@click.option(
    "--select",
    metavar="RULE,...",
    multiple=True,
    shell_complete=_complete.listed_rules,
    help="Only these rules: ids, codes, or first words of ids.",
)
@click.option(
    "--ignore",
    metavar="RULE,...",
    multiple=True,
    shell_complete=_complete.listed_rules,
    help="All but these rules.",
)
@click.option("--jobs", metavar="N", type=click.IntRange(1), default=1, show_default=True, help="How many at once.")
@click.option("--baseline", metavar="FILE", type=_FILE, help="Leave out the findings that FILE lists.")
@click.option("--write-baseline", metavar="FILE", type=_FILE, help="List all findings in FILE, and exit with 0.")
@click.option("--statistics", is_flag=True, help="Count the findings by rule, as a table or as JSON.")
@click.option("--fix", is_flag=True, help="Correct in specs what a machine can correct.")
@click.option(
    "--move-settings", is_flag=True, help="Move .connectorsmith/lint.yaml into the settings of the workspace."
)
@click.option("--diff", is_flag=True, help="Show what --fix would change, and write nothing.")
@_options.workspace
def command(
    names: tuple[str, ...],
    profile: str | None,
    form: str,
    fail_on: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    jobs: int,
    baseline: Path | None,
    write_baseline: Path | None,
    statistics: bool,
    fix: bool,
    diff: bool,
    move_settings: bool,
    workspace: Path | None,
) -> None:
    """Check connectors against the rules of the platform, of certification, and of good style.

    NAME is a connector of the workspace; PATH a spec, the folder of a package, an apiDefinition.swagger.json, or a
    folder of any of them. Without any, all specs of the workspace are checked. A spec says what to ignore, and why,
    beside the thing: `lint: {ignore: {rule-id: "reason"}}`. The table [lint] of connectorsmith.toml has profile,
    fail-on, select, ignore, jobs and format for the whole workspace, and [[lint.packages]] what to ignore in packages.
    Exit code 3 if anything is found that is as bad as --fail-on says.

    \b
    Examples:
      connectorsmith lint
      connectorsmith lint connectors/oneflow --profile certified --format sarif
      connectorsmith lint --select parameter,icon --ignore icon-is-placeholder
      connectorsmith lint --statistics
      connectorsmith lint --fix --diff
      connectorsmith lint --write-baseline lint-baseline.json
    """
    from connectorsmith.lint.targets import lint_targets

    if move_settings:
        move(workspace)
        return
    form = _form_of_counts(form) if statistics else form
    options = Options(profile, select, ignore, fail_on)
    targets = _targets(names, workspace)
    if diff:
        sys.exit(_options.FINDINGS if _fix(ways(targets, options, workspace, _selection), jobs, diff, form) else 0)
    with alone(workspace, names) if fix else nullcontext():
        if fix:
            targets = lint_targets(names, workspace)  # another run may have written meanwhile
            _fix(ways(targets, options, workspace, _selection), jobs, diff, form)
        checked = ways(targets, options, workspace, _selection) or [Way(_selection(*options[:3]), fail_on, [])]
        found = [(way, _lint(way, jobs)) for way in checked]
    if write_baseline is not None:
        _write_baseline([one for _, linted in found for one in linted], write_baseline)
        return
    kept, about_baseline = _without_known(found, baseline)
    shown = [one for _, diagnostics in kept for one in diagnostics]
    if statistics:
        _show_counts(shown, form)
    else:
        _show(shown, form, [way.selection for way in checked], len(targets), about_baseline, _options.MOST)
    if any(one.severity >= Severity[way.fail_on.upper()] for way, diagnostics in kept for one in diagnostics):
        sys.exit(_options.FINDINGS)


def _form_of_counts(form: str) -> str:
    """The format of --statistics. One of the settings that it lacks becomes text; a typed one is an error."""
    if form in ("text", "json"):
        return form
    if typed("form"):
        raise click.UsageError(f"--statistics has no form {form}: choose text or json")
    return "text"


def _targets(names: Sequence[str], workspace: Path | None) -> list[Target]:
    """The targets; prints how a folder was read, and which connectors are left out."""
    from connectorsmith.lint.targets import lint_targets

    if not names:
        tell_left_out(workspace)
    targets = lint_targets(names, workspace)
    for note in dict.fromkeys(target.note for target in targets if target.note):
        say(note, err=True)
    offer_move(targets)
    return targets


def _selection(profile: str | None, select: Sequence[str], ignore: Sequence[str]) -> Selection:
    """The selection of the options; a name that no rule has is wrong usage."""
    from connectorsmith.diagnostics.suggest import suggest
    from connectorsmith.errors import UnknownNameError
    from connectorsmith.lint.selection import Selection, split_names

    selection = Selection(profile, split_names(select), split_names(ignore))
    try:
        selection.check()
    except UnknownNameError as fault:
        first = (name.partition("-")[0] for name in fault.known)
        likely = suggest(fault.name, (*fault.known, *first))
        hint = f"Did you mean {likely}?" if likely else "connectorsmith rules lists them all."
        raise click.UsageError(f"there is no rule {fault.name!r}. {hint}") from fault
    return selection


def _lint(way: Way, jobs: int) -> list[LintResult]:
    from connectorsmith import api

    wanted = way.selection
    checked = api.lint_each(*way.targets, profile=wanted.profile, select=wanted.select, ignore=wanted.ignore, jobs=jobs)
    return list(watched(checked, len(way.targets), "checking", quiet=True)) if way.targets else []


def _show_counts(found: Sequence[Diagnostic], form: str) -> None:
    """Print the counts by rule."""
    from connectorsmith.cli._table import show_table
    from connectorsmith.lint.statistics import count_by_rule

    counts = count_by_rule(found)
    if form == "json":
        say_json([asdict(one) | {"severity": one.severity.word} for one in counts])
    elif counts:
        rows = [[f"{one.findings:,}", one.rule, one.severity.word, str(one.files)] for one in counts]
        show_table(["findings", "rule", "severity", "files"], rows)


def _show(
    found: Sequence[Diagnostic],
    form: str,
    selections: Sequence[Selection],
    count: int,
    about_baseline: Sequence[str],
    most: int | None,
) -> None:
    """Print the findings, then the notes about all of them; on standard error where a program reads the findings."""
    from connectorsmith import api

    named = {one.profile for one in selections}
    profiles = PROFILES if None in named else named
    listed = api.rules() if form == "sarif" else ()  # other forms do not list the rules, which take long to import
    report(found, form, tuple(rule for rule in listed if rule.profiles & profiles), most=most)
    for line in about_baseline:
        say_done(line, err=form != "text")
    if form == "text":
        say_counts(f"{count} checked, {len(found)} finding{'s' * (len(found) != 1)}")


def _write_baseline(found: Sequence[LintResult], file: Path) -> None:
    from connectorsmith.lint.baseline import baseline_text, check_replaceable
    from connectorsmith.source.links import real
    from connectorsmith.workspace.file_changes import changes
    from connectorsmith.workspace.write_files import apply

    check_replaceable(file)
    text, count = baseline_text(found, real(file).parent)
    with alone(None, (), file.parent):
        apply(changes(file.parent, {file.name: text.encode()}, ()))
    say_done(f"{file}: {count} finding{'s' * (count != 1)} listed")


def _without_known(
    found: Sequence[tuple[Way, Sequence[LintResult]]], file: Path | None
) -> tuple[list[tuple[Way, list[Diagnostic]]], list[str]]:
    """The findings that the baseline does not list, and the notes about it."""
    if file is None:
        return [(way, [one for each in linted for one in each.diagnostics]) for way, linted in found], []
    from connectorsmith.lint.baseline import read_baseline

    baseline = read_baseline(file)
    shown = [(way, [one for each in linted for one in baseline.new(each)]) for way, linted in found]
    return shown, baseline.summary(lambda rule: any(way.selection.reports(rule) for way, _ in found))


def _fix(found: Sequence[Way], jobs: int, diff: bool, form: str) -> bool:
    """Fix the specs among the targets, or show what that would change; tell whether there is anything."""
    from connectorsmith.lint.fix import fix_all

    targets = [target for way in found for target in way.targets]
    specs = [target for target in targets if target.is_spec]
    fixes = [fix_all([one for one in way.targets if one.is_spec], way.selection, jobs, write=not diff) for way in found]
    for fixed in fixes:
        for line in fixed.diff if diff else fixed.done:
            say_lines(line, err=form != "text")
    if specs and not any(fixed.done for fixed in fixes):
        say("nothing to fix", err=True)
    if len(specs) < len(targets):
        say("packages are not fixed: import them, and fix the specs", err=True)
    return any(fixed.diff for fixed in fixes)
