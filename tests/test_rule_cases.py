"""Rules on cases kept as data: ``cases/rules/<id>/<case>.yaml`` is a spec, ``<case>.expected`` what the rule says.

Only that rule runs. A case named ``bad…`` has findings, ``good…`` none; ``<case>.package.expected`` is what the rule
says of the package, alone where only packages are at fault. ``<case>.script.csx`` and the like are files of the spec.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from connectorsmith.diagnostics import Diagnostic, Rule
from connectorsmith.diagnostics.presentation import ordered
from connectorsmith.emitters import render
from connectorsmith.lint.selection import all_rules
from connectorsmith.model import Connector
from connectorsmith.rules.needs import runs
from connectorsmith.source.read_files import ASSETS
from connectorsmith.workspace.open import open_target
from connectorsmith.workspace.opened import OpenedConnector
from connectorsmith.workspace.targets import Target, spec_target

CASES = Path(__file__).parent / "cases" / "rules"
ASSET_NAMES = ("script.csx", "settings.json", "readme.md", "icon.png")
PACKAGES = sorted(CASES.glob("*/*.package.expected"))


@pytest.mark.parametrize("case", sorted(CASES.glob("*/*.yaml")), ids=lambda case: f"{case.parent.name}/{case.stem}")
def test_case(case, expect, tmp_path):
    rule = _rule(case.parent.name)
    assert case.stem.startswith(("bad", "good")), "a case is named bad… or good…"
    spec = _opened(case, tmp_path / "specs")
    assert spec.connector is not None, f"the case is not a valid spec: {[*map(str, spec.diagnostics)]}"
    found = ordered(spec.placed(list(rule.diagnose(spec.connector))))
    assert not found or runs(rule.id, spec.connector), "needs.yaml lists words for the rule that are not in this case"
    alone = [one for one in _operations_alone(spec.connector) if any(True for _ in rule.check(one))]
    assert [one.operations[0].id for one in alone if not runs(rule.id, one)] == [], "needs.yaml lists too few words"
    in_packages = not case.with_suffix(".expected").exists() and case.with_suffix(".package.expected").exists()
    assert bool(found) == (case.stem.startswith("bad") and not in_packages), [*map(str, found)]
    if in_packages:
        return
    expect(case.with_suffix(".expected"), "".join(line + "\n" for one in found for line in _lines(one)))


@pytest.mark.parametrize("expected", PACKAGES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_package_of_a_case(expected, expect, tmp_path):
    case = expected.with_name(expected.name.replace(".package.expected", ".yaml"))
    spec = _opened(case, tmp_path / "specs")
    assert spec.connector is not None
    for name, content in {**spec.connector.assets, **render(spec.connector)}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    package = open_target(Target(case.stem, tmp_path))
    found = ordered(package.placed(list(_rule(case.parent.name).diagnose(package.connector))))
    assert found != []
    assert runs(case.parent.name, package.connector), "needs.yaml lists words for the rule that are not in this case"
    expect(expected, "".join(line + "\n" for one in found for line in _lines(one)))


def test_each_expected_file_belongs_to_a_case():
    stems = {file: file.name.removesuffix(".expected").removesuffix(".package") for file in CASES.glob("*/*.expected")}
    assert [str(file) for file, stem in stems.items() if not file.with_name(f"{stem}.yaml").is_file()] == []


def _rule(name: str) -> Rule:
    """The one rule that runs."""
    return next(rule for rule in all_rules() if rule.id == name)


def _operations_alone(connector: Connector) -> Iterator[Connector]:
    """The connector with each of its first ten operations alone: what one has may hide that another needs its rule."""
    for operation in connector.operations[:10]:
        item = (connector.paths or {})[operation.path]
        yield replace(connector, paths={operation.path: replace(item, operations={operation.method: operation})})


def _opened(case: Path, folder: Path) -> OpenedConnector:
    """The case opened as a spec in a folder of its own, with its assets beside it."""
    for name, content in {case.name: case.read_bytes(), **_assets(case)}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return open_target(spec_target(case.stem, [folder / case.name]))


def _assets(case: Path) -> dict[str, bytes]:
    """The files whose name begins with the case's, by the rest of it; ``bad.script`` is a folder of snippets."""
    found = (file for pattern in ASSETS for file in case.parent.glob(f"{case.stem}.{pattern}"))
    return {file.relative_to(case.parent).as_posix().removeprefix(f"{case.stem}."): file.read_bytes() for file in found}


def _lines(diagnostic: Diagnostic) -> Iterator[str]:
    """``LINE:COLUMN severity message``, with further lines indented below it."""
    span = diagnostic.span
    file = f"{span.file.name}:" if span and span.file.name in ASSET_NAMES else ""
    place = f"{file}{span.line}:{span.column}" if span else "-:-"
    yield f"{place} {diagnostic.severity.word} {diagnostic.message}"
    for word, further in diagnostic.related:
        yield f"    see {further.line}:{further.column}: {word}"
    if diagnostic.hint:
        yield f"    help: {diagnostic.hint}"
