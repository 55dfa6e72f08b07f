"""Lint: targets to findings, each at its place; on several cores if asked, always in the same order."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from connectorsmith.analysis.other_formats import other_format
from connectorsmith.diagnostics import Diagnostic, Rule, Severity
from connectorsmith.diagnostics.rule import CUSTOM
from connectorsmith.lint.package_suppressions import (
    LintFile,
    PackageSuppression,
    find_lint_files,
    read_lint_file,
    unused,
)
from connectorsmith.lint.selection import Selection, all_rules
from connectorsmith.lint.suppressions import UNKNOWN, UNUSED, silence, suppress, unknown_rule
from connectorsmith.model import Connector
from connectorsmith.rules.consequences import without_consequences
from connectorsmith.workspace.open import further_faults, measured, open_target
from connectorsmith.workspace.opened import OpenedConnector
from connectorsmith.workspace.targets import Target

_OTHER_FORMAT: Final = "swagger-version-not-supported"
"""The rule that reports a definition of another format."""


class LintResult(Struct, frozen=True):
    """The findings in one target, and the numbers of the suppressions in the workspace's file that matched."""

    target: Target
    diagnostics: tuple[Diagnostic, ...]
    used: frozenset[int] = frozenset()


def lint(
    target: Target | OpenedConnector, selection: Selection, suppressions: Sequence[PackageSuppression] = ()
) -> LintResult:
    """Read one target, run the rules, and leave out suppressed findings. Raises FileError."""
    opened = open_target(target) if isinstance(target, Target) else target
    return lint_opened(opened, selection, suppressions)


def lint_opened(
    opened: OpenedConnector, selection: Selection, suppressions: Sequence[PackageSuppression] = ()
) -> LintResult:
    """Run the rules on an opened connector, and leave out suppressed findings."""
    target = opened.target
    kept_faults = [one for one in opened.diagnostics if selection.keeps(one)]
    connector = measured(opened).connector or opened.sound
    if connector is None:
        found_beside = [one for one in further_faults(opened) if selection.reports(one.rule)]
        return LintResult(target, (*kept_faults, *found_beside))
    found = _found(opened, connector, selection)
    if target.is_spec:
        from connectorsmith.workspace.environments import environment_faults  # packages do without

        found += environment_faults(opened, (*kept_faults, *found), partial(_found_there, selection))
        found = _silenced(found, opened, selection, connector)
        reported = [one for one in found if _reported(one, selection)]
        return LintResult(target, (*kept_faults, *without_consequences(reported)))
    kept, used = suppress(found, suppressions)
    return LintResult(target, (*kept_faults, *without_consequences(kept)), used)


def _found(opened: OpenedConnector, connector: Connector, selection: Selection) -> list[Diagnostic]:
    """The findings of the selected rules in an opened connector, with places, before suppression."""
    ran = selection.rules(connector)
    if other_format(connector) is not None:  # other missing keys are there under other names
        ran = tuple(rule for rule in ran if rule.id == _OTHER_FORMAT)
    raw = [one for rule in ran for one in rule.diagnose(connector)]
    if opened.target.is_spec and not selection.select:
        raw += _not_swagger(connector, ran, raw)
    found = opened.placed(raw)
    if opened.sound is not None:
        broken = opened.documents[opened.broken].file
        found = [one for one in found if one.span is None or one.span.file != broken]
    return found


def _found_there(selection: Selection, opened: OpenedConnector) -> list[Diagnostic]:
    """The findings of a spec in one of its environments, by the custom profile: environments are not certified."""
    connector = measured(opened).connector
    faults = [one for one in opened.diagnostics if selection.keeps(one)]
    return faults if connector is None else faults + _found(opened, connector, replace(selection, profile=CUSTOM))


def _silenced(
    found: list[Diagnostic], opened: OpenedConnector, selection: Selection, connector: Connector
) -> list[Diagnostic]:
    """The findings that no suppression covers; one of a rule that the connector cannot break is unused as well."""
    if not opened.suppressions:
        return found
    return silence(found, opened.suppressions, selection.rules(connector, all_that_fit=True), all_rules())


