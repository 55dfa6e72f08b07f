"""One call of the command line in this process or as one of its own, and what must hold of everything it says."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import time
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple
from xml.etree import ElementTree

import click
from tests.fuzz import odd_values
from tests.fuzz.outcome import Outcome, kind_of, signature_of

from connectorsmith.cli import main
from connectorsmith.cli._group import verbs

VERBS: Final = tuple(verbs.list_commands(click.Context(verbs)))
_RAW: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Characters that change what a terminal shows, a line feed and a tab aside."""
_COMMAND: Final = re.compile(r"^\s*::|##vso\[|^\s*##\[", re.MULTILINE)
_GITHUB: Final = re.compile(r"::(error|warning|notice) [^\n]*")
_AZURE: Final = re.compile(r"##vso\[task\.logissue [^\]\n]*\]")
_OURS: Final = "fault of connectorsmith"
_CHANCE: Final = re.compile(r'"seconds": [\d.e-]+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}')
"""What differs between two runs: seconds, and the ids by which the platform follows a request."""
MACHINE: Final = re.compile(
    r"unknown (connector|operation|environment) |has no custom code|no definition in |there is no (spec|connector|file)"
    r"|environments\.yaml does not say which|cannot (read|list|write|use|create) |is described twice|no file in "
    r"|would not be read, because|differ by capital letters|do not tell \S+ from it|there is a spec already"
    r"|there is already"
    r"|unknown (input|connection) of|there is no backend |is not a baseline|is a baseline of version"
    r"|finding _? ?\d* ?of .* is none|no connector in|no properties in|name the one|holds several connectors"
    r"|unknown policy template |cannot be the id of |has an operation \S+ already|belongs to another description"
    r"|is a parameter that operations share|is the call of \S+ already|is the name of (something inside|another) "
    r"|has this name already|could not be written|is the \w+ and the |there is \S+ in \S+ already"
    r"|imported\.json is not (JSON|the record of an import)|unknown name |cannot be a name here|not a git repository"
    r"|is not the address of a server|is not a spec in the work tree|paconn|the name of a connector is empty"
)
"""What may end with 1: names that do not exist, files that cannot be used."""


class Ended(NamedTuple):
    """How a call ended."""

    code: int
    out: str
    err: str


def call(
    arguments: Sequence[str], outcome: Outcome, given: bytes = b"", process: str | None = None, alike: bool = True
) -> Ended:
    """Call a verb in the current folder, and hold what it says against what must always hold.

    ``process`` is the hash seed of a process of its own. Output that is not ``alike`` in two runs, since it names ports
    and times, is not part of the digest.
    """
    start = time.process_time()
    ended = _in_process(arguments, outcome, given) if process is None else _as_process(arguments, given, process)
    spent = time.process_time() - start
    verb = arguments[0] if arguments and arguments[0] in VERBS else "(no verb)"
    outcome.runs[f"{verb} = {ended.code}"] += 1
    outcome.spend(verb, spent)
    check(arguments, ended, outcome)
    here = str(Path.cwd())
    output = [_CHANCE.sub("", text.replace(here, "HERE")) for text in (ended.out, ended.err)]
    outcome.note(list(arguments), ended.code, *(output if alike else ()))
    return ended


def _in_process(arguments: Sequence[str], outcome: Outcome, given: bytes) -> Ended:
    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2)]
    kept = sys.stdout, sys.stderr, sys.stdin, sys.argv
    sys.stdout, sys.stderr = streams
    sys.stdin = io.TextIOWrapper(io.BytesIO(given), encoding="utf-8", errors="surrogateescape")
    sys.argv = ["connectorsmith", *arguments]
    code = 0
    try:
        main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    except Exception as fault:
        outcome.fail(f"traceback: {signature_of(fault)}", f"{list(arguments)}\n{traceback.format_exc()[-2_500:]}")
        code = -1
    finally:
        for stream in streams:
            stream.flush()
        sys.stdout, sys.stderr, sys.stdin, sys.argv = kept
    out, err = (stream.buffer.getvalue().decode("utf-8", "surrogatepass") for stream in streams)  # type: ignore[attr-defined]
    return Ended(code, out, err)


