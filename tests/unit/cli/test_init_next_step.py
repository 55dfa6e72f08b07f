"""What ``init`` says to do next can be typed as it is in the shells of each system."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from connectorsmith.cli import init
from connectorsmith.cli._group import verbs
from connectorsmith.diagnostics import shell_words


@pytest.mark.parametrize(
    ("windows", "expected"),
    [
        (False, ["next: cd 'my shop' && connectorsmith build"]),
        (True, ['next: cd "my shop"', "next: connectorsmith build"]),
    ],
)
def test_next_step(windows, expected, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(init, "_WINDOWS", windows)
    monkeypatch.setattr(init, "quoted", lambda word: f'"{word}"' if windows else shell_words.quoted(word))
    out = CliRunner().invoke(verbs, ["init", "my shop"]).output
    assert [line for line in out.splitlines() if line.startswith("next")] == expected
    assert Path("my shop/specs").is_dir()
