"""Microsoft's paconn, run in the environment it lives in, and understood by what it says and what it was answered.

It pins libraries of years ago, so it is never installed beside us; it says success where there is none, and hides the
service's answer behind its own faults, so the answers to its calls are noted while it runs.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from connectorsmith.errors import ConnectorsmithError, NetworkError, ToolError

VARIABLE: Final = "CONNECTORSMITH_PACONN"
VERSION: Final = "0.0.21"
LONGEST: Final = 600
"""Seconds that one run may take; paconn itself waits for ever."""
_NOTES: Final = "CONNECTORSMITH_NOTES"
_DRIVER: Final = """
import json, os, sys
import requests
notes = open(os.environ.pop("CONNECTORSMITH_NOTES"), "a", encoding="utf-8")
send = requests.Session.send
def noted(session, request, **named):
    note = {"method": request.method, "url": request.url.partition("?")[0]}
    try:
        answer = send(session, request, **named)
        note["status"], note["retry"] = answer.status_code, answer.headers.get("Retry-After")
        return answer
    except Exception as fault:
        note["fault"] = type(fault).__name__
        raise
    finally:
        notes.write(json.dumps(note) + "\\n")
        notes.flush()
requests.Session.send = noted
secret = sys.stdin.readline().rstrip("\\r\\n")
sys.argv = ["paconn", *sys.argv[1:], *([f"--secret={secret}"] if secret else [])]
"""
_MAIN: Final = _DRIVER + "from paconn.__main__ import main\nmain()\n"
_LIST: Final = (
    _DRIVER
    + """
from paconn.settings.settingsbuilder import SettingsBuilder
from paconn.settings.util import load_powerapps_and_flow_rp
unset = dict.fromkeys("settings_file powerapps_url powerapps_version api_properties api_definition icon script".split())
settings = SettingsBuilder.get_settings(environment=sys.argv[2], connector_id="none", **unset)
service, _ = load_powerapps_and_flow_rp(settings=settings, command_context="list")
print(json.dumps(service.get_all_connectors(sys.argv[2])))
"""
)


class Call(Struct, frozen=True):
    """A call that paconn made: the answer's status, or the name of the fault that kept it from being answered."""

    method: str
    url: str
    status: int | None = None
    retry: str | None = None
    fault: str | None = None

    @property
    def failed(self) -> bool:
        """Whether there was no answer, or one that refuses."""
        return self.status is None or self.status >= 400

    @property
    def host(self) -> str:
        """The host that was called."""
        return self.url.split("/")[2]


class Ran(Struct, frozen=True):
    """A run of paconn that has ended: its exit code, which says little, what it said, its calls, and its Python."""

    code: int
    said: str
    out: str
    calls: tuple[Call, ...]
    python: Path

    @property
    def refused(self) -> Call | None:
        """The last call that failed."""
        return next((call for call in reversed(self.calls) if call.failed), None)


def find_paconn() -> Path:
    """The interpreter of the environment in which paconn is installed.

    Raises ToolError if there is no paconn, or none that Python runs.
    """
    named = os.environ.get(VARIABLE)
    found = named if named and Path(named).is_file() else None if named else shutil.which("paconn")
    if found is None:
        where = f"{VARIABLE} names {named}, which is not there" if named else "paconn was not found"
        hint = (
            f"python3 -m venv ~/paconn-venv && ~/paconn-venv/bin/pip install paconn=={VERSION} "
            f"&& export {VARIABLE}=~/paconn-venv/bin/paconn"
        )
        raise ToolError(where, hint)
    return _interpreter(Path(found))


def _interpreter(script: Path) -> Path:
    for name in ("python", "python3", "python.exe"):
        if (beside := script.resolve().with_name(name)).exists():
            return beside
    first = script.read_bytes().partition(b"\n")[0].decode("utf-8", "replace")
    path = Path(first.removeprefix("#!").strip().partition(" ")[0])
    if first.startswith("#!") and path.name.startswith("python") and path.exists():
        return path
    raise ToolError(f"{script} is not run by a Python that could be found", "name the paconn of a virtual environment")


def run_paconn(python: Path, arguments: Sequence[str], folder: Path, secret: str | None = None) -> Ran:
    """Run paconn in a folder; a secret goes to it over its input, and is taken out of what it says.

    Raises ToolError if it does not start, or does not end.
    """
    return _run(python, _MAIN, arguments, folder, secret)


