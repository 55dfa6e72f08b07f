"""A command prints the same whether its result was kept or not, and nothing that is kept outlives a change."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.transcripts import prepare, transcript
from tests.yaml_files import yaml_value

from connectorsmith.cli import _keep_result, _results
from connectorsmith.results import fingerprint
from connectorsmith.results.fingerprint import Reads
from connectorsmith.workspace import locking
from connectorsmith.workspace.init import plan_init
from connectorsmith.workspace.write_files import apply

ROOT = Path(__file__).parents[3]
CASES = sorted((ROOT / "tests" / "cases" / "cli").glob("*.yaml"))
NOTHING = Reads((), (), ())
SPEC = "specs/library/connector.yaml"


def files(folder: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file() and not file.is_symlink()}


def compared(run, monkeypatch, folder: Path, arguments: tuple[str, ...]) -> None:
    """Hold runs with results that are kept against one without, after which nothing more is to change."""
    monkeypatch.setenv("CONNECTORSMITH_NO_CACHE", "1")
    run(*arguments)
    alone, before = run(*arguments), files(folder)
    monkeypatch.setenv("CONNECTORSMITH_NO_CACHE", "")
    assert [run(*arguments), run(*arguments)] == [alone, alone]
    monkeypatch.setenv("CONNECTORSMITH_NO_CACHE", "1")
    assert files(folder) == before


def test_cases_print_the_same(tmp_path_factory, run, monkeypatch, again, sample):
    """The commands of the cases of the command line, most of which are about faults."""
    kept_verbs = {*_results.VERBS}
    texts = [yaml_value(case) for case in CASES]
    chosen = [case for case in texts if any(step[0] in kept_verbs for step in case["run"] if isinstance(step, list))]
    codes = set()
    for case in sample(chosen, 10):
        folder = tmp_path_factory.mktemp("case").resolve() / "ws"
        apply(plan_init(folder))
        monkeypatch.chdir(folder)

        def call(*arguments: str, folder: Path = folder):
            ended = run(*arguments)
            if arguments[0] in kept_verbs:
                compared(run, monkeypatch, folder, arguments)
                codes.add(ended.code)
            return ended

        transcript(case, folder, call, monkeypatch)
    assert {result.code for result in again} == {0, 3}
    assert codes >= {0, 3}


OWN = (
    ["validate", "--verbose"],
    ["validate", "oneflow", "--format", "sarif"],
    ["show", "oneflow"],
    ["show", "workpoint", "--format", "json"],
    ["show", "oneflow", "GetContractStatus"],
    ["build", "--out", "OUT", "--format", "json"],
    ["lint", "--profile", "certified"],
    ["lint", "workpoint", "--statistics", "--format", "json"],
)


@pytest.mark.parametrize("arguments", OWN, ids=" ".join)
def test_own_connectors_print_the_same(arguments, tmp_path, run, monkeypatch, again):
    monkeypatch.chdir(ROOT)
    out = tmp_path.resolve() / "out"
    compared(run, monkeypatch, out, tuple(str(out) if word == "OUT" else word for word in arguments))
    assert len(again) == 1


def test_colours_and_width(root, run, monkeypatch, again):
    outputs = set()
    for name, value in [("COLUMNS", "60"), ("COLUMNS", "120"), ("FORCE_COLOR", "1"), ("NO_COLOR", "1")]:
        monkeypatch.setenv(name, value)
        compared(run, monkeypatch, root, ("show", "library"))
        monkeypatch.setenv("CONNECTORSMITH_NO_CACHE", "")
        outputs.add(run("show", "library").out)
    assert len(outputs) == 3  # without colours it is as it was before there were any
    assert len(again) == 8


def test_change_is_seen(root, run, again):
    clean = run("validate")
    assert (run("validate"), len(again)) == (clean, 1)
    prepare(root, {"edit": {SPEC: ["title:", "titel:"]}})
    wrong = run("validate")
    assert (wrong.code, len(again)) == (3, 1)
    assert (run("validate"), len(again)) == (wrong, 2)
    prepare(root, {"edit": {SPEC: ["titel:", "title:"]}})
    assert (run("validate"), len(again)) == (clean, 2)


def test_change_of_the_code_is_seen(root, run, again, monkeypatch):
    clean = run("validate")
    monkeypatch.setattr(fingerprint, "state_of_code", lambda: "other")
    assert (run("validate"), again) == (clean, [])
    assert (run("validate"), len(again)) == (clean, 1)


def test_build_writes_what_was_changed_or_removed(root, run, again):
    assert run("build").out.splitlines()[0].startswith("created")
    unchanged = run("build")
    assert (run("build"), len(again)) == (unchanged, 1)
    built = files(root)
    for change in ({"write": {"connectors/library/settings.json": "{}"}}, {"remove": ["connectors/library"]}):
        prepare(root, change)
        again.clear()
        assert run("build") != unchanged
        assert (again, files(root)) == ([], built)
        assert (run("build"), len(again)) == (unchanged, 1)  # everything is again as it was


def test_note_about_another_run_is_not_kept(root, run, again, home, monkeypatch):
    """The next run may not have to wait."""
    run("build")
    with monkeypatch.context() as patch:
        patch.setattr(locking, "_PATIENCE", -1.0)
        attempts, made = iter([True]), locking._made
        patch.setattr(locking, "_made", lambda folder: None if next(attempts, False) else made(folder))
        assert "waiting for another run" in run("build").err
    assert (home.exists(), run("build").err, again) == (False, "", [])


def test_lint_with_a_baseline_is_never_kept(root, run, again, home):
    run("lint", "--write-baseline", "baseline.json")
    for _ in range(3):
        assert run("lint", "--baseline", "baseline.json").code == 0
    assert (again, home.exists()) == ([], False)


def test_settings_and_templates_count_for_lint(root, run, again):
    first = run("lint")
    assert (run("lint"), len(again)) == (first, 1)
    for write in (
        {"connectorsmith.toml": '[lint]\nselect = ["connector-without-description"]\n'},
        {"policies/own.yaml": "id: own\n"},
    ):
        prepare(root, {"write": write})
        again.clear()
        changed = run("lint")
        assert (run("lint"), len(again)) == (changed, 1)
    assert changed != first


def test_check_is_never_kept(root, run, again, home):
    run("build")
    for _ in range(3):
        assert run("build", "--check").code == 0
    assert (again, home.exists()) == ([], False)


OTHER = (
    ["list"],
    ["lint", "specs/library"],
    ["lint", "library", "--fix"],
    ["lint", "--diff"],
    ["lint", "--write-baseline", "baseline.json"],
    ["show", "none"],
    ["validate", "--format", "x"],
    ["--help"],
)


@pytest.mark.parametrize("arguments", OTHER, ids=" ".join)
def test_other_runs_are_not_kept(arguments, root, run, again, home):
    first = run(*arguments)
    assert (run(*arguments), again, home.exists()) == (first, [], False)


def test_variable_turns_it_off(root, run, again, home, monkeypatch):
    run("validate")
    monkeypatch.setenv("CONNECTORSMITH_NO_CACHE", "1")
    run("validate")
    run("show", "library")
    assert (again, len([*home.iterdir()])) == ([], 1)


def test_secret_keeps_the_output_from_being_kept(root, run, again, home):
    secret = "hT7kQ2mZ9xW4vB6n"
    prepare(root, {"edit": {SPEC: ["description: ", f"description: Send client_secret={secret}. "]}})
    first = run("show", "library")
    assert (first.code, "***" in first.out, secret in first.out) == (0, True, False)
    assert (run("show", "library"), again, home.exists()) == (first, [], False)


def test_secret_that_a_connection_gets_later_is_hidden(root, run, again, monkeypatch):
    word = "sk-4f9Qx2Lm8Tz"
    connections = 'library: {mine: {values: {api_key: "${LIBRARY_KEY}"}}}\n'
    prepare(root, {"edit": {SPEC: ["description: ", f"description: Send {word}. "]}})
    assert (word in run("show", "library").out, word in run("show", "library").out, len(again)) == (True, True, 1)
    prepare(root, {"write": {".connectorsmith/connections.yaml": connections}})
    assert (word in run("show", "library").out, word in run("show", "library").out, len(again)) == (True, True, 2)
    monkeypatch.setenv("LIBRARY_KEY", word)
    assert (word in run("show", "library").out, len(again)) == (False, 2)


def test_file_that_changes_while_it_is_read(root, run, again, home, monkeypatch):
    count = iter(range(9))
    monkeypatch.setattr(_keep_result, "_state", lambda *_: (NOTHING, f"state {next(count)}"))
    run("validate")
    assert not home.exists()


def test_code_that_changes_while_it_runs(root, run, again, home, monkeypatch):
    count = iter(range(9))
    monkeypatch.setattr("connectorsmith.results.fingerprint.state_of_code", lambda: f"code {next(count)}")
    run("validate")
    assert not home.exists()


@pytest.mark.parametrize("place", ["connectorsmith.cli._results.find", "connectorsmith.workspace.targets.spec_targets"])
def test_ctrl_c(place, root, run, again, monkeypatch):
    """While a result is looked for, it ends a run as it does later."""

    def interrupt(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(place, interrupt)
    assert run("validate") == (1, "", "\nAborted!\n")


def test_damaged_result(root, run, again, home):
    first = run("validate")
    (file,) = home.iterdir()
    file.write_bytes(file.read_bytes()[:-20])
    assert (run("validate"), again) == (first, [])
    assert (run("validate"), len(again)) == (first, 1)


def test_folder_that_cannot_be_written(root, run, again, home):
    home.write_text("", "utf-8")
    first = run("validate")
    assert (first.code, run("validate"), again) == (0, first, [])


AUDITED = """
import contextlib, io, json, os, sys
seen = set()
def hook(event, arguments):
    if event in ("open", "os.listdir", "os.scandir") and isinstance(arguments[0], str):
        seen.add(os.path.abspath(arguments[0]))