def _as_process(arguments: Sequence[str], given: bytes, hash_seed: str) -> Ended:
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONIOENCODING": "utf-8"}
    ended = subprocess.run(
        [sys.executable, "-m", "connectorsmith", *arguments], input=given, capture_output=True, env=environment
    )
    return Ended(ended.returncode, *(text.decode("utf-8", "surrogatepass") for text in (ended.stdout, ended.stderr)))


def check(arguments: Sequence[str], ended: Ended, outcome: Outcome) -> None:
    """What must hold of every call."""
    output = f"{list(arguments)} = {ended.code}\n{ended.out[-1_500:]}\n! {ended.err[-1_500:]}"
    both = f"{ended.out}\n{ended.err}"
    verb, form = arguments[0] if arguments else "completion", _form(arguments)
    if "Traceback (most recent call last)" in ended.err:
        outcome.fail(f"traceback: {kind_of(ended.err.strip().splitlines()[-1])}", output)
    if ended.code not in (-1, 0, 1, 2, 3):
        outcome.fail(f"{verb}: exit code {ended.code}", output)
    if ended.code == 1 and not MACHINE.search(ended.err):
        outcome.fail(f"{verb}: exit 1: {kind_of(ended.err)}", output)
    if ended.code == 3 and not both.strip():
        outcome.fail(f"{verb}: exit 3 and not a word", output)
    if _OURS in both:
        outcome.fail(f"{verb}: says it is its own fault", output)
    if odd_values.PLANTED in both:
        outcome.fail(f"{verb}: shows a secret", output)
    _check_characters(verb, form, ended, outcome, output)
    _check_form(verb, form, ended, outcome, output)


def _check_characters(verb: str, form: str, ended: Ended, outcome: Outcome, output: str) -> None:
    """Nothing that a terminal or a build server obeys."""
    for stream, text in (("out", ended.out), ("err", ended.err)):
        raw = _RAW.search(text)
        if raw:
            outcome.fail(
                f"{verb}: raw character on {stream}",
                f"{text[max(0, raw.start() - 200) : raw.end() + 50]!r}\n{output}",
            )
        plain = text
        if stream == "out" and form == "github":
            plain = "\n".join(_GITHUB.sub("", line, count=1) for line in text.split("\n"))
        if stream == "out" and form == "azure":
            plain = "\n".join(_AZURE.sub("", line, count=1) for line in text.split("\n"))
        command = _COMMAND.search(plain)
        if command:
            outcome.fail(
                f"{verb}: raw command on {stream}",
                f"{plain[max(0, command.start() - 200) : command.end() + 50]!r}\n{output}",
            )


def _check_form(verb: str, form: str, ended: Ended, outcome: Outcome, output: str) -> None:
    """JSON, SARIF and JUnit are what they are called, and each finding in JSON has a place inside its file."""
    if ended.code not in (0, 3) or not ended.out:
        return
    try:
        if form in ("json", "sarif") and verb != "import":
            value = json.loads(ended.out)
            if form == "json" and verb in ("validate", "lint") and isinstance(value, list):
                _check_findings(verb, value, outcome)
        elif form == "junit":
            ElementTree.fromstring(ended.out)
    except (ValueError, ElementTree.ParseError) as fault:
        if not (verb == "show" and ended.code == 3):
            outcome.fail(f"{verb}: not {form}: {kind_of(str(fault))}", output)


def _check_findings(verb: str, findings: list[dict[str, object]], outcome: Outcome) -> None:
    lines: dict[str, list[str]] = {}
    for one in findings:
        file, line, column = one["file"], one["line"], one["column"]
        if not isinstance(file, str) or not isinstance(line, int) or not isinstance(column, int):
            outcome.fail(f"{verb}: no place: {one['rule']}", f"{one}")
            continue
        if file not in lines:
            lines[file] = _lines(Path(file))
        if not (1 <= line <= len(lines[file]) and 1 <= column <= len(lines[file][line - 1]) + 1):
            outcome.fail(f"{verb}: place outside of the file: {one['rule']}", f"{one}")


def _lines(file: Path) -> list[str]:
    try:
        text = file.read_bytes().decode("utf-8", "replace")
    except OSError:
        return []
    if file.suffix == ".json":
        return text.split("\n")
    return re.split(r"\r\n|[\n\r]", text.removeprefix("\ufeff"))


def _form(arguments: Sequence[str]) -> str:
    return arguments[arguments.index("--format") + 1] if "--format" in arguments else "text"
