"""``--fix``: the fixes that rules offer, made in the files of specs; comments stay, and all is written or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct, field

from connectorsmith.diagnostics import Diagnostic, Fix, Pointer, Presentation
from connectorsmith.diagnostics.presentation import ordered as ordered_findings
from connectorsmith.errors import ToolError
from connectorsmith.language.apply_fixes import change
from connectorsmith.language.format import format_spec
from connectorsmith.language.order import ordered
from connectorsmith.lint.run import lint_all
from connectorsmith.lint.selection import Selection
from connectorsmith.source.lines import with_line_feeds
from connectorsmith.source.read_files import BOM, read_bytes
from connectorsmith.source.yaml.comments import find_comments
from connectorsmith.source.yaml.read import read_yaml
from connectorsmith.source.yaml.write import write_yaml
from connectorsmith.workspace.file_changes import FileChange, with_line_ends_of
from connectorsmith.workspace.homes import behind_links
from connectorsmith.workspace.targets import Target
from connectorsmith.workspace.unified_diff import unified_diff
from connectorsmith.workspace.write_files import apply

ROUNDS = 5
"""How often to look again, since a key can be fixed once at a time."""


class Fixed(Struct):
    """The fixes, made or planned: a line for each finding, and the diff of each file."""

    done: list[str] = field(default_factory=list)
    diff: list[str] = field(default_factory=list)


def fix_all(targets: Sequence[Target], selection: Selection, jobs: int = 1, *, write: bool = True) -> Fixed:
    """Fix what can be fixed in specs, all their files or none; without ``write`` nothing but the first look is done.

    Raises FileError, with the round's files as they were.
    """
    fixed = Fixed()
    for _ in range(ROUNDS if write else 1):
        planned: list[FileChange] = []
        for linted in lint_all(targets, selection, jobs):
            planned += plan_fixes(linted.target.files, linted.diagnostics, fixed)
        if not planned:
            break
        fixed.diff += [line for planned_change in planned for line in _difference(planned_change)]
        if write:
            apply(planned)
    return fixed


def plan_fixes(files: Sequence[Path], found: Sequence[Diagnostic], fixed: Fixed) -> Iterator[FileChange]:
    """Return the files of a spec that its fixes change; ``fixed`` is called with each fix. Raises FileError."""
    wanted = [diagnostic for diagnostic in found if diagnostic.fixes and diagnostic.span is not None]
    for file in files if wanted else ():
        mine = [diagnostic for diagnostic in wanted if diagnostic.span is not None and diagnostic.span.file == file]
        planned = _change(file, mine, fixed) if mine else None
        if planned is not None:
            yield planned


def _change(file: Path, found: Sequence[Diagnostic], fixed: Fixed) -> FileChange | None:
    """The fixed text of one file in canonical form, or ``None`` if nothing changes."""
    old = read_bytes(file)
    text = old.decode("utf-8").removeprefix(BOM)
    document, _ = read_yaml(with_line_feeds(text), file)
    comments = find_comments(document)
    done = change(document.value, comments, (fix for diagnostic in found for fix in diagnostic.fixes))
    if not done:
        return None
    fixed.done += _lines(found, done)
    new, _ = format_spec(write_yaml(ordered(document.value), comments), file)
    if new is None:
        raise ToolError(f"{file} was not changed: its fixed text could not be read", "please report it with the file")
    return FileChange(behind_links(file), old, with_line_ends_of(old, new))


def _lines(found: Sequence[Diagnostic], done: Sequence[Fix]) -> Iterator[str]:
    """A line for each finding of which something was done, in the order in which findings are shown."""
    by_place: dict[Pointer, list[Fix]] = {}  # to compare each fix with all others would take time in their square
    for fix in done:
        by_place.setdefault(fix.at, []).append(fix)
    for diagnostic in ordered_findings(found):
        made = [str(fix) for fix in diagnostic.fixes if fix in by_place.get(fix.at, ())]
        if made and diagnostic.span is not None:
            yield f"{Presentation().place(diagnostic.span)}: fixed: {', '.join(made)} [{diagnostic.rule}]"


def _difference(change: FileChange) -> Iterator[str]:
    name = Presentation().name(change.path)
    old, new = ((content or b"").decode("utf-8").splitlines(keepends=True) for content in (change.old, change.new))
    yield from unified_diff(old, new, name, f"{name} (fixed)")
