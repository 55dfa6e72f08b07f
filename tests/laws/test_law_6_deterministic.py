"""Law 6, deterministic: the same spec gives the same bytes on any machine, and bytes that any tool reads."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from tests.strategies import imported, packages

from connectorsmith import load, render
from connectorsmith.emitters import definition, properties
from connectorsmith.workspace.layout import Workspace

ROOT = Path(__file__).parents[2]
NAMES = Workspace(ROOT).names()
PRINT = """
import hashlib, json, pathlib, sys
from connectorsmith import load, render
files = render(load(sys.argv[1], pathlib.Path(sys.argv[2])))
print(json.dumps({name: hashlib.sha256(content).hexdigest() for name, content in files.items()}))
"""
MACHINES = {
    "hash seed 1": {"PYTHONHASHSEED": "1"},
    "hash seed 2, ASCII, New Zealand": {
        "PYTHONHASHSEED": "2",
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "TZ": "Pacific/Auckland",
    },
    "another language": {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "Asia/Kolkata", "PYTHONUTF8": "1"},
}


@pytest.fixture(scope="module", params=NAMES)
def name(request):
    return request.param


@pytest.fixture(scope="module")
def files(name):
    return render(load(name, ROOT))


@pytest.mark.parametrize("machine", MACHINES.values(), ids=MACHINES)
def test_same_bytes_elsewhere(name, files, machine, tmp_path):
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "TZ", "PYTHON"))}
    command = [sys.executable, "-c", PRINT, name, str(ROOT)]
    done = subprocess.run(command, env=kept | machine, cwd=tmp_path, capture_output=True, check=True)
    assert json.loads(done.stdout) == {path: hashlib.sha256(content).hexdigest() for path, content in files.items()}


def test_same_order_of_files(files, name):
    assert [*render(load(name, ROOT))] == [*files]


def test_texts_are_utf_8_with_plain_line_ends(files):
    for path, content in files.items():
        if path.endswith(".png"):
            continue
        assert not content.startswith(b"\xef\xbb\xbf"), path
        assert b"\r" not in content, path
        assert content.endswith(b"\n"), path
        assert not content.endswith(b"\n\n"), path
        assert "\0" not in content.decode("utf-8"), path


def test_json_is_canonical(files):
    for path in (path for path in files if path.endswith(".json")):
        assert files[path].isascii(), path
        assert files[path] == (json.dumps(json.loads(files[path]), indent=2) + "\n").encode(), path


def test_no_time_and_no_place(files):
    for path, content in files.items():
        assert str(ROOT).encode() not in content, path


@given(packages)
def test_json_of_any_connector_is_canonical(package):
    connector = imported(package)
    for file in (*definition.emit(connector), *properties.emit(connector)):
        assert file.content.isascii()
        assert file.content == (json.dumps(json.loads(file.content), indent=2) + "\n").encode()
