"""The YAML files of the package are kept as read; another text is read again, and a damaged file stops nothing."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import yaml

import connectorsmith
from connectorsmith import packaged_yaml as module
from connectorsmith.packaged_yaml import packaged_yaml
from connectorsmith.source.yaml.read import read_yaml

PACKAGE = Path(connectorsmith.__file__).parent
FILES = sorted(file for file in PACKAGE.rglob("*.yaml") if "templates" not in file.relative_to(PACKAGE).parts)
WHICH = ("connectorsmith.diagnostics", "secret_names.yaml")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Where bytecode is kept, and written whatever the tests run with."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "kept"


def read(monkeypatch, text: bytes, reads: int):
    """The value of a file with this text, and a check of how often the text itself is read."""
    calls = []
    original = yaml.load
    monkeypatch.setattr(module, "get_data", lambda *_: text)
    monkeypatch.setattr(yaml, "load", lambda *given: calls.append(given) or original(*given))
    found = packaged_yaml(*WHICH)
    monkeypatch.setattr(yaml, "load", original)
    assert len(calls) == reads
    return found


def kept(folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file()]


def test_a_text_is_read_once(folder, monkeypatch):
    assert read(monkeypatch, b"a: [1, x]", reads=1) == {"a": [1, "x"]}
    assert read(monkeypatch, b"a: [1, x]", reads=0) == {"a": [1, "x"]}
    assert len(kept(folder)) == 1


def test_files_of_equal_names_are_kept_apart(folder, monkeypatch):
    monkeypatch.setattr(module, "get_data", lambda package, name: f"a: {package} {name}".encode())
    which = [("connectorsmith.importers.openapi3", "a/b.yaml"), ("connectorsmith.exporters.openapi3", "a/b.yaml")]
    which.append(("connectorsmith.importers.openapi3", "a_b.yaml"))
    for package, name in which:
        packaged_yaml(package, name)
    assert len(kept(folder)) == 3


def test_another_text_is_read(folder, monkeypatch):
    read(monkeypatch, b"a: 1", reads=1)
    assert read(monkeypatch, b"a: 2", reads=1) == {"a": 2}
    assert read(monkeypatch, b"a: 2", reads=0) == {"a": 2}


@pytest.mark.parametrize("damage", [b"", b"x", None], ids=["empty", "foreign", "cut off"])
def test_a_damaged_file_is_replaced(damage, folder, monkeypatch):
    read(monkeypatch, b"a: 1", reads=1)
    (file,) = kept(folder)
    file.write_bytes(file.read_bytes()[:-3] if damage is None else damage)
    assert read(monkeypatch, b"a: 1", reads=1) == {"a": 1}
    assert read(monkeypatch, b"a: 1", reads=0) == {"a": 1}


def test_nothing_is_written_where_bytecode_is_not(folder, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert read(monkeypatch, b"a: 1", reads=1) == {"a": 1}
    assert kept(folder) == []


def test_a_folder_that_cannot_be_written_is_not_a_fault(folder, monkeypatch):
    folder.write_text("a file where a folder has to be")
    assert read(monkeypatch, b"a: 1", reads=1) == {"a": 1}


def test_full_disk_leaves_no_part_of_a_file(folder, monkeypatch):
    def write(file: Path, content: bytes) -> int:
        with file.open("wb") as opened:
            opened.write(content[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", write)
    assert read(monkeypatch, b"a: 1", reads=1) == {"a": 1}
    assert kept(folder) == []


def test_the_reader_of_specs_reads_the_same_values():
    """No file of the package holds what YAML 1.1 and 1.2 read differently, or a key twice."""
    assert len(FILES) > 20
    differing = []
    for file in FILES:
        document, faults = read_yaml(file.read_text("utf-8"), file)
        package = ".".join(("connectorsmith", *file.parent.relative_to(PACKAGE).parts))
        data, name = (package, file.name) if (file.parent / "__init__.py").exists() else _in_folder(file)
        if faults or packaged_yaml(data, name) != document.value:
            differing.append(file)
    assert differing == []


def _in_folder(file: Path) -> tuple[str, str]:
    """The package and name of a file in a folder that is not a package itself."""
    parts = file.parent.parent.relative_to(PACKAGE).parts
    return ".".join(("connectorsmith", *parts)), f"{file.parent.name}/{file.name}"
