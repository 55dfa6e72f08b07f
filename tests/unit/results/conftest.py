"""Results that are kept in a folder of the test, and a list of those that are printed again."""

from __future__ import annotations

from pathlib import Path

import pytest

from connectorsmith.cli import _results
from connectorsmith.results import fingerprint, store


@pytest.fixture
def home(tmp_path_factory, monkeypatch) -> Path:
    """The folder of the results, which is not there yet."""
    folder = tmp_path_factory.mktemp("cache") / "results"
    monkeypatch.setattr(store, "folder", lambda: folder)
    return folder


@pytest.fixture
def again(home, monkeypatch) -> list[store.Result]:
    """Let results be kept, and list those that are printed again."""
    found: list[store.Result] = []
    print_again = _results.print_again
    monkeypatch.setenv("CONNECTORSMITH_NO_CACHE", "")
    monkeypatch.setattr(fingerprint, "state_of_code", lambda: "code")  # it takes longer than the rest
    monkeypatch.setattr(_results, "print_again", lambda result: found.append(result) or print_again(result))
    return found
