"""``python -m tests.benchmarks.opening``: how often each verb opens a connector, reads files, and parses YAML and JSON.

No file that an author wrote may be read or parsed more than once by one verb. Counted apart are texts that
connectorsmith has written itself and reads again, to prove that nothing is lost, and reads to hide secrets, to
show lines, and to compare a file with what is about to be written. Exit code 1 if a file is read or parsed twice.
"""

from __future__ import annotations

import asyncio
import contextlib
import io
import os
import pkgutil
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest import mock

import watchfiles
from tests.transcripts import commit

import connectorsmith
from connectorsmith.cli import main as command_line
from connectorsmith.model.files import DEFINITION_FILE
from connectorsmith.server import serving
from connectorsmith.source import read_files
from connectorsmith.source.json import read as read_json
from connectorsmith.source.yaml import read as read_yaml
from connectorsmith.workspace import open as opening

ROOT = Path(__file__).parents[2]
NAME = "oneflow"
OTHERS = (
    "connectorsmith.cli",
    "connectorsmith.workspace.file_changes",
    "connectorsmith.workspace.edit_spec",
    "connectorsmith.workspace.spec_entries",
)
"""What reads files to hide secrets, to show lines, or to compare."""
API = """{
  "openapi": "3.0.0", "info": {"title": "Pets", "version": "1"}, "servers": [{"url": "https://pets.example"}],
  "paths": {"/pets": {"get": {"operationId": "ListPets", "responses": {"200": {"description": "All pets"}}}}}
}"""
VERBS = (
    ("validate", NAME),
    ("lint", NAME),
    ("lint", f"connectors/{NAME}"),
    ("build", NAME),
    ("build", NAME, "--check"),
    ("list",),
    ("show", NAME),
    ("script", NAME),
    ("fmt", "--check", NAME),
    ("lint", "--fix", "--diff", NAME),
    ("import", f"connectors/{NAME}", "--name", "again"),
    ("import", "definition/apiDefinition.swagger.json", "--name", "bare"),
    ("import", "api", "--name", "pets"),
    ("import", "packed.zip", "--name", "unpacked"),
    ("lint", "packed.zip"),
    ("import", "--verify", f"connectors/{NAME}", "--jobs", "1"),
    ("package", NAME),
    ("package", NAME, "--kind", "certification"),
    ("deploy", NAME, "--environment", "test", "--dry-run"),
    ("plan", NAME, "--environment", "test", "--live", f"connectors/{NAME}"),
    ("pull", NAME, "--environment", "test", "--live", "live", "--dry-run"),
    ("changes", f"connectors/{NAME}", f"specs/{NAME}"),
    ("changes", "live", NAME),
    ("changes", f"{NAME}@HEAD", NAME),
    ("call", NAME, "GetContractStatus", "contract_id=12"),
    ("serve", NAME, "--port", "0"),
    ("test", NAME),
    ("test", NAME, "--coverage"),
    ("preview", NAME, "--format", "json"),
    ("explain", "operation-without-summary", "--connector", NAME),
    ("new", NAME, "GetReport"),
    ("watch", NAME),
    ("doctor",),
    ("policies",),
    ("policies", "setheader"),
    ("completion", "bash"),
    ("init", "elsewhere"),
    ("rules",),
    ("schema",),
    ("tutorial", "--port", "0"),
    ("export", NAME),
    ("rename", NAME, "Link", "Address", "--dry-run"),
)


class Counts:
    """What one verb did: connectors opened, files read, texts of authors' files parsed, and other texts parsed."""

    def __init__(self) -> None:
        self.opened = 0
        self.proofs = 0
        self.others = 0
        self.read: Counter[Path] = Counter()
        self.parsed: Counter[Path] = Counter()

    @property
    def repeated(self) -> list[Path]:
        """The files that were read or parsed more than once."""
        return sorted(file for file, times in (self.read | self.parsed).items() if times > 1)

    def opens(self, target: object, *_: object, **__: object) -> None:
        """Count the opening of a target."""
        self.opened += 1

    def reads(self, file: Path, *_: object, **__: object) -> None:
        """Count the reading of a file."""
        self.read[file] += file.is_file()

    def reads_again(self, *_: object, **__: object) -> None:
        """Count a reading that is neither opening nor parsing."""
        self.others += 1

    def parses(self, text: str | bytes, file: Path, *_: object, **__: object) -> None:
        """Count the parsing of a text: of the file as it lies there, or of one that is about to be written."""
        content = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
        if file.is_file() and file.read_bytes().replace(b"\r\n", b"\n") == content.replace(b"\r\n", b"\n"):
            self.parsed[file] += 1
        else:
            self.proofs += 1


