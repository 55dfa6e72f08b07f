"""Changes on cases kept as data: ``cases/changes/<kind>/<case>.old.yaml`` and ``.new.yaml`` are two versions of a spec.

``<case>.expected`` is all that differs, with both places; the first word of each is the level. One of them is of the
kind that the folder is named for. ``<case>.old.*`` and ``<case>.new.*`` beside it are files that the specs have.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from connectorsmith.changes.diagnose import diagnose
from connectorsmith.changes.judge import judge
from connectorsmith.changes.verdicts import Level, kinds
from connectorsmith.diagnostics import Diagnostic
from connectorsmith.lint.selection import all_rules
from connectorsmith.workspace.open import open_target
from connectorsmith.workspace.opened import OpenedConnector
from connectorsmith.workspace.targets import spec_target

CASES = Path(__file__).parents[1] / "cases" / "changes"
ALL = sorted(CASES.glob("*/*.old.yaml"))
SIDES = ("old", "new")
ELSEWHERE = {"compared-in-part", "connector-added", "connector-removed"}
"""Kinds without a pair of specs: a unit test has the one that needs many megabytes, a transcript those of the verb."""
JUDGED = {"version-unchanged", "version-too-low"}
"""Kinds that are about the order of two versions, and have no mirror where only one order is wrong."""


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.parent.name}/{case.name.removesuffix('.old.yaml')}")
def test_case(case, expect, tmp_path):
    name = case.name.removesuffix(".old.yaml")
    old, new = (_opened(case.parent, name, side, tmp_path) for side in SIDES)
    found = judge(old.connector, new.connector)
    assert case.parent.name in {one.fact.kind for one in found}
    diagnostics = diagnose(found, old, new)
    expect(case.with_name(f"{name}.expected"), "".join(line + "\n" for one in diagnostics for line in _lines(one)))


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.parent.name}/{case.name.removesuffix('.old.yaml')}")
def test_reversed(case, tmp_path):
    """The other way round, each fact is the mirror of one, and none is left over."""
    name = case.name.removesuffix(".old.yaml")
    old, new = (_opened(case.parent, name, side, tmp_path) for side in SIDES)
    forth = judge(old.connector, new.connector)
    back = judge(new.connector, old.connector)
    mirrored = sorted(kinds()[one.fact.kind].mirror for one in forth if one.fact.kind not in JUDGED)
    assert mirrored == sorted(one.fact.kind for one in back if one.fact.kind not in JUDGED)


def _opened(folder: Path, name: str, side: str, work: Path) -> OpenedConnector:
    """One version, opened as the spec of a folder of its own."""
    home = work / side
    for file in folder.glob(f"{name}.{side}.*"):
        below = home / "script" if file.suffix == ".cs" else home
        target = below / file.name.removeprefix(f"{name}.{side}.").replace("yaml", "shop.yaml")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
    opened = open_target(spec_target("shop", [home / "shop.yaml"]))
    assert opened.connector is not None, [*map(str, opened.diagnostics)]
    return opened


def _lines(diagnostic: Diagnostic) -> Iterator[str]:
    """``LINE:COLUMN level message``, with further lines indented below it."""
    data = diagnostic.data or {}
    span = diagnostic.span
    yield f"{span.line}:{span.column} {data['level']} {diagnostic.message} [{diagnostic.rule}]" if span else "-"
    for word, further in diagnostic.related:
        yield f"    {word} {further.line}:{further.column}"
    for consumer, level in data["consumers"].items():
        yield f"    {consumer}: {level}"
    if diagnostic.hint:
        yield f"    help: {diagnostic.hint}"
    for path in data["valuePaths"] if data["microsoft"] else ():
        yield f"    microsoft: {data['microsoft']} ValuePath: {path}"


def test_there_are_enough():
    assert len(ALL) >= 120


def test_every_expected_file_belongs_to_a_case():
    expected = {file.name.removesuffix(".expected") for file in CASES.glob("*/*.expected")}
    assert expected == {file.name.removesuffix(".old.yaml") for file in ALL}


def test_every_kind_has_a_case():
    assert kinds().keys() - {folder.name for folder in CASES.iterdir()} == ELSEWHERE


def test_every_row_of_the_tables_is_met_by_a_case():
    """By its reason and its level, which the expected files do not all show, so by the rows that were chosen."""
    met = {(kind, row.conditions) for kind, row in _chosen()}
    rows = {(name, row.conditions) for name, kind in kinds().items() for row in kind.verdicts}
    assert sorted(one for one in rows - met if one[0] not in ELSEWHERE) == []


def _chosen() -> Iterator[tuple[str, object]]:
    from tempfile import TemporaryDirectory

    for case in ALL:
        with TemporaryDirectory() as work:
            name = case.name.removesuffix(".old.yaml")
            old, new = (_opened(case.parent, name, side, Path(work)) for side in SIDES)
            for one in judge(old.connector, new.connector):
                yield one.fact.kind, one.verdict


def test_kinds_are_documented():
    """Every text is there, a cure where something breaks, the mirror of the mirror is the kind itself."""
    for name, kind in kinds().items():
        assert kinds()[kind.mirror].mirror == name
        assert kind.title
        assert not kind.title.endswith(".")
        assert not kind.verdicts[-1].conditions, f"the last row of {name} has conditions"
        for row in kind.verdicts:
            assert row.why.endswith("."), (name, row.why)
            assert row.evidence
            assert row.cure or Level[row.level.upper()] < Level.WARNING or name in ELSEWHERE, (name, row.why)


def test_no_kind_has_the_name_of_a_rule():
    assert {rule.id for rule in all_rules()}.isdisjoint(kinds())
