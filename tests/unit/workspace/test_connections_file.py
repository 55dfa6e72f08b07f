"""Connections as data: a file, the environment, and the connections or the faults that come of them."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from connectorsmith import load
from connectorsmith.source.yaml.read import read_yaml
from connectorsmith.workspace.connections_file import NAME, ConnectionEntry, read_connections

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "tests" / "cases" / "connections"
CASES = {
    f"{file.stem}: {name}": case
    for file in sorted(FOLDER.glob("*.yaml"))
    for name, case in read_yaml(file.read_text("utf-8"), file)[0].value.items()
}


def written(root: Path, text: str) -> Path:
    file = root / NAME
    file.parent.mkdir()
    file.write_text(text, "utf-8")
    return root


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_case(case, tmp_path, monkeypatch):
    kept = case.get("keyring", {})
    monkeypatch.setitem(sys.modules, "keyring", SimpleNamespace(get_password=lambda service, name: kept.get(name)))
    found = read_connections(written(tmp_path, case["file"]))
    entries, faults = found.entries(load(case["connector"], ROOT), case.get("environ", {}))
    lines = [
        f"{one.span.line}:{one.span.column}: {one.message}; {one.hint}"
        for one in sorted([*found.diagnostics, *faults], key=lambda one: one.span)
    ]
    expected = case.get("faults", [])
    assert len(lines) == len(expected), lines
    assert [line[: len(wanted)] for line, wanted in zip(lines, expected, strict=True)] == expected
    if "entries" in case:
        assert entries == {name: ConnectionEntry(name, **entry) for name, entry in case["entries"].items()}
        assert found.names(case["connector"]) == tuple(entries)


def test_no_file_is_no_connection(tmp_path):
    found = read_connections(tmp_path)
    assert (found.diagnostics, found.entries(load("oneflow", ROOT), {})) == ((), ({}, []))


def test_a_connector_that_the_workspace_does_not_have_is_named(tmp_path):
    found = read_connections(written(tmp_path, "onflow: {work: {}}\noneflow: {work: {}}\n"))
    [fault] = found.strangers(["oneflow", "workpoint"])
    assert (fault.message, fault.hint) == ("the workspace has no connector onflow", "did you mean oneflow?")
    assert (fault.span.line, fault.span.column) == (1, 1)


def test_no_secret_is_in_the_text_of_a_connection():
    entry = ConnectionEntry("work", {"api_key": "0123456789abcdef"}, None, {"token": "fedcba9876543210"})
    assert repr(entry) == "ConnectionEntry('work', values of ['api_key'], tokens of ['token'])"
