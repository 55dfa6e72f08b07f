"""What is around a command counts: its words, the variables, the folder, the user, and where it prints to."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from connectorsmith.cli import _results
from connectorsmith.results.fingerprint import Reads
from connectorsmith.results.store import Result

CLI = Path(__file__).parents[3] / "generator" / "connectorsmith" / "cli"

AROUND = {
    "an argument": {"arguments": ["validate", "library"]},
    "the same words in other arguments": {"arguments": ["validate", "--format text"]},
    "a variable": {"NO_COLOR": "1"},
    "another variable": {"LC_ALL": "C.UTF-8"},
    "a variable of Python": {"PYTHONHASHSEED": "1"},
    "the width": {"COLUMNS": "99"},
    "the folder": {"folder": "specs"},
    "the form of the output": {"encoding": "iso-8859-1"},
    "the way of what cannot be encoded": {"errors": "strict"},
    "a terminal": {"terminal": True},
    "the user": {"user": 4711},
}


class Stream(io.StringIO):
    """A stream with the properties of another one."""

    def __init__(self, encoding: str, errors: str, terminal: bool) -> None:
        super().__init__()
        self._like = (encoding, errors, terminal)

    encoding = property(lambda self: self._like[0])
    errors = property(lambda self: self._like[1])

    def isatty(self) -> bool:
        return self._like[2]


def name_of(wanted: dict[str, object], monkeypatch: pytest.MonkeyPatch, stream: str = "stdout") -> str | None:
    """The name of the result of a command in some surroundings."""
    with monkeypatch.context() as patch:
        for name, value in wanted.items():
            if name.isupper():
                patch.setenv(name, str(value))
        patch.chdir(str(wanted.get("folder", ".")))
        plain = {"encoding": "utf-8", "errors": "backslashreplace", "terminal": False}
        patch.setattr(sys, "stdout", Stream(**plain))
        patch.setattr(sys, "stderr", Stream(**plain))
        patch.setattr(sys, stream, Stream(**{name: wanted.get(name, value) for name, value in plain.items()}))
        patch.setattr(os, "geteuid", lambda: wanted.get("user", 0))
        command = _results.begin(wanted.get("arguments", ["validate", "--format", "text"]))
    return None if command is None else command.name


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
@pytest.mark.parametrize("change", AROUND)
def test_change_of_the_surroundings(change, stream, root, again, monkeypatch):
    before = name_of({}, monkeypatch, stream)
    assert before == name_of({}, monkeypatch, stream) != name_of(AROUND[change], monkeypatch, stream)
    assert before is not None


@pytest.mark.parametrize("wanted", [{"encoding": "ascii"}, {"encoding": None}])
def test_stream_that_click_writes_to_in_its_own_way(wanted, root, again, monkeypatch):
    assert name_of(wanted, monkeypatch) is name_of(wanted, monkeypatch, "stderr") is None


def test_terminal_of_windows(root, again, monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    assert name_of({"terminal": True}, monkeypatch) is None
    assert name_of({}, monkeypatch) is not None


def test_variables_that_change_the_output_count():
    """Each variable that the modules of the command line read by name is one of those that are compared."""
    texts = [(CLI / f"{name}.py").read_text("utf-8") for name in ("_print", "_progress", "_table", "_report")]
    read = {word for text in texts for word in text.replace('environ.get("', "\0").split("\0")[1:]}
    names = {word.partition('"')[0] for word in read} | {"COLUMNS"}
    assert names >= {"NO_COLOR", "FORCE_COLOR", "TERM"}
    assert names <= {*_results._VARIABLES}


@pytest.mark.parametrize(
    ("fault", "code"), [(BrokenPipeError(32, "Broken pipe"), 141), (OSError(28, "No space left on device"), 1)]
)
def test_output_that_cannot_be_written(fault, code, monkeypatch, capsys, tmp_path):
    class Full(io.StringIO):
        def write(self, text: str) -> int:
            raise fault

        def fileno(self) -> int:
            return opened.fileno()

    result = Result("", Reads((), (), ()), 0, ((False, "text\n"),))
    with (tmp_path / "output").open("w", encoding="utf-8") as opened:
        monkeypatch.setattr(sys, "stdout", Full())
        assert _results.print_again(result) == code
    expected = "" if code == 141 else "error: cannot write the output: No space left on device\n"
    assert capsys.readouterr().err == expected
