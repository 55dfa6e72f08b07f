"""``fmt``: every comment survives, twice is once, what cannot be formatted is not changed, all files or none.

``cases/fmt/<case>.yaml`` is what an author wrote, ``<case>.expected`` what becomes of it.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.source.readers import mappings

from connectorsmith.cli._group import verbs
from connectorsmith.emitters import render
from connectorsmith.emitters.definition import NAME as DEFINITION
from connectorsmith.errors import FileError, ToolError
from connectorsmith.language import format as format_module
from connectorsmith.language.format import format_spec
from connectorsmith.model.values import same
from connectorsmith.source.read_files import BOM
from connectorsmith.source.yaml.comments import comment_texts
from connectorsmith.source.yaml.read import read_yaml
from connectorsmith.source.yaml.write import WIDTH, write_yaml
from connectorsmith.workspace.layout import Workspace
from connectorsmith.workspace.open import load

ROOT = Path(__file__).parents[1]
CASES = ROOT / "tests" / "cases" / "fmt"
SPEC = Path("connector.yaml")
FORMATTED = [*sorted(CASES.glob("*.expected")), *sorted((ROOT / "tests/cases/imports").glob("*/expected.yaml"))]
UNTIDY = "host: 'a.b'\ninfo: {title: T}\n"
TIDY = "info: {title: T}\nhost: a.b\n"


def formatted(text: str) -> str:
    result, faults = format_spec(text, SPEC)
    assert faults == []
    assert result is not None
    return result


def comments(text: str) -> Counter[str]:
    return Counter(comment_texts(read_yaml(text, SPEC)[0]))


def run(*arguments: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(verbs, ["fmt", *map(str, arguments)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output


@pytest.mark.parametrize("case", sorted(CASES.glob("*.yaml")), ids=lambda case: case.stem)
def test_case(case, expect):
    before = case.read_text("utf-8")
    after = formatted(before)
    assert same(read_yaml(after, SPEC)[0].value, read_yaml(before, SPEC)[0].value)
    assert comments(after) == comments(before)
    expect(case.with_suffix(".expected"), after)


def test_each_expected_file_belongs_to_a_case():
    assert [file.name for file in CASES.glob("*.expected") if not file.with_suffix(".yaml").is_file()] == []


@pytest.mark.parametrize("file", FORMATTED, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_what_is_formatted_stays_as_it_is(file):
    text = file.read_text("utf-8")
    assert formatted(text) == text


@pytest.mark.parametrize(
    "file", sorted((ROOT / "specs").glob("*/*.yaml")), ids=lambda file: f"{file.parent.name}/{file.stem}"
)
def test_specs_of_the_repository_are_formatted(file):
    text = file.read_text("utf-8")
    assert formatted(text) == text
    assert [line for line in text.splitlines() if len(line) > WIDTH] == []


@pytest.mark.parametrize("name", Workspace(ROOT).names())
def test_spec_is_short_for_what_it_generates(name):
    lines = sum(file.read_text("utf-8").count("\n") for file in Workspace(ROOT).spec_files(name))
    generated = render(load(name, ROOT))[DEFINITION].count(b"\n")
    assert generated >= 2.5 * lines


@given(value=mappings)
def test_twice_is_once(value):
    once = formatted(write_yaml(value))
    assert formatted(once) == once


@given(
    value=st.dictionaries(st.sampled_from(["info", "host", "x-a", "x-b"]), mappings, min_size=1),
    places=st.lists(
        st.tuples(st.integers(0, 60), st.sampled_from(["#a", "  # b", "# c" + " long" * 30, ""]), st.booleans()),
        max_size=6,
    ),
)
def test_comments_anywhere_survive(value, places):
    lines = write_yaml(value).splitlines()
    for at, comment, beside in places:
        index = at % len(lines)
        changed = [*lines[:index], f"{lines[index]} {comment}" if beside else comment, *lines[index + beside :]]
        document, faults = read_yaml("\n".join([*changed, ""]), SPEC)
        if not faults and same(document.value, value):  # else it is inside a text
            lines = changed
    text = "\n".join([*lines, ""])  # a literal text at the end has its line end only where the file has it
    once = formatted(text)
    assert comments(once) == comments(text)
    assert same(read_yaml(once, SPEC)[0].value, value)
    assert formatted(once) == once


def test_line_ends_are_kept_and_the_byte_order_mark_is_not():
    assert formatted(UNTIDY.replace("\n", "\r\n")) == TIDY.replace("\n", "\r\n")
    assert formatted(BOM + UNTIDY) == TIDY
    assert formatted(BOM + "# c\r\n\r\n" + UNTIDY) == "# c\r\n\r\n" + TIDY.replace("\n", "\r\n")
    assert formatted(TIDY.removesuffix("\n")) == TIDY


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("- a\n", "not-a-mapping"),
        ("text\n", "not-a-mapping"),
        ("", "empty-file"),
        ("# only a comment\n", "empty-file"),
        ("a: [1\n", "yaml-syntax"),
        ("a: 1\na: 2\n", "duplicate-key"),
        ("a: &x 1\n", "anchor"),
        ("a: yes\n", "yaml-trap"),
        ("a: 1\n---\nb: 2\n", "second-document"),
    ],
)
def test_what_cannot_be_read_is_refused(text, rule):
    result, faults = format_spec(text, SPEC)
    assert result is None
    assert [fault.rule for fault in faults] == [rule]


@pytest.mark.parametrize("wrong", ["host: b.b\n", "# other\nhost: a.b\n", "host: a.b # c\n", "host: [\n"])
def test_fault_of_the_writer_is_never_let_through(monkeypatch, wrong):
    monkeypatch.setattr(format_module, "write_yaml", lambda value, comments: wrong)
    with pytest.raises(ToolError, match="was not changed"):
        format_spec("# c\nhost: a.b\n" if "# c" not in wrong else "host: a.b\n", SPEC)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    for name, text in {"one/a.yaml": UNTIDY, "one/b.yaml": "definitions: {A: string}\n", "two.yaml": UNTIDY}.items():
        (tmp_path / "specs" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "specs" / name).write_bytes(text.encode())
    return tmp_path


def test_one_line_for_each_changed_file(workspace):
    specs = workspace / "specs"
    assert run("--workspace", workspace) == (
        0,
        f"changed   {specs}/one/a.yaml\nchanged   {specs}/two.yaml\n3 files, 2 changed\n",
    )
    assert (specs / "one" / "a.yaml").read_bytes() == TIDY.encode()
    assert run("--workspace", workspace) == (0, "3 files, 0 changed\n")


def test_names_and_paths_say_what_to_format(workspace):
    assert run("two", specs_file := workspace / "specs/two.yaml", "--workspace", workspace) == (
        0,
        f"changed   {specs_file}\n1 file, 1 changed\n",
    )
    assert (workspace / "specs/one/a.yaml").read_bytes() == UNTIDY.encode()


def test_check_shows_the_difference_and_writes_nothing(workspace):
    code, output = run("--check", workspace / "specs/two.yaml")
    file = workspace / "specs" / "two.yaml"
    assert code == 3
    assert output.splitlines() == [
        f"--- {file}",
        f"+++ {file} (formatted)",
        "@@ -1,2 +1,2 @@",
        "-host: 'a.b'",
        " info: {title: T}",
        "+host: a.b",
        "not formatted: run connectorsmith fmt, and commit what it writes",
    ]
    assert file.read_bytes() == UNTIDY.encode()
    file.write_bytes(TIDY.encode())
    assert run("--check", file) == (0, "")


@pytest.mark.parametrize("content", [TIDY.encode()[:-1], b"\xef\xbb\xbf" + TIDY.encode()])
def test_check_shows_what_can_hardly_be_seen(workspace, content):
    file = workspace / "specs" / "two.yaml"
    file.write_bytes(content)
    code, output = run("--check", file)
    assert (code, output.count("\n-"), output.count("\n+")) == (3, 1, 2)


def test_secret_is_not_shown_in_the_difference(workspace):
    file = workspace / "specs" / "two.yaml"
    file.write_text(f"connectionParameters: {{t: {{oAuthSettings: {{clientSecret: 'hunter2'}}}}}}\n{UNTIDY}")
    code, output = run("--check", file)
    assert code == 3
    assert "clientSecret is a secret" in output
    assert "hunter2" not in output


@pytest.mark.parametrize(("content", "rule"), [(b"a: [1\n", "yaml-syntax"), (b"a: \xe9\n", "not-utf-8")])
def test_one_file_that_cannot_be_read_keeps_all_as_they_are(workspace, content, rule):
    (workspace / "specs" / "two.yaml").write_bytes(content)
    code, output = run("--workspace", workspace)
    assert code == 3
    assert rule in output
    assert "two.yaml:1:" in output
    assert output.endswith("nothing was written: correct the files first\n")
    assert (workspace / "specs/one/a.yaml").read_bytes() == UNTIDY.encode()
    assert run("--check", "--workspace", workspace)[0] == 3


def test_file_that_cannot_be_written_keeps_all_as_they_are(workspace, monkeypatch):
    monkeypatch.setattr(os, "write", _refuse_second(os.write))
    with pytest.raises(FileError, match="No space left on device") as fault:
        run("--workspace", workspace)
    assert fault.value.hint == "nothing was changed"
    assert [(workspace / "specs" / name).read_bytes() for name in ("one/a.yaml", "two.yaml")] == [UNTIDY.encode()] * 2
    assert sorted(file.name for file in (workspace / "specs").rglob("*.*")) == ["a.yaml", "b.yaml", "two.yaml"]


def _refuse_second(write):
    calls: list[int] = []

    def refusing(handle, content):
        calls.append(handle)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        return write(handle, content)

    return refusing


def test_link_stays_a_link(tmp_path):
    target, link = tmp_path / "shared.yaml", tmp_path / "spec.yaml"
    target.write_text(UNTIDY, "utf-8")
    link.symlink_to(target)
    assert run(link)[0] == 0
    assert link.is_symlink()
    assert target.read_text("utf-8") == TIDY
