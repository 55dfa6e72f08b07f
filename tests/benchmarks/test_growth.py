"""The benchmark of growth still measures what it says: small sizes, without an opinion on the figures."""

from __future__ import annotations

import contextlib

import msgspec
import pytest
from click.testing import CliRunner
from tests.benchmarks.growth import __main__ as growth
from tests.benchmarks.growth import verbs
from tests.benchmarks.growth.fit import exponent
from tests.benchmarks.growth.material import KINDS
from tests.benchmarks.growth.verbs import FINDING, MANY, ONE, Cost, prepare, run, verbs_of

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


def run_here(root, *arguments, findings=False):
    """Run a verb in this process, at a cost that is made up."""
    (root / verbs.OUT).mkdir(exist_ok=True)
    with contextlib.chdir(root):
        ended = CliRunner().invoke(_group.verbs, arguments)
    assert ended.exit_code in (0, 3), ended.output
    return Cost(1.0, None) if findings or ended.exit_code == 0 else None


@pytest.mark.parametrize("name", ["script", "packages", "wrong"])
def test_every_verb_runs(name, tmp_path, monkeypatch, request):
    if name == "script":
        request.getfixturevalue("mono")
    monkeypatch.setattr(verbs, "run", run_here)
    kind = msgspec.structs.replace(KINDS[name], unit=2)
    monkeypatch.chdir(prepare(kind, 1, tmp_path))
    for verb, arguments in verbs_of(kind).items():
        ended = CliRunner().invoke(_group.verbs, arguments)
        assert ended.exit_code in ((0, 3) if verb in FINDING else (0,)), (verb, ended.output)


def test_a_verb_that_finds_something_has_no_cost_unless_it_is_expected(tmp_path):
    KINDS["wrong"].write(tmp_path / "package", 1)
    for findings in (False, True):
        cost = run(tmp_path, "lint", "package", findings=findings)
        assert (cost is not None and cost.cpu > 0) == findings


def test_every_verb_that_reads_a_connector_is_measured():
    elsewhere = {"completion", "deploy", "doctor", "init", "new", "policies", "rules", "schema"}
    elsewhere |= {"serve", "tutorial", "watch"}  # they run until they are stopped
    measured = {arguments[0] for arguments in (*ONE.values(), *MANY.values())}
    assert measured | elsewhere == {*_group.verbs.list_commands(None)}


@pytest.mark.parametrize(("bar", "code"), [(100.0, 0), (-100.0, 3)])
def test_the_exit_code_says_whether_an_exponent_is_above_the_bar(bar, code, capsys, monkeypatch):
    monkeypatch.setattr(growth, "BAR", bar)
    monkeypatch.setattr(growth, "LEAST_SECONDS", -1.0)
    monkeypatch.setattr(growth, "FACTORS", (1, 2))
    monkeypatch.setattr(growth, "exponent", lambda costs, least: 1.0 if len(costs) == 2 else None)
    monkeypatch.setattr(growth, "prepare", lambda kind, count, root: root)
    monkeypatch.setattr(growth, "size", lambda root: int(root.name))
    monkeypatch.setattr(growth, "run", lambda *_, **__: Cost(1.0, None))
    assert growth.main(["--kind", "operations", "--verb", "validate", "--rounds", "1", "--scale", "0.02"]) == code
    assert "validate" in capsys.readouterr().out
