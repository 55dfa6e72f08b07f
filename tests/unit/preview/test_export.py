"""The page without a server: what it is made of, and that its script is as new as the modules."""

from __future__ import annotations

import json
from typing import Any

from msgspec.structs import replace
from tests.renew_page import BUNDLE, heading
from tests.unit.preview.preview_case import workspace

from connectorsmith.preview.export import export, page_files
from connectorsmith.workspace.open import open_checked
from connectorsmith.workspace.opened import OpenedConnector
from connectorsmith.workspace.targets import single_target

START, END = "globalThis.connectorsmithPreview = JSON.parse(", ");\n"


def test_the_script_is_as_new_as_the_modules():
    first = BUNDLE.read_text("utf-8").splitlines(keepends=True)[0]
    assert first == heading(), "run python -m tests.renew_page"


def data_of(files: dict[str, bytes]) -> Any:
    text = files["model.js"].decode()
    assert text.startswith(START)
    return json.loads(json.loads(text.removeprefix(START).removesuffix(END)))


def opened(tmp_path: Any) -> OpenedConnector:
    return open_checked(single_target("orders", workspace(tmp_path)))


def test_a_page_has_all_cards_and_no_address_of_this_machine(tmp_path):
    files = page_files([opened(tmp_path)], tmp_path)
    data = data_of(files)
    assert [one["connector"]["title"] for one in data["models"]] == ["Orders"]
    assert {*data["operations"]} == {f"orders/{name}" for name in ("Read", "Create", "List", "Remove", "Hook")}
    assert str(tmp_path).encode() not in files["model.js"]


def test_many_connectors_are_named_once(tmp_path):
    """Were all of them named beside each of them, the page would grow with the square of their number."""
    one = opened(tmp_path)
    assert one.connector is not None
    many = [replace(one, connector=replace(one.connector, id=f"orders-{number}")) for number in range(30)]
    files, alone = page_files(many, tmp_path), page_files(many[-1:], tmp_path)
    assert data_of(files)["preview"]["names"] == [f"orders-{number}" for number in range(30)]
    assert files["model.js"].count(b"orders-29") == alone["model.js"].count(b"orders-29")


def test_a_page_loads_only_what_is_beside_it(tmp_path):
    files = page_files([opened(tmp_path)], tmp_path)
    page = files["index.html"].decode()
    assert {*files} == {"index.html", "page.css", "page.js", "model.js", "licences.txt", "orders.png"}
    assert "default-src 'self'" in page
    assert 'type="module"' not in page
    assert "api/icon" not in page
    assert b"Permission is hereby granted" in files["licences.txt"]
    assert b"Apache License" in files["licences.txt"]


def test_secrets_are_taken_out_of_the_data(tmp_path):
    files = page_files([opened(tmp_path)], tmp_path, lambda text: text.replace("Read an order", "***"))
    assert b"Read an order" not in files["model.js"]


def test_the_same_connector_gives_the_same_files(tmp_path):
    one = opened(tmp_path)
    written = export([one], tmp_path / "site", tmp_path)
    first = {file.name: file.read_bytes() for file in written}
    assert first == {file.name: file.read_bytes() for file in export([one], tmp_path / "site", tmp_path)}
    assert first == page_files([one], tmp_path)
