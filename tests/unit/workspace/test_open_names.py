"""Specs whose names cannot be those of files on every system are refused before anything is made of them."""

from __future__ import annotations

import pytest

from connectorsmith.workspace.open import open_target
from connectorsmith.workspace.targets import Target

SPEC = 'info: {title: Shop, version: "1.0"}\nactions: {List: {call: GET /orders, responses: {200: {}}}}\n'


@pytest.mark.parametrize("name", ["orders", "My orders", "Ünder", "a.b"])
def test_name(name, tmp_path):
    (tmp_path / "connector.yaml").write_text(SPEC, "utf-8")
    assert open_target(Target(name, tmp_path, (tmp_path / "connector.yaml",))).diagnostics == ()


@pytest.mark.parametrize("name", ["CON", "nul.x", "orders.", "a\udcff", "a\nb", "a:b", "x" * 101])
def test_name_that_one_system_refuses(name, tmp_path):
    (tmp_path / "connector.yaml").write_text(SPEC, "utf-8")
    opened = open_target(Target(name, tmp_path, (tmp_path / "connector.yaml",)))
    (found,) = opened.diagnostics
    assert (opened.connector, found.rule, found.span.file) == (None, "id-not-portable", tmp_path / "connector.yaml")
