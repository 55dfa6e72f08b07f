"""``import``: packages kept as data, the specs they become, and the way back."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from connectorsmith.cli._group import verbs
from connectorsmith.errors import FileError
from connectorsmith.language.format import format_spec
from connectorsmith.language.spec_files import spec_texts
from connectorsmith.workspace.import_package import differing_places, package_values, read_package, through_yaml
from connectorsmith.workspace.packages import find_package, find_packages, id_of, is_id
from connectorsmith.workspace.roundtrip import LOSSLESS, verify, verify_all

CASES = Path(__file__).parent / "cases" / "imports"
NAMES = sorted(folder.name for folder in CASES.iterdir() if folder.is_dir())


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "specs").mkdir()
    return tmp_path


def run(*arguments: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(verbs, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output


@pytest.mark.parametrize("name", NAMES)
def test_spec_is_the_expected_one(name: str, expect: Callable[[Path, str], None]) -> None:
    imported = read_package(find_package(CASES / name))
    assert imported.diagnostics == ()
    assert imported.connector is not None
    texts = spec_texts(imported.connector)
    assert list(texts) == ["connector.yaml"]
    expect(CASES / name / "expected.yaml", texts["connector.yaml"])


@pytest.mark.parametrize("name", NAMES)
def test_way_there_and_back_loses_nothing(name: str) -> None:
    verdict = verify(CASES / name)
    assert (verdict.status, verdict.differences, verdict.reason) == (LOSSLESS, (), "")


@pytest.mark.parametrize("name", NAMES)
def test_connector_read_back_is_the_connector_imported(name: str) -> None:
    connector = read_package(find_package(CASES / name)).connector
    assert connector is not None
    assert through_yaml(connector)[0] == connector


@pytest.mark.parametrize("name", NAMES)
def test_import_writes_what_fmt_writes(name: str) -> None:
    text = (CASES / name / "expected.yaml").read_text("utf-8")
    assert format_spec(text, Path("connector.yaml")) == (text, [])


def test_import_then_build_gives_the_package(workspace: Path) -> None:
    code, output = run("import", CASES / "library", "--workspace", workspace)
    assert (code, output.count("created")) == (0, 2)
    assert run("build", "--workspace", workspace)[0] == 0
    for name in ("apiDefinition.swagger.json", "apiProperties.json"):
        given = json.loads((CASES / "library" / name).read_text("utf-8"))
        made = json.loads((workspace / "connectors" / "library" / name).read_text("utf-8"))
        assert list(differing_places(given, made)) == []


def test_changed_summary_changes_exactly_that_value(workspace: Path) -> None:
    run("import", CASES / "library", "--workspace", workspace)
    spec = workspace / "specs" / "library" / "connector.yaml"
    spec.write_text(spec.read_text("utf-8").replace("summary: Get a book", "summary: Fetch a book"), "utf-8")
    assert run("build", "--workspace", workspace)[0] == 0
    given = json.loads((CASES / "library" / "apiDefinition.swagger.json").read_text("utf-8"))
    made = json.loads((workspace / "connectors/library/apiDefinition.swagger.json").read_text("utf-8"))
    assert list(differing_places(given, made)) == ["/paths/~1books~1{bookId}/get/summary"]


def test_existing_spec_is_not_overwritten_without_force(workspace: Path) -> None:
    run("import", CASES / "library", "--workspace", workspace)
    spec = workspace / "specs" / "library" / "connector.yaml"
    spec.write_text("info: {title: Mine}\n", "utf-8")
    with pytest.raises(FileError, match="there is a spec already"):
        run("import", CASES / "library", "--workspace", workspace)
    assert spec.read_text("utf-8") == "info: {title: Mine}\n"
    code, output = run("import", CASES / "library", "--workspace", workspace, "--force")
    assert (code, output.split()[0]) == (0, "changed")


def test_files_beside_the_definition_are_taken_along(workspace: Path, tmp_path: Path) -> None:
    folder = tmp_path / "My Library (2)"
    shutil.copytree(CASES / "library", folder)
    (folder / "apiDefinition.swagger.json").rename(folder / "Library.swagger.json")
    (folder / "Script.csx").write_bytes(b"public class Script : ScriptBase {}")
    (folder / "icon.png").write_bytes(b"\x89PNG")
    (folder / "Readme.md").write_bytes(b"# Library\n")
    assert run("import", folder / "Library.swagger.json", "--workspace", workspace)[0] == 0
    spec = workspace / "specs" / "my-library-2"
    assert sorted(file.name for file in spec.iterdir()) == ["connector.yaml", "icon.png", "readme.md", "script.csx"]
    assert (spec / "readme.md").read_bytes() == b"# Library\n"


def test_long_spec_is_split_into_files(tmp_path: Path) -> None:
    value = json.loads((CASES / "library" / "apiDefinition.swagger.json").read_text("utf-8"))
    value["definitions"] |= {f"Book{number}": value["definitions"]["Book"] for number in range(40)}
    (tmp_path / "apiDefinition.swagger.json").write_text(json.dumps(value), "utf-8")
    connector = read_package(find_package(tmp_path)).connector
    assert connector is not None
    names = ["connector.yaml", "actions.yaml", "triggers.yaml", "internal.yaml", "definitions.yaml"]
    assert list(spec_texts(connector)) == names
    assert verify(tmp_path).status == LOSSLESS


def test_out_needs_no_workspace(tmp_path: Path) -> None:
    assert run("import", CASES / "minimal", "--out", tmp_path / "here", "--name", "tiny")[0] == 0
    assert (tmp_path / "here" / "tiny" / "connector.yaml").is_file()


def test_verify_prints_a_json_object_per_line() -> None:
    code, output = run("import", "--verify", CASES, "--format", "json", "--jobs", "2")
    verdicts = [json.loads(line) for line in output.splitlines()]
    assert code == 0
    assert [Path(verdict["path"]).name for verdict in verdicts] == NAMES
    keys = {"path", "status", "differences", "spec_lines", "package_lines", "seconds"}
    assert all(verdict.keys() == keys and verdict["status"] == LOSSLESS for verdict in verdicts)


def test_verify_without_a_connector_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="no connector in"):
        run("import", "--verify", tmp_path)


def test_broken_spec_does_not_stop_the_others(workspace: Path) -> None:
    run("import", CASES / "library", "--workspace", workspace)
    (workspace / "specs" / "broken.yaml").write_text("actoins: {}\n", "utf-8")
    code, output = run("build", "--workspace", workspace)
    assert code == 3
    assert output.endswith("not built: broken; correct the specs first\n")
    assert (workspace / "connectors" / "library" / "apiDefinition.swagger.json").is_file()
    assert not (workspace / "connectors" / "broken").exists()
    assert run("build", "--check", "--workspace", workspace)[0] == 3


def test_verify_names_what_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "apiDefinition.swagger.json").write_bytes(b'{"swagger": "2.0"')
    code, output = run("import", "--verify", tmp_path, "--format", "json")
    verdict = json.loads(output)
    assert (code, verdict["status"]) == (3, "unreadable")
    assert verdict["reason"].startswith(f"{tmp_path}/apiDefinition.swagger.json:1:")


def test_lenient_import_says_what_it_repaired(workspace: Path, tmp_path: Path) -> None:
    folder = tmp_path / "trailing"
    folder.mkdir()
    (folder / "apiDefinition.swagger.json").write_bytes(b'{"swagger": "2.0", "paths": {},}')
    code, output = run("import", folder, "--workspace", workspace, "--strict")
    assert code == 3
    assert output.endswith("nothing was written; --lenient repairs this without guessing\n")
    code, output = run("import", folder, "--workspace", workspace)
    assert code == 0
    assert "apiDefinition.swagger.json:1:31" in output


def test_hopeless_nesting_is_said(tmp_path: Path) -> None:
    deep = '{"a":' * 900 + "{}" + "}" * 900
    (tmp_path / "apiDefinition.swagger.json").write_text(f'{{"swagger": "2.0", "x-deep": {deep}}}', "utf-8")
    verdict = verify(tmp_path)
    assert verdict.reason == f"{tmp_path}/apiDefinition.swagger.json:1:475: this is nested deeper than 90 levels"


def test_ids_come_from_folder_names() -> None:
    assert [id_of(name) for name in ("N-able Cloud Commander", "Revizto (Ireland)", "1pt", "___")] == [
        "n-able-cloud-commander",
        "revizto-ireland",
        "1pt",
        "connector",
    ]


def test_ids_are_names_of_files_on_any_system() -> None:
    assert [id_of(name) for name in ("CON", "nul", "\udcff", "x" * 300)] == [
        "con-connector",
        "nul-connector",
        "connector",
        "x" * 100,
    ]
    assert [name for name in ("CON", "aux.1", "x.", "x" * 101, "..", "a/b", "", "é") if is_id(name)] == []
    assert all(map(is_id, ("orders", "Orders_2", "console", "a.b-c", "x" * 100)))


@pytest.mark.skipif(sys.platform != "linux", reason="other systems allow shorter paths only")
def test_folders_may_be_nested_as_deep_as_the_system_allows(tmp_path: Path) -> None:
    folders = [tmp_path.joinpath(*["a"] * depth) for depth in range(1, 1_501)]
    for folder in folders:
        folder.mkdir()
    definition = folders[-1] / "apiDefinition.swagger.json"
    definition.write_text("{}", "utf-8")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "apiDefinition.swagger.json").write_text("{}", "utf-8")
    assert list(find_packages(tmp_path)) == [folders[-1], tmp_path / "b"]
    definition.unlink()
    for folder in reversed(folders):  # shutil would need a level of recursion for each
        folder.rmdir()


def test_two_definitions_are_a_question(tmp_path: Path) -> None:
    for name in ("a.swagger.json", "b.swagger.json"):
        (tmp_path / name).write_text("{}", "utf-8")
    with pytest.raises(FileError, match=r"holds a\.swagger\.json and b\.swagger\.json"):
        find_package(tmp_path)


def test_folders_of_connectors_are_searched() -> None:
    assert [path.name for path in find_packages(CASES)] == NAMES
    assert [verdict.status for verdict in verify_all(list(find_packages(CASES)), jobs=2)] == [LOSSLESS] * len(NAMES)


def test_folders_that_lead_back_up_are_not_searched(tmp_path: Path) -> None:
    shutil.copytree(CASES / "minimal", tmp_path / "minimal")
    for name in ("a", "b"):
        (tmp_path / name).symlink_to(tmp_path, target_is_directory=True)
    assert list(find_packages(tmp_path)) == [tmp_path / "minimal"]


def test_interruption_ends_all_processes(tmp_path: Path) -> None:
    for number in range(60):
        shutil.copytree(CASES / "library", tmp_path / str(number))
    command = [sys.executable, "-m", "connectorsmith", "import", "--verify", str(tmp_path), "--jobs", "2"]
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "start_new_session": True}
    with subprocess.Popen(command, **options) as process:  # type: ignore[call-overload]
        process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)
        _, messages = process.communicate(timeout=600)
    assert (process.returncode, messages.strip()) == (1, "Aborted!")


def test_differences_are_strict_json_pointers() -> None:
    left = {"a": 1, "b": [1, 2], "c/d": {"x": True}, "e": None}
    right = {"a": 1.0, "b": [1], "c/d": {"x": 1}, "f": 0}
    assert list(differing_places(left, right)) == ["/a", "/b", "/c~1d/x", "/e", "/f"]
    assert list(differing_places(left, left)) == []


def test_package_values_leave_out_properties_that_are_not_there() -> None:
    connector = read_package(find_package(CASES / "minimal")).connector
    assert connector is not None
    assert list(package_values(connector)) == ["apiDefinition"]
