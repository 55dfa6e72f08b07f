"""The verbs of the gateway against a real service of this machine, and what they need and leave behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

import pytest

from connectorsmith.cli import _gateway
from connectorsmith.errors import ToolError
from connectorsmith.workspace.connections_file import IGNORED, keep_out_of_git

SPEC = Path(__file__).parents[2] / "cases" / "connector-tests" / "spec" / "connector.yaml"
SECRET = "9f8e7d6c5b4a39281706f5e4d3c2b1a0"
CASES = """\
# What the service answers is written down here.
read: # an order
  operation: Read
  inputs: {id: "7"}
  expect: {status: 200}
"""


class Handler(BaseHTTPRequestHandler):
    """Answers with the key that it got, and with an address of a person."""

    def do_GET(self):
        self.server.seen.append((self.path, self.headers["X-Key"]))
        self.server.meanwhile()
        body = json.dumps({"id": 7, "lines": [self.headers["X-Key"], "ann@contoso.com"]}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def service():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.seen = []
    server.meanwhile = lambda: None
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def home(tmp_path, service, monkeypatch):
    """A workspace with a connector of the service, and a connection with its key in the environment."""
    folder = tmp_path / "specs" / "orders"
    (folder / "tests").mkdir(parents=True)
    text = SPEC.read_text("utf-8").replace("host: api.example.com", f"host: 127.0.0.1:{service.server_address[1]}")
    (folder / "connector.yaml").write_text(text.replace("schemes: [https]", "schemes: [http]"), "utf-8")
    (folder / "tests" / "cases.yaml").write_text(CASES, "utf-8")
    (tmp_path / ".connectorsmith").mkdir()
    connections = 'orders: {team: {values: {api_key: "${ORDERS_KEY}"}}}\n'
    (tmp_path / ".connectorsmith" / "connections.yaml").write_text(connections, "utf-8")
    monkeypatch.setenv("ORDERS_KEY", SECRET)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_call_reaches_the_service_with_the_key_and_shows_it_nowhere(home, service, run):
    code, out, err = run("call", "orders", "Read", "id=7", "--backend", "live", "--trace", "--record", "calls.yaml")
    assert code == 0, err
    assert service.seen == [("/v1/orders/7", SECRET)]
    written = (home / "calls.yaml").read_text("utf-8")
    assert [text for text in (out, err, written) if SECRET in text] == []
    assert "contoso" not in written


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("  Read:", "  Fetch:", "unknown operation of orders 'Read'\n  help: known: "),
        (
            "GET /orders/{id}",
            "GET /orders/{number}",
            "Read has changed since it was called: it has lost parameter id\n  help: call it again",
        ),
        (
            "lines: {items",
            "rows: {items",
            "Read has changed since it was called: it has lost property lines\n  help: call it again",
        ),
        ("  Create:", "  Add:", ""),
    ],
    ids=["operation", "parameter", "property", "another operation"],
)
def test_call_is_recorded_unless_its_names_have_changed_meanwhile(home, service, run, old, new, message):
    spec = home / "specs" / "orders" / "connector.yaml"

    def rename() -> None:
        text = spec.read_text("utf-8").replace(old, new)
        if "{number}" in new:
            text = text.replace("name: id, in: path", "name: number, in: path", 1)
        spec.write_text(text, "utf-8")

    service.meanwhile = rename
    code, out, err = run("call", "orders", "Read", "id=7", "--backend", "live", "--record", "calls.yaml")
    assert json.loads(out)["id"] == 7, "the answer is shown in any case"
    assert (code, (home / "calls.yaml").exists()) == ((1, False) if message else (0, True)), err
    assert message in err


def test_call_is_not_recorded_in_a_file_outside_of_the_workspace(home, service, run, tmp_path_factory):
    other = tmp_path_factory.mktemp("other") / "notes.yaml"
    other.write_text("mine: [private")
    (home / "calls.yaml").symlink_to(other)
    code, _, err = run("call", "orders", "Read", "id=7", "--backend", "live", "--record", "calls.yaml")
    assert code == 3
    assert "calls.yaml:1:1: error: calls.yaml is reached by a link that leads out of the workspace" in err
    assert "private" not in err
    assert other.read_text() == "mine: [private"


@pytest.mark.parametrize(
    "words",
    [["--backend", "recorded", "FILE"], ["--backend=recorded", "FILE"], ["--backend", "recorded FILE"]],
    ids=str,
)
def test_backend_takes_recorded_file_as_two_words(home, service, run, words):
    run("call", "orders", "Read", "id=7", "--record", "calls.yaml")
    code, out, err = run("call", "orders", *[word.replace("FILE", "calls.yaml") for word in words], "Read", "id=7")
    assert (code, json.loads(out)["id"]) == (0, 7), err
    code, _, err = run("call", "orders", "Read", "id=7", "--backend", "recorded")
    assert (code, service.seen) == (1, [])
    assert "there is no backend 'recorded'" in err


def test_live_run_compares_the_answer_and_writes_it_into_the_case(home, service, run):
    code, out, err = run("test", "orders", "--live", "--record")
    assert (code, service.seen) == (0, [("/v1/orders/7", SECRET)]), err
    assert out == "orders: 1 case, 1 passed\n"
    written = (home / "specs" / "orders" / "tests" / "cases.yaml").read_text("utf-8")
    assert written.startswith(
        "# What the service answers is written down here.\nread:  # an order\n  operation: Read\n"
    )
    assert "answer: {status: 200, body: {id: 7, lines: [test-api-key, person1@example.com]}}" in written
    assert SECRET not in written
    again, out, _ = run("test", "orders")
    assert (again, out) == (0, "orders: 1 case, 1 passed\n")


@pytest.mark.parametrize(
    ("old", "new", "written"),
    [
        ("expect: {status: 200}", "expect: {status: 204}", True),
        ("read: #", "other: {operation: Read, inputs: {id: '8'}, expect: {status: 200}}\nread: #", True),
        ('inputs: {id: "7"}', 'inputs: {id: "8"}', False),
        ("read: #", "reading: #", False),
        ("read: #", "read: [#", False),
    ],
    ids=["recorded", "another case", "inputs", "name", "not YAML"],
)
def test_live_run_is_recorded_unless_its_cases_have_changed_meanwhile(home, service, run, old, new, written):
    cases = home / "specs" / "orders" / "tests" / "cases.yaml"
    changed = CASES.replace(old, new)
    service.meanwhile = lambda: cases.write_text(changed, "utf-8")
    code, _, err = run("test", "orders", "--live", "--record")
    text = cases.read_text("utf-8")
    assert (code, "person1@example.com" in text, text == changed) == ((0, True, False) if written else (1, False, True))
    if written:
        assert ("other:" in text) == ("other:" in new)
    else:
        assert f'error: cannot write {cases}: the case "read" was changed while this ran\n' in err


def test_live_run_leaves_out_cases_of_webhooks(home, service, run):
    cases = home / "specs" / "orders" / "tests" / "cases.yaml"
    cases.write_text(f"{CASES}paid: {{operation: Hook, steps: [{{register: {{}}}}]}}\n", "utf-8")
    code, out, err = run("test", "orders", "--live")
    assert (code, service.seen) == (0, [("/v1/orders/7", SECRET)]), err
    assert "cases.yaml:6:1: warning: the case is left out of the live run: the service cannot call the address" in out
    assert "help: listen on this machine: connectorsmith call orders Hook --backend live --listen" in out
    assert out.endswith("orders: 1 case, 1 passed\n")


def test_finding_of_a_recorded_run_shows_the_line_that_was_compared(home, run):
    cases = home / "specs" / "orders" / "tests" / "cases.yaml"
    cases.write_text(CASES.replace("status: 200", "status: 204"), "utf-8")
    code, out, _ = run("test", "orders", "--live", "--record")
    assert code == 3
    assert "expect: {status: 204}" in out
    assert "status: 200" in cases.read_text("utf-8")


@pytest.mark.parametrize("pair", ["id=\udcff", "\udcff=7", "\udcff=@file"])
def test_input_that_is_not_utf8_is_wrong_usage(home, run, pair):
    code, _, err = run("call", "orders", "Read", pair)
    assert code == 2
    assert "has bytes that are not UTF-8: write them into a file, and KEY=@FILE" in err


def test_missing_variable_is_said_at_its_place(home, run, monkeypatch):
    monkeypatch.delenv("ORDERS_KEY")
    code, _, err = run("call", "orders", "Read", "id=7", "--backend", "live")
    assert code == 3
    assert "connections.yaml:1:26: error: the environment variable ORDERS_KEY is not set" in err


def test_packages_that_are_missing_are_named_with_the_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "aiohttp", None)
    with pytest.raises(ToolError) as caught:
        _gateway.need_packages()
    assert caught.value.message == "the gateway needs packages that are not installed: aiohttp"
    assert caught.value.hint == "install them: pip install 'connectorsmith[gateway]'"


@pytest.mark.parametrize("before", [None, "", "*.pyc", "*.pyc\n"])
def test_git_ignores_connections_from_now_on(tmp_path, before):
    (tmp_path / ".git").mkdir()
    file = tmp_path / ".gitignore"
    if before is not None:
        file.write_text(before, "utf-8")
    assert len(keep_out_of_git(tmp_path)) == 1
    lines = file.read_text("utf-8").splitlines()
    assert lines[-2:] == [*IGNORED]
    assert (before or "").splitlines() == lines[: len((before or "").splitlines())]
    assert keep_out_of_git(tmp_path) == []


@pytest.mark.parametrize("line", [".connectorsmith/", "/.connectorsmith"])
def test_folder_that_is_ignored_as_a_whole_is_enough(tmp_path, line):
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text(f"{line}\n", "utf-8")
    assert keep_out_of_git(tmp_path) == []


def test_nothing_is_written_outside_of_git(tmp_path):
    if any((folder / ".git").exists() for folder in tmp_path.parents):
        pytest.skip("the folder for temporary files is in a git repository")
    assert keep_out_of_git(tmp_path) == []
    assert not (tmp_path / ".gitignore").exists()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_workers_share_a_port_and_end_with_the_first(home):
    command = [sys.executable, "-m", "connectorsmith", "serve", "orders", "--port", "0", "--workers", "2", "--bare"]
    with subprocess.Popen(command, cwd=home, stderr=subprocess.PIPE, text=True) as serving:
        try:
            assert serving.stderr is not None
            address = serving.stderr.readline().removeprefix("serving on ").partition(" ")[0]
            with urllib.request.urlopen(f"{address}/apim/orders/team/orders/7", timeout=10) as answer:
                assert answer.status == 200
        finally:
            serving.send_signal(signal.SIGTERM)
        assert serving.wait(20) == 0


def test_preview_reads_saves_and_ends_tidily(home, service):
    command = [sys.executable, "-m", "connectorsmith", "preview", "orders", "--no-open", "--backend", "live"]
    with subprocess.Popen(command, cwd=home, stderr=subprocess.PIPE, text=True) as previewing:
        try:
            assert previewing.stderr is not None
            first = next(line for line in previewing.stderr if line.startswith("preview on "))
            address = first.removeprefix("preview on ").partition(" ")[0]
            asked = json.dumps({"operation": "Read", "inputs": {"id": "7"}}).encode()
            request = urllib.request.Request(f"{address}api/run", asked, {"Content-Type": "application/json"})
            with urllib.request.urlopen(request, timeout=10) as answer:
                text = answer.read().decode()
            heard = Event()
            Thread(target=_save_again, args=(home / "specs" / "orders" / "connector.yaml", heard, previewing)).start()
            try:
                assert next(line for line in previewing.stderr if "read again" in line) == "read again: orders\n"
            finally:
                heard.set()
        finally:
            previewing.send_signal(signal.SIGTERM)
        assert previewing.wait(20) == 0
    assert service.seen == [("/v1/orders/7", SECRET)]
    assert SECRET not in text
    assert "***" in text


def _save_again(file: Path, heard: Event, process: subprocess.Popen[str]) -> None:
    """Save a file until the process has heard of it, which may not watch yet; kill a process that never does."""
    text = file.read_text("utf-8")
    for number in range(100):
        if heard.wait(0.3):
            return
        file.write_text(text.replace("Read an order", f"Look up order {number}"), "utf-8")
    process.kill()
