"""The benchmark of growth still measures what it says: small sizes, without an opinion on the figures."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.benchmarks.growth import __main__ as growth
from tests.benchmarks.growth import workspace
from tests.benchmarks.growth.commands import FINDING, MANY, ONE, ONLY, verbs_of
from tests.benchmarks.growth.fit import exponent
from tests.benchmarks.growth.material import KINDS
from tests.benchmarks.growth.process import ended_at_once
from tests.benchmarks.growth.workspace import Cost, RefusedError, prepare, run

from connectorsmith.cli import _group


@pytest.mark.parametrize("power", [0.5, 1, 2])
def test_the_exponent_of_a_power_is_found(power):
    costs = {size: 0.01 * size**power for size in (100, 200, 400, 800)}
    assert exponent(costs, 0) == pytest.approx(power)


def test_small_costs_have_no_exponent():
    assert exponent({1: 0.01, 2: 0.02, 4: 0.2}, 0.1) is None
    assert exponent({1: 0.5, 2: 0.2, 4: 0.4}, 0.15) == pytest.approx(-0.16, abs=0.01)


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_is_a_connector_that_grows(name, tmp_path):
    kind = KINDS[name]
    for count in (2, 20):
        kind.write(tmp_path / str(count), count)
    sizes = [sum(file.stat().st_size for file in (tmp_path / str(count)).rglob("*.*")) for count in (2, 20)]
    assert sizes[0] < sizes[1]


def run_here(folder, arguments, costs, output):
    """Run a verb in this process, at a cost that is made up."""
    costs.write_text('{"cpu": 1, "memory": null}', "utf-8")
    with contextlib.chdir(folder), ended_at_once():
        ended = CliRunner().invoke(_group.verbs, arguments)
    output.write_text(ended.output, "utf-8")
    return ended.exit_code


@pytest.mark.parametrize(
    ("name", "only"),
    [("operations", ""), ("packages", ""), ("wrong", ""), ("script", "script"), ("choices", "call choices")],
)
def test_every_verb_runs(name, only, tmp_path, monkeypatch):
    monkeypatch.setattr(workspace, "run_apart", run_here)
    root = prepare(KINDS[name], 1, tmp_path)
    for verb, arguments in verbs_of(KINDS[name]).items():
        if only in ("", verb):
            assert run(root, *arguments, findings=verb in FINDING) is not None, verb
            assert "cannot be compared" not in (root / "output.txt").read_text("utf-8"), verb


def test_a_verb_that_finds_something_has_no_cost_unless_it_is_expected(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(Path(__file__).parents[2])  # for the other process, which imports this package
    KINDS["wrong"].write(tmp_path / "package", 1)
    for findings in (False, True):
        cost = run(tmp_path, "lint", "package", findings=findings)
        assert (cost is not None and cost.cpu > 0) == findings


def test_every_verb_that_reads_a_connector_is_measured():
    elsewhere = {"completion", "init", "policies", "rules", "schema", "tutorial"}
    measured = {arguments[0] for arguments in (*ONE.values(), *MANY.values())}
    assert measured | elsewhere == {*_group.verbs.list_commands(None)}


@pytest.mark.parametrize(("bar", "code"), [(100.0, 0), (-100.0, 3)])
def test_the_exit_code_says_whether_an_exponent_is_above_the_bar(bar, code, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(growth, "BAR", bar)
    monkeypatch.setattr(growth, "LEAST_SECONDS", -1.0)
    monkeypatch.setattr(growth, "FACTORS", (1, 2))
    monkeypatch.setattr(growth, "exponent", lambda costs, least: 1.0 if len(costs) == 2 else None)
    monkeypatch.setattr(growth, "prepare", lambda kind, count, root: root)
    monkeypatch.setattr(growth, "size", lambda root: int(root.name))
    monkeypatch.setattr(growth, "run", lambda *_, **__: Cost(1.0, None))
    asked = ["--kind", "operations", "--verb", "validate", "--results", str(tmp_path / "figures")]
    assert growth.main([*asked, "--minutes", "-1"]) == 1  # nothing is measured yet
    assert growth.main(asked) == code
    assert "validate" in capsys.readouterr().out
    monkeypatch.setattr(growth, "run", None)
    assert growth.main(asked) == code  # of the figures in the file


def test_a_verb_above_the_bar_is_measured_at_further_sizes(tmp_path, monkeypatch):
    seconds = {"0": 0.0, "1": 0.2, "2": 0.5, "4": 1.2, "8": 2.4, "16": 4.8, "32": 9.6}
    monkeypatch.setattr(growth, "prepare", lambda kind, count, root: root)
    monkeypatch.setattr(growth, "size", lambda root: int(root.name))
    monkeypatch.setattr(growth, "run", lambda root, *_, **__: Cost(seconds[root.name], None))
    row = growth.measured(growth.Material(KINDS["operations"], 1.0, tmp_path), "validate", 1)
    assert row.time_exponent == pytest.approx(1.0)
    assert len(row.seconds) == len(row.bytes) == 6


def test_a_further_size_that_is_refused_is_left_out(tmp_path, monkeypatch):
    def refusing(kind, count, root):
        root.mkdir()
        if root.name == "32":
            raise RefusedError
        return root

    monkeypatch.setattr(growth, "prepare", refusing)
    monkeypatch.setattr(growth, "size", lambda root: int(root.name))
    monkeypatch.setattr(growth, "run", lambda root, *_, **__: Cost(int(root.name) ** 2, None))
    material = growth.Material(KINDS["script"], 1.0, tmp_path)
    for verb in ("validate", "build"):
        row = growth.measured(material, verb, 1)
        assert row.time_exponent == pytest.approx(2.0)
        assert len(row.seconds) == len(row.bytes) == 5


@pytest.mark.parametrize("name", [name for name in KINDS if name in ONLY["rename definition"]])
def test_the_definition_that_is_renamed_is_in_the_smallest_workspace(name, tmp_path):
    KINDS[name].write(tmp_path / "package", 1)
    definitions = json.loads((tmp_path / "package" / "apiDefinition.swagger.json").read_bytes())["definitions"]
    assert ONE["rename definition"][2] in definitions
