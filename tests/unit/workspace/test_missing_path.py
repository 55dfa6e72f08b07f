"""A path that leads to nothing is reported with the one beside it that was likely meant."""

from __future__ import annotations

import pytest

from connectorsmith.workspace.missing_path import missing_path


@pytest.mark.parametrize(
    ("given", "hint"),
    [
        ("specs/libary", "did you mean specs/library?"),
        ("specs/Library.yaml", "did you mean specs/library?"),
        ("specs/orders", "name one"),
        ("nowhere/library", "name one"),
        ("specs/hidde", "name one"),
        ("libary.json", "did you mean library.json?"),
        ("specs/lib\0ary", "did you mean specs/library?"),
    ],
)
def test_hint(given, hint, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("specs/library", "specs/.hidden", "library.json"):
        (tmp_path / name).mkdir(parents=True)
    fault = missing_path(given, "name one")
    assert (fault.message, fault.hint) == (f"there is no file or folder {given}", hint)
