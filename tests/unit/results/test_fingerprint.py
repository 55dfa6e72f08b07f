"""The digests change with everything that a run depends on, and with nothing else."""

from __future__ import annotations

import os
import sys

import pytest
from tests.transcripts import prepare

from connectorsmith.results import fingerprint
from connectorsmith.results.fingerprint import Reads, state_of, state_of_code
from connectorsmith.results.reads import reads_of

SPEC = "specs/library/connector.yaml"
BUILT = "connectors/library/settings.json"
OTHER = {"specs/other/connector.yaml": "info: {}\n", "policies/own.yaml": "id: own\n", BUILT: "{}\n"}
NEW = "[lint]\nprofile = 'certified'\n"

CHANGES = {
    "a byte of a spec": {"edit": {SPEC: ["Library", "Librory"]}},
    "a file more in a spec": {"write": {"specs/library/more.yaml": "{}\n"}},
    "a file less in a spec": {"remove": ["specs/library/definitions.yaml"]},
    "an empty spec": {"write": {SPEC: ""}},
    "a lone spec": {"write": {"specs/single.yaml": "{}\n"}},
    "a spec of one file beside its folder": {"write": {"specs/library.yaml": "{}\n"}},
    "a connector that differs by capital letters": {"write": {"specs/Library/connector.yaml": "{}\n"}},
    "an icon": {"write": {"specs/library/icon.png": "x"}},
    "a page": {"write": {"specs/library/readme.md": "x"}},
    "a script": {"write": {"specs/library/script.csx": "x"}},
    "a snippet": {"write": {"specs/library/script/a.cs": "x"}},
    "settings": {"write": {"connectorsmith.toml": NEW}},
    "settings of a project": {"write": {"pyproject.toml": "[tool.connectorsmith]\n"}},
    "settings above the workspace": {"write": {"../connectorsmith.toml": NEW}},
    "settings in the folder of the specs": {"write": {"specs/connectorsmith.toml": NEW}},
    "settings in the folder of a spec": {"write": {"specs/library/connectorsmith.toml": NEW}},
    "a policy template": {"edit": {"policies/own.yaml": ["own", "mine"]}},
    "a further policy template": {"write": {"policies/further.yaml": "id: further\n"}},
    "no policy templates": {"remove": ["policies"]},
    "a byte of what was built": {"write": {BUILT: "{ }\n"}},
    "a file less in what was built": {"remove": [BUILT]},
    "a file more in what was built": {"write": {"connectors/library/policies/old/policy.xml": "x"}},
    "a package for an environment": {"write": {"connectors/library/environments/test/reference.md": "x"}},
    "a workspace above": {"write": {"../specs/x": ""}},
    "what an interrupted run has left": {"write": {".connectorsmith-undo.partial": ""}},
    "what an interrupted run is to complete": {"write": {".connectorsmith-redo.partial": ""}},
    "a path that has the name of a connector": {"write": {"library": ""}},
    "a link in the place of a file": {"remove": [SPEC], "links": {SPEC: "../../README.md"}},
    "a pipe in the place of a file": {"remove": [SPEC], "pipes": [SPEC]},
    "a link in a spec": {"links": {"specs/library/more.yaml": "connector.yaml"}},
    "a link among the specs": {"links": {"specs/linked": "library"}},
}


def reads(*names: str) -> Reads:
    found = reads_of(None, names, ["library", "text"], None, packages=True)
    assert found is not None
    return found


@pytest.mark.parametrize("names", [(), ("library",)], ids=["all", "one"])
@pytest.mark.parametrize("change", CHANGES)
def test_change_of_a_file(change, names, root):
    prepare(root, {"write": OTHER})
    known = reads(*names)
    before = state_of(known)
    assert state_of(known) == before
    prepare(root, CHANGES[change])
    try:
        after = state_of(known)
    except OSError:
        return
    assert after != before


OF_OTHERS = {
    "a spec": {"edit": {"specs/other/connector.yaml": ["{}", "{ }"]}},
    "a package": {"write": {"connectors/other/settings.json": "x"}},
    "a file of the workspace": {"write": {"notes.md": "x"}},
}


@pytest.mark.parametrize("change", OF_OTHERS)
def test_change_of_what_another_connector_has(change, root):
    prepare(root, {"write": OTHER})
    before = state_of(reads("library"))
    prepare(root, OF_OTHERS[change])
    assert state_of(reads("library")) == before


def test_files_with_the_same_bytes_in_other_names(tmp_path):
    tree = Reads((), (), (str(tmp_path),))
    prepare(tmp_path, {"write": {"ab": "c", "d": ""}})
    before = state_of(tree)
    prepare(tmp_path, {"remove": ["ab"], "write": {"a": "bc"}})
    assert state_of(tree) != before


def test_files_of_many_bytes(tmp_path, monkeypatch):
    monkeypatch.setattr(fingerprint, "LARGEST", 10)
    prepare(tmp_path, {"write": {"a": "12345", "b": "12345"}})
    assert state_of(Reads((), (), (str(tmp_path),)))
    prepare(tmp_path, {"write": {"c": "1"}})
    with pytest.raises(OSError, match="more than 10 bytes"):
        state_of(Reads((), (), (str(tmp_path),)))


CODE = {
    "a file of this package": {"write": {"package/rules/rule.py": "y = 2\n"}},
    "data of this package": {"write": {"package/words.json": "[]"}},
    "a file more in this package": {"write": {"package/rules/further.py": ""}},
    "a file less in this package": {"remove": ["package/words.json"]},
    "a library": {"remove": ["site/click-8.2.dist-info"], "write": {"site/click-8.3.dist-info/RECORD": ""}},
    "a further library": {"write": {"site/more/__init__.py": ""}},
    "a module in one file": {"write": {"site/six.py": "y = 2\n"}},
    "a file less in a library": {"remove": ["site/click/core.py"]},
}


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """A small package and its libraries in the place of those that are installed."""
    files = ("package/results/fingerprint.py", "package/rules/rule.py", "package/words.json", "site/six.py")
    libraries = ("site/click/core.py", "site/click/types.py", "site/click-8.2.dist-info/RECORD")
    prepare(tmp_path, {"write": dict.fromkeys((*files, *libraries), "")})
    monkeypatch.setattr(fingerprint, "__file__", str(tmp_path / files[0]))
    monkeypatch.setattr(sys, "path", [str(tmp_path / "site"), str(tmp_path / "python.zip")])
    return tmp_path


@pytest.mark.parametrize("change", CODE)
def test_change_of_the_code(change, installed):
    before = state_of_code()
    assert state_of_code() == before
    prepare(installed, CODE[change])
    assert state_of_code() != before


def test_file_of_the_same_size_with_its_old_time(installed):
    file = installed / "package" / "rules" / "rule.py"
    before, times = state_of_code(), file.stat()
    file.write_text("", "utf-8")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert state_of_code() != before


def test_bytecode_is_left_out(installed):
    before = state_of_code()
    prepare(installed, {"write": {"package/rules/__pycache__/rule.pyc": "", "site/__pycache__/six.pyc": ""}})
    assert state_of_code() == before


@pytest.mark.parametrize(
    ("name", "value"),
    [("version", "4.0"), ("executable", "/usr/bin/python4"), ("warnoptions", ["error"]), ("path", [])],
)
def test_another_interpreter(name, value, installed, monkeypatch):
    before = state_of_code()
    monkeypatch.setattr(sys, name, value)
    assert state_of_code() != before