from connectorsmith.cli import _keep_result, main
kept = []
state = _keep_result._state
_keep_result._state = lambda *given: kept.append(state(*given)) or kept[-1]
sys.addaudithook(hook)
for arguments in json.loads(sys.argv[1]):
    sys.argv[1:] = arguments
    seen.clear()
    kept.clear()
    before = set()
    with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO(), "utf-8")), contextlib.suppress(SystemExit):
        main()
    print(json.dumps([sorted(seen), *kept[0][0]]))
"""


def test_every_file_that_is_read_counts(root, home):
    """No file or folder of the workspace or above it is opened that the digest leaves out."""
    commands = [["validate"], ["validate", "library"], ["show", "library"], ["build"], ["build", "library"]]
    commands += [["lint"], ["lint", "library", "--profile", "certified"]]
    given = os.environ | {"CONNECTORSMITH_NO_CACHE": "", "XDG_CACHE_HOME": str(home)}
    ended = subprocess.run(
        [sys.executable, "-c", AUDITED, json.dumps(commands)], env=given, capture_output=True, text=True, check=True
    )
    lines = ended.stdout.splitlines()
    assert len(lines) == len(commands)
    for line in lines:
        opened, paths, folders, trees, _ = json.loads(line)
        inside = [path for path in opened if Path(path).is_relative_to(root.parent) and not path.endswith(".partial")]
        assert len(inside) > 3
        known = {*paths, *folders}
        assert [
            path for path in inside if path not in known and not any(Path(path).is_relative_to(tree) for tree in trees)
        ] == []
