"""What `validate` says about specs with faults: tests/cases/broken/<case>.yaml, or a folder of several files.

The expected file beside a case is the whole output: message, place and what to write instead. Files that no editor
or version control keeps as they are (foreign encodings, line ends, sheer size) are made here.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from connectorsmith.cli import main
from connectorsmith.source.yaml import events

CASES = Path(__file__).parent / "cases" / "broken"
WRITTEN = sorted(
    {path for path in CASES.iterdir() if path.suffix == ".yaml" or (path.is_dir() and any(path.glob("*.yaml")))}
)
CLEAN, FAULTY_MACHINE, FINDINGS = 0, 1, 3

SPEC = 'info: {title: Café, version: "1.0"}\nactions:\n  GetOrder: {call: GET /orders, responses: {204: {}}}\nhots: x\n'
MADE: dict[str, bytes | Callable[[Path], object]] = {
    "not-utf-8": SPEC.encode("latin-1"),
    "utf-16": SPEC.encode("utf-16"),
    "byte-order-mark": b"\xef\xbb\xbf" + SPEC.encode(),
    "windows-line-ends": SPEC.replace("\n", "\r\n").encode(),
    "old-mac-line-ends": SPEC.replace("\n", "\r").encode(),
    "nul-byte": SPEC.replace("hots", "ho\0ts").encode(),
    "control-character": SPEC.replace("hots: x", "host: a\x07b").encode(),
    "byte-order-mark-inside": SPEC.replace("Café", "Caf\ufeffé").encode(),
    "escape-sequence": SPEC.replace("hots", "ho\x1b[31mts").encode(),
    "empty-file": b"",
    "only-blank-lines": b"\n\n\n",
    "five-megabytes": SPEC.encode() + b"# " + b"x" * 5_000_000,
    "deeply-nested": b"x-deep: " + b"[" * 5_000 + b"]" * 5_000,
    "deeply-nested-not-closed": b"x-deep: " + b"[" * 5_000,
    "deep-schema": SPEC.replace("hots: x\n", "").encode()
    + b"definitions: {A: "
    + b"{properties: {a: " * 45
    + b"strng"
    + b"}}" * 45
    + b"}",
    "many-faults": SPEC.encode() + b"".join(b"wrong%d: 1\n" % number for number in range(3)),
    "dangling-link": lambda path: path.symlink_to("nowhere.yaml"),
    "folder-for-a-file": lambda path: path.mkdir(),
    "missing-file": lambda path: None,
}


def output_of(
    arguments: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> tuple[int, str]:
    """Run the command in this process: its exit code and everything it prints."""
    monkeypatch.setattr(sys, "argv", ["connectorsmith", *arguments])
    monkeypatch.setenv("NO_COLOR", "1")
    with pytest.raises(SystemExit) as end:
        main()
    output = capsys.readouterr()
    assert "Traceback" not in output.out + output.err
    errors = output.err.splitlines(keepends=True)
    return int(str(end.value.code or 0)), output.out + "".join(one for one in errors if not one.startswith("note: "))


class UnknownWords(events.PARSER):  # type: ignore[misc, name-defined]  # whichever parser there is
    """A fast parser of another version: it ends at a depth of its own, and puts every fault in other words."""

    depth = 0

    def get_event(self) -> Any:
        try:
            event = super().get_event()
        except yaml.MarkedYAMLError as error:
            raise yaml.MarkedYAMLError("while it read", None, "words of another version", error.problem_mark) from error
        self.depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if self.depth > 50:
            raise yaml.MarkedYAMLError(None, None, "exceeded maximum nesting depth", event.start_mark)
        return event


@pytest.fixture(params=["fast", "reference", "of-another-version"])
def parser(request, monkeypatch):
    """What is promised does not depend on libyaml: its version, its words, or whether PyYAML has it."""
    parsers = {"fast": events.PARSER, "reference": events.REFERENCE, "of-another-version": UnknownWords}
    monkeypatch.setattr(events, "PARSER", parsers[request.param])


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("case", WRITTEN, ids=lambda case: case.stem)
def test_case(case, capsys, monkeypatch, expect):
    monkeypatch.chdir(CASES)
    code, text = output_of(["validate", "--verbose", case.name], capsys, monkeypatch)
    assert code == (CLEAN if case.stem.startswith("accepted") else FINDINGS)
    expect(CASES / f"{case.stem}.expected", text)


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("name", MADE)
def test_made_case(name, tmp_path, capsys, monkeypatch, expect):
    monkeypatch.chdir(tmp_path)
    content = MADE[name]
    file = tmp_path / "spec.yaml"
    if isinstance(content, bytes):
        file.write_bytes(content)
    else:
        content(file)
    code, text = output_of(["validate", "--verbose", str(file)], capsys, monkeypatch)
    assert code == (FINDINGS if isinstance(content, bytes) or file.is_symlink() else FAULTY_MACHINE)
    expect(CASES / f"{name}.expected", text.replace(f"{tmp_path}/", ""))


def test_each_expected_file_belongs_to_a_case():
    names = {file.stem for file in CASES.glob("*.expected")}
    assert names == {case.stem for case in WRITTEN} | set(MADE)