def _not_swagger(connector: Connector, ran: Sequence[Rule], found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Faults against Swagger 2.0, unless a required rule has found an error, whose message is better."""
    from connectorsmith.workspace.swagger_schema import swagger_faults  # packages do without it

    required = {rule.id for rule in ran if rule.required}
    stopped = any(one.rule in required and one.severity >= Severity.ERROR for one in found)
    return [] if stopped else swagger_faults(connector)


def lint_all(given: Sequence[Target | OpenedConnector], selection: Selection, jobs: int = 1) -> Iterator[LintResult]:
    """Lint targets in their order, ``jobs`` of them at a time, each in a process of its own if there are several.

    The faults of a workspace's file for packages come last, as the findings of that file.
    """
    targets = [one if isinstance(one, Target) else one.target for one in given]
    files = _lint_files(targets)
    meant = [() if file is None else file.of(target.folder) for target, file in zip(targets, files, strict=True)]
    used: dict[Path, set[int]] = {file.file: set() for file in files if file is not None}
    tried: dict[Path, set[int]] = {file.file: set() for file in files if file is not None}
    for file, lines in zip(files, meant, strict=True):
        if file is not None:
            tried[file.file].update(one.number for one in lines)
    for file, linted in zip(files, _each(given, meant, selection, jobs), strict=True):
        if file is not None:
            used[file.file] |= linted.used
        yield linted
    for file in {one.file: one for one in files if one is not None}.values():
        kept_faults = _about(file, tried[file.file] - used[file.file], selection)
        yield LintResult(
            Target(file.folder.name, file.file), tuple(one for one in kept_faults if _reported(one, selection))
        )


def _each(
    targets: Sequence[Target | OpenedConnector],
    meant: Sequence[tuple[PackageSuppression, ...]],
    selection: Selection,
    jobs: int,
) -> Iterator[LintResult]:
    jobs = min(jobs, len(targets))
    work, things = partial(_lint, selection), [*zip(targets, meant, strict=True)]
    if jobs <= 1:
        yield from map(work, things)
        return
    from connectorsmith.workspace.parallel import side_by_side  # takes long to import

    all_rules()  # imported here once, rather than in each process
    yield from side_by_side(work, things, jobs)


def _lint(selection: Selection, thing: tuple[Target | OpenedConnector, tuple[PackageSuppression, ...]]) -> LintResult:
    target, suppressions = thing
    return lint(target, selection, suppressions)


def _reported(diagnostic: Diagnostic, selection: Selection) -> bool:
    """Whether to report a finding of a rule, or of the suppressions."""
    return diagnostic.rule != UNUSED or selection.keeps(diagnostic)


def _lint_files(targets: Sequence[Target]) -> list[LintFile | None]:
    """For each target the workspace's file for packages, looked for upwards from it; a spec has none."""
    nearest = iter(find_lint_files(target.folder for target in targets if not target.is_spec))
    found = [None if target.is_spec else next(nearest) for target in targets]
    read = {file: read_lint_file(file) for file in dict.fromkeys(found) if file is not None}
    return [None if file is None else read[file] for file in found]


def _about(file: LintFile, useless: Container[int], selection: Selection) -> Iterator[Diagnostic]:
    """The findings about the file itself: its faults, unknown rules, and unused suppressions."""
    yield from file.diagnostics
    known = {rule.id: rule for rule in all_rules()}
    for suppression in file.suppressions:
        if suppression.rule not in known:
            yield unknown_rule(suppression.rule, known, Diagnostic(UNKNOWN, Severity.ERROR, "", None, suppression.span))
        elif (kept_faults := file.astray(suppression)) is not None:
            yield kept_faults
        elif suppression.number in useless and selection.runs(known[suppression.rule]):
            yield unused(suppression)
