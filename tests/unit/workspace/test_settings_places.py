"""Places of settings in a TOML file."""

from __future__ import annotations

from pathlib import Path

from connectorsmith.diagnostics import Span
from connectorsmith.workspace import settings_places
from connectorsmith.workspace.settings_places import Places

FILE = Path("connectorsmith.toml")


def test_the_text_is_read_once_for_all_places(monkeypatch):
    text = "".join(f'[[lint.packages]]\nconnector = "c{number}"\n' for number in range(20))
    read, keys = [], settings_places._keys
    monkeypatch.setattr(settings_places, "_keys", lambda text: read.append(text) or keys(text))
    places = Places(FILE, text)
    found = [places.span(("lint", "packages", number, "connector")) for number in range(20)]
    assert found == [Span(FILE, 2 * number + 2, 1) for number in range(20)]
    assert read == [text]
