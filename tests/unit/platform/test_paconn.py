"""How paconn is found, what it is given, and that a secret is neither among its arguments nor in what it says."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from connectorsmith.errors import NetworkError, ToolError
from connectorsmith.platform.paconn import Call, Ran, explain, find_paconn, run_paconn

PYTHON = Path("/opt/a venv/bin/python")
SECRET = 'a "secret" é'


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.delenv("CONNECTORSMITH_PACONN", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def program(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    file.chmod(0o755)
    return file


def test_found_by_the_variable_first(folder, monkeypatch):
    program(folder / "paconn", "#!/bin/sh\n")
    python = program(folder / "venv" / "python", "#!/bin/sh\n")
    monkeypatch.setenv("CONNECTORSMITH_PACONN", str(program(folder / "venv" / "paconn", "#!/bin/sh\n")))
    assert find_paconn() == python


def test_found_on_the_path_through_a_link(folder):
    python = program(folder / "venv" / "python3", "#!/bin/sh\n")
    program(folder / "venv" / "paconn", "#!/bin/sh\n")
    (folder / "paconn").symlink_to(folder / "venv" / "paconn")
    assert find_paconn() == python


def test_found_by_its_first_line(folder):
    program(folder / "paconn", f"#!{sys.executable}\nimport paconn\n")
    assert find_paconn() == Path(sys.executable)


@pytest.mark.parametrize("text", ["#!/bin/sh\n", "\x7fELF", "", "#!/nowhere/python3\n"])
def test_not_run_by_python(text, folder):
    program(folder / "paconn", text)
    with pytest.raises(ToolError, match="is not run by a Python that could be found"):
        find_paconn()


def test_missing(folder, monkeypatch):
    with pytest.raises(ToolError, match=r"^paconn was not found$") as fault:
        find_paconn()
    assert "pip install paconn==0.0.21" in fault.value.hint
    assert "\n" not in fault.value.hint
    monkeypatch.setenv("CONNECTORSMITH_PACONN", "/nowhere/paconn")
    with pytest.raises(ToolError, match="names /nowhere/paconn, which is not there"):
        find_paconn()


def test_secret_comes_over_the_input_alone(folder, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    echo = (
        f"#!{sys.executable}\nimport os, sys\nsaid = sys.stdin.buffer.read().decode()\n"
        "print(ascii((sys.argv[3:], sorted(k for k in os.environ if k.startswith('PYTHON')), os.environ['NETRC'])))\n"
        "sys.stderr.buffer.write(('read ' + said).encode())\n"
    )
    ran = run_paconn(program(folder / "python", echo), ["create", "-w"], folder, SECRET)
    assert ran.out == f"(['create', '-w'], ['PYTHONIOENCODING', 'PYTHONUTF8'], {os.devnull!r})\n"
    assert (ran.code, ran.said, ran.calls) == (0, "read ***\n", ())
    assert SECRET not in "".join(file.read_text("utf-8") for file in folder.iterdir())


def test_does_not_start(folder):
    with pytest.raises(ToolError, match=r"^paconn cannot be started: No such file or directory$"):
        run_paconn(folder / "python", [], folder)


def test_does_not_end(folder, monkeypatch):
    monkeypatch.setattr("connectorsmith.platform.paconn.LONGEST", 0.1)
    with pytest.raises(ToolError, match=r"did not end within 0\.1 seconds"):
        run_paconn(program(folder / "python", "#!/bin/sh\nexec /bin/sleep 9\n"), [], folder)


URL = "https://api.powerapps.com/providers/Microsoft.PowerApps/apis"
ENDS = {
    "its last line": (("ERROR: File does not exist: x\n",), ToolError, "doing: paconn says: File does not exist: x"),
    "nothing": (("",), ToolError, "doing: paconn says: exit code 1"),
    "another Python": (
        ("ModuleNotFoundError: No module named 'paconn'\n",), ToolError,
        "doing: paconn is not installed beside its Python",
    ),
    "a Python without libraries": (
        ("ModuleNotFoundError: No module named 'requests'\n",), ToolError,
        "doing: paconn is not installed beside its Python",
    ),
    "no answer": (
        ("", Call("GET", URL, fault="ConnectionError")), NetworkError,
        "doing: api.powerapps.com gave no answer (ConnectionError)",
    ),
    "the last refusal": (
        ('{"message": "no\\n\\"way\\""}', Call("GET", URL, 200), Call("GET", URL, 404), Call("GET", URL, 500)),
        NetworkError,
        'doing: api.powerapps.com answered 500: no "way"',
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ENDS)
def test_explained(name):
    (said, *calls), kind, message = ENDS[name]
    fault = explain(Ran(1, said, "", tuple(calls), PYTHON), "doing")
    assert (type(fault), fault.message) == (kind, message)


@pytest.mark.parametrize(
    ("named", "command"),
    [
        (None, "paconn"),
        ("/opt/paconn venv/bin/paconn", "'/opt/paconn venv/bin/paconn'"),
        ("C:\\venv\\Scripts\\paconn.exe", "'C:\\venv\\Scripts\\paconn.exe'"),
        ("/opt/venv/bin/python3", "/opt/venv/bin/python3 -m paconn"),
    ],
)
def test_hint_to_sign_in_names_the_paconn_that_is_used(named, command, folder, monkeypatch):
    if named is not None:
        monkeypatch.setenv("CONNECTORSMITH_PACONN", named)
    assert explain(Ran(1, "Access token invalid", "", (), PYTHON), "doing").hint == f"run: {command} login"
    refused = Ran(1, "", "", (Call("GET", URL, 401),), PYTHON)
    assert explain(refused, "doing").hint == f"sign in again: {command} login --force"


def test_hint_to_install_names_the_python_that_is_used():
    ran = Ran(1, "ModuleNotFoundError: No module named 'paconn'\n", "", (), PYTHON)
    assert explain(ran, "doing").hint == "run: '/opt/a venv/bin/python' -m pip install paconn==0.0.21"