def list_connectors(python: Path, environment: str, folder: Path) -> list[dict[str, Any]]:
    """The custom connectors of an environment, as the service lists them. Raises NetworkError or ToolError."""
    ran = _run(python, _LIST, ["list", environment], folder, None)
    try:
        found = json.loads(ran.out)["value"]
        return [one for one in found if one["properties"].get("isCustomApi")]
    except (ValueError, KeyError, TypeError) as fault:
        raise explain(ran, "the connectors cannot be listed") from fault


def _run(python: Path, code: str, arguments: Sequence[str], folder: Path, secret: str | None) -> Ran:
    notes = folder / "calls.jsonl"
    notes.write_bytes(b"")
    # UTF-8 whatever the machine's language, no other library than its own, and no password of another tool's file
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    given = kept | {_NOTES: str(notes), "PYTHONUTF8": "1", "PYTHONIOENCODING": "utf-8", "NETRC": os.devnull}
    try:
        ended = subprocess.run(
            [str(python), "-c", code, *arguments], cwd=folder, env=given, capture_output=True, timeout=LONGEST,
            input=f"{secret or ''}\n".encode(), check=False,
        )  # fmt: skip
    except OSError as fault:
        raise ToolError(f"paconn cannot be started: {fault.strerror or fault}") from fault
    except subprocess.TimeoutExpired as fault:
        raise ToolError(
            f"paconn did not end within {LONGEST} seconds", "see whether the service can be reached"
        ) from fault
    said, out = (_hidden(stream.decode("utf-8", "replace"), secret) for stream in (ended.stderr, ended.stdout))
    calls = tuple(Call(**json.loads(line)) for line in notes.read_text("utf-8").splitlines())
    return Ran(ended.returncode, said, out, calls, python)


def _hidden(text: str, secret: str | None) -> str:
    """A text without the secret, as it is and as JSON and Python write it."""
    for form in {secret, json.dumps(secret)[1:-1], repr(secret)[1:-1]} if secret else ():
        text = text.replace(str(form), "***")
    return text


def explain(ran: Ran, doing: str) -> ConnectorsmithError:
    """Say in one sentence why a run failed: by the answer that refused it, else by its own last line."""
    if "Access token invalid" in ran.said or "Failed to load token" in ran.said:
        return ToolError(f"{doing}: paconn is not signed in", f"run: {_command()} login")
    if re.search(r"No module named '(paconn|requests)\b", ran.said):
        install = f"run: {shlex.quote(str(ran.python))} -m pip install paconn=={VERSION}"
        return ToolError(f"{doing}: paconn is not installed beside its Python", install)
    call = ran.refused
    if call is None:
        last = (ran.said.strip().splitlines() or [f"exit code {ran.code}"])[-1].removeprefix("ERROR: ")
        return ToolError(f"{doing}: paconn says: {last}")
    if call.status is None:
        return NetworkError(f"{doing}: {call.host} gave no answer ({call.fault})", "see whether it can be reached")
    said = service_says(ran.said)
    reason = f"{doing}: {call.host} answered {call.status}{f': {said}' if said else ''}"
    return NetworkError(reason, _cure(call))


def _command() -> str:
    """How the paconn that is used here is called in a shell."""
    named = os.environ.get(VARIABLE)
    if not named:
        return "paconn"
    return shlex.quote(named) + (" -m paconn" if Path(named).name.startswith("python") else "")


def service_says(text: str) -> str | None:
    """The message in an error that paconn has printed as JSON, if there is one."""
    found = re.findall(r'"message": ("(?:[^"\\]|\\.)*")', text)
    return " ".join(str(json.loads(found[0])).split()) if found else None


def _cure(call: Call) -> str:
    if ".blob." in call.host:
        return "try again: storage is lent for a short time only"
    if call.status == 401:
        return f"sign in again: {_command()} login --force"
    if call.status == 403:
        return "ask an administrator for the role Environment Maker, or see whether the environment is the right one"
    if call.status == 404:
        return "see whether the environment and the connector's id are right"
    if call.status == 409:
        return "somebody else is changing the connector: look at it in the portal, and try again"
    if call.status == 429:
        return f"the service is busy: try again in {call.retry} seconds" if call.retry else "try again later"
    return "the fault is the service's: try again later" if (call.status or 0) >= 500 else "see what the message says"