def main() -> int:
    """Print the table; the exit code is 1 if a verb reads or parses an author's file twice."""
    import_all()
    os.environ["CONNECTORSMITH_NO_CACHE"] = "1"
    print(f"{'verb':62} {'opens':>5} {'reads':>5} {'parses':>6} {'proofs':>6} {'others':>6}  read or parsed twice")
    bad = 0
    with workspace():
        for verb in VERBS:
            counts = measure(verb)
            twice = ", ".join(file.name for file in counts.repeated)
            bad += bool(twice)
            read, parsed = sum(counts.read.values()), sum(counts.parsed.values())
            done = f"{counts.opened:5} {read:5} {parsed:6} {counts.proofs:6} {counts.others:6}"
            print(f"{' '.join(verb):62} {done}  {twice or '-'}")
    return int(bad > 0)


def import_all() -> None:
    """Import every module, so that no verb imports a counting function under another name."""
    for module in pkgutil.walk_packages(connectorsmith.__path__, "connectorsmith."):
        if not module.name.endswith("__main__"):
            import_module(module.name)


@contextlib.contextmanager
def workspace() -> Iterator[Path]:
    """A copy of this repository's workspace as the current folder, with a live version that differs a little."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        for name in ("specs", "connectors"):
            shutil.copytree(ROOT / name / NAME, root / name / NAME)
        (root / "definition").mkdir()
        shutil.copy(root / "connectors" / NAME / DEFINITION_FILE, root / "definition")
        (root / "api").mkdir()
        (root / "api" / "openapi.json").write_text(API, "utf-8")
        shutil.copytree(root / "connectors" / NAME, root / "live")
        live = root / "live" / DEFINITION_FILE
        live.write_text(live.read_text("utf-8").replace("Create a contract", "Create one contract"), "utf-8")
        shutil.make_archive(str(root / "packed"), "zip", root / "connectors" / NAME)
        commit(root)
        os.chdir(root)
        try:
            yield root
        finally:
            os.chdir(before)


def counting(function: Callable[..., Any], count: Callable[..., None]) -> Callable[..., Any]:
    """The function, with each call counted."""

    def call(*arguments: Any, **keywords: Any) -> Any:
        count(*arguments, **keywords)
        return function(*arguments, **keywords)

    return call


def measure(verb: tuple[str, ...]) -> Counts:
    """Run one verb in this process and count."""
    counts = Counts()
    watched = (
        (opening, "open_target", counts.opens),
        (read_files, "read_bytes", counts.reads),
        (read_yaml, "read_yaml", counts.parses),
        (read_json, "read_json", counts.parses),
    )
    with contextlib.ExitStack() as stack:
        for module, name, count in watched:
            original = getattr(module, name)
            for holder in [one for one in sys.modules.values() if getattr(one, name, None) is original]:
                apart = count == counts.reads and holder.__name__.startswith(OTHERS)
                counted = counting(original, counts.reads_again if apart else count)
                stack.enter_context(mock.patch.object(holder, name, counted))
        stack.enter_context(mock.patch.object(serving, "stopped_by_signals", _stopped))
        stack.enter_context(mock.patch.object(watchfiles, "watch", _unwatched))
        stack.enter_context(mock.patch.object(sys, "argv", ["connectorsmith", *verb]))
        stack.enter_context(contextlib.redirect_stdout(io.StringIO()))
        stack.enter_context(contextlib.redirect_stderr(io.StringIO()))
        stack.enter_context(contextlib.suppress(SystemExit))
        command_line()
    return counts


def _stopped() -> asyncio.Event:
    """An event that has happened, with which a server ends as soon as it has started."""
    stop = asyncio.Event()
    stop.set()
    return stop


def _unwatched(*_: Path) -> Iterator[set[tuple[int, str]]]:
    """No changes of any folder, with which a watching ends once it has begun."""
    yield from ()


if __name__ == "__main__":
    sys.exit(main())
