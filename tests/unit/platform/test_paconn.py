"""How paconn is found, what it is given, and that a secret is neither among its arguments nor in what it says."""

from __future__ import annotations

import ast
import os
import sys
from pathlib import Path

import pytest

from connectorsmith.errors import ToolError
from connectorsmith.platform.paconn import Paconn, PaconnCall, find_paconn
from connectorsmith.platform.paconn_faults import explain

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


ECHO = f"""#!{sys.executable}
import os, sys
line = sys.stdin.buffer.readline().decode()
print(ascii((sys.argv[3:], sorted(k for k in os.environ if k.startswith('PYTHON')), os.environ['NETRC'])))
print([name for name in os.environ if name.startswith('OWN_')])
sys.stderr.buffer.write(('read ' + line).encode())
"""
"""Represents the Python that paconn is installed for: says what it was given."""


def test_secret_comes_over_the_input_alone(folder, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    ran = Paconn(program(folder / "python", ECHO), SECRET).run(["create", "-w"], folder, send_secret=True)
    assert ran.out == f"(['create', '-w'], ['PYTHONIOENCODING', 'PYTHONUTF8'], {os.devnull!r})\n[]\n"
    assert (ran.code, ran.output, ran.calls) == (0, "read ***\n", ())
    assert SECRET not in "".join(file.read_text("utf-8") for file in folder.iterdir())


@pytest.mark.parametrize(
    ("secret", "kept"),
    [
        ("hunter2-secret", ["OWN_NAME"]),
        (" hunter2-secret", ["OWN_IN_JSON", "OWN_NAME"]),  # which the other holds without the blank
        ("orders", ["OWN_SECRET", "OWN_ENDED", "OWN_IN_JSON"]),
        ("order", ["OWN_SECRET", "OWN_ENDED", "OWN_IN_JSON", "OWN_NAME"]),  # too short to be looked for inside others
        (None, ["OWN_SECRET", "OWN_ENDED", "OWN_IN_JSON", "OWN_NAME"]),
    ],
)
def test_no_variable_that_holds_the_secret_is_passed_on(secret, kept, folder, monkeypatch):
    monkeypatch.setenv("OWN_SECRET", "hunter2-secret")
    monkeypatch.setenv("OWN_ENDED", "hunter2-secret\r\n")
    monkeypatch.setenv("OWN_IN_JSON", '{"a": "hunter2-secret"}')
    monkeypatch.setenv("OWN_NAME", "orders")
    ran = Paconn(program(folder / "python", ECHO), secret).run(["list"], folder)
    assert sorted(ast.literal_eval(ran.out.splitlines()[1])) == sorted(kept)
    assert ran.output == "read \n"


FILLING = """
import resource
class Session:
    def send(self, request):
        print("sent", flush=True)
        resource.setrlimit(resource.RLIMIT_FSIZE, (notes_may_have, resource.RLIM_INFINITY))
        return Answer()
class Answer:
    status_code, headers = 200, {}
"""
"""Represents requests: from the first call on, no file may grow beyond a number of bytes, as on a full disk."""
UPDATES = """
import requests
from types import SimpleNamespace
def main():
    for number in range(2):
        requests.Session().send(SimpleNamespace(method="PATCH", url=f"https://host/apis/{number}?api-version=1"))
"""
"""Represents paconn: makes two calls."""


@pytest.mark.parametrize(
    ("notes_may_have", "status"), [(0, None), (90, None), (1_000, 200)], ids=["none", "a part", "all of it"]
)
def test_call_whose_answer_does_not_fit_on_the_disk_is_one_without_an_answer(notes_may_have, status, folder):
    program(folder / "requests.py", FILLING.replace("notes_may_have", str(notes_may_have)))
    program(folder / "paconn" / "__main__.py", UPDATES)
    ran = Paconn(Path(sys.executable)).run(["update"], folder)
    first = PaconnCall("PATCH", "https://host/apis/0", status)
    if status is not None:
        assert (ran.out, ran.calls) == ("sent\nsent\n", (first, PaconnCall("PATCH", "https://host/apis/1", 200)))
        return
    assert (ran.out, ran.calls) == ("sent\n", (first,)), "no call is made that cannot be noted"
    fault = explain(ran, "it is not known whether it was updated")
    assert fault.message == "it is not known whether it was updated: paconn says: OSError: [Errno 27] File too large"


WRITES = """
import resource
def main():
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
    open("icon.png", "w").write("picture")
"""
"""Represents paconn: writes a file on a full disk, and leaves it to Python to close it."""


def test_file_that_does_not_fit_on_the_disk_makes_the_run_fail(folder):
    program(folder / "requests.py", FILLING)
    program(folder / "paconn" / "__main__.py", WRITES)
    ran = Paconn(Path(sys.executable)).run(["download"], folder)
    assert ran.code == 1
    assert explain(ran, "it cannot be downloaded").message.endswith("paconn says: OSError: [Errno 27] File too large")


def test_does_not_start(folder):
    with pytest.raises(ToolError, match=r"^paconn cannot be started: No such file or directory$"):
        Paconn(folder / "python").run([], folder)


def test_does_not_end(folder, monkeypatch):
    monkeypatch.setattr("connectorsmith.platform.paconn.LONGEST", 0.1)
    monkeypatch.setattr("connectorsmith.platform.paconn._PAUSE", 0.01)
    with pytest.raises(ToolError, match=r"did not end within 0\.1 seconds"):
        Paconn(program(folder / "python", "#!/bin/sh\nexec /bin/sleep 9\n")).run([], folder)


def test_ends_before_it_has_read_the_secret(folder):
    ran = Paconn(program(folder / "python", "#!/bin/sh\nexit 7\n"), "x" * 100_000).run([], folder, send_secret=True)
    assert (ran.code, ran.output) == (7, "")


def test_is_killed_when_it_is_to_end(folder):
    """The program says who it is and waits; what is raised the second time, while it runs, ends it."""
    started = folder / "started"
    os.mkfifo(started)
    waits = program(folder / "python", f"#!/bin/sh\necho $$ > {started}\nexec /bin/sleep 99\n")
    asked: list[int] = []

    def check() -> None:
        asked.append(int(started.read_text()) if asked else 0)
        if len(asked) > 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Paconn(waits, None, check).run([], folder)
    with pytest.raises(ProcessLookupError):
        os.kill(asked[1], 0)
