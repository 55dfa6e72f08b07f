"""Each value in the packages of both connectors replaced in turn by null, true, 1, "x", [] and {}, through every verb.

``python -m tests.every_node`` takes one node of each kind (about 20 minutes); ``--all`` takes every node (hours).
It prints each kind of fault once, and ends with 3 if there is one.
"""

from __future__ import annotations

import argparse
import copy
import json
import os
import shutil
import sys
import tempfile
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from tests.fuzz.outcome import Outcome, signature_of
from tests.fuzz.verbs import call

CONNECTORS: Final = Path(__file__).parents[1] / "connectors"
NAMES: Final = ("oneflow", "workpoint")
FILES: Final = ("apiDefinition.swagger.json", "apiProperties.json", "settings.json")
VALUES: Final = (None, True, 1, "x", [], {})
_OF_NAMES: Final = ("paths", "definitions", "parameters", "properties", "responses", "connectionParameters")
"""Keys below which the keys are names of the author's, so that all are of one kind."""

AS_PACKAGE: Final = (
    ("lint", "in"),
    ("import", "--verify", "in", "--jobs", "1"),
    ("import", "in", "--name", "x", "--force"),
)
AS_SPEC: Final = (
    ("validate", "x"),
    ("lint", "x"),
    ("show", "x"),
    ("build", "x"),
    ("list",),
    ("package", "x"),
    ("package", "x", "--kind", "certification"),
    ("package", "x", "--kind", "solution"),
    ("plan", "x", "--environment", "test", "--live", "in"),
    ("fmt", "--check", "x"),
)


class Change(NamedTuple):
    """One value of one file of a connector's package, and what is there instead."""

    name: str
    file: str
    path: tuple[str | int, ...]
    value: Any

    def __str__(self) -> str:
        return f"{self.name}/{self.file}#/{'/'.join(map(str, self.path))} = {json.dumps(self.value)}"


def changes(every: bool) -> Iterator[Change]:
    """All changes; unless ``every`` is set, one node of each kind."""
    for name in NAMES:
        for file in FILES:
            seen: set[tuple[str | int, ...]] = set()
            for path in _paths(json.loads((CONNECTORS / name / file).read_text("utf-8"))):
                kind = path if every else _kind(path)
                if kind not in seen:
                    seen.add(kind)
                    yield from (Change(name, file, path, value) for value in VALUES)


def run(change: Change, folder: Path) -> Outcome:
    """Make the changed package below a folder, and call every verb on it and on the spec that is made of it."""
    outcome = Outcome(0, str(change))
    _write(change, folder)
    os.chdir(folder)
    try:
        for arguments in AS_PACKAGE:
            ended = call(arguments, outcome)
        for arguments in AS_SPEC if ended.code == 0 else ():
            call(arguments, outcome)
    except Exception as fault:
        outcome.fail(signature_of(fault), traceback.format_exc()[-2_500:])
    return outcome


def _write(change: Change, folder: Path) -> None:
    for made in ("in", "specs", "connectors", "dist"):
        shutil.rmtree(folder / made, ignore_errors=True)
    shutil.copytree(CONNECTORS / change.name, folder / "in")
    (folder / "specs").mkdir()
    file = folder / "in" / change.file
    file.write_text(json.dumps(_changed(json.loads(file.read_text("utf-8")), change), indent=2), "utf-8")


def _changed(value: Any, change: Change) -> Any:
    if not change.path:
        return copy.deepcopy(change.value)
    parent = value
    for key in change.path[:-1]:
        parent = parent[key]
    parent[change.path[-1]] = copy.deepcopy(change.value)
    return value


def _paths(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield from _paths(item, (*path, key))


def _kind(path: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """A path without numbers, and without names below the keys that hold names."""
    above = ("", *path)
    return tuple(
        "*" if isinstance(key, int) or (parent in _OF_NAMES and len(path) > 1) else key
        for parent, key in zip(above, path, strict=False)
    )


def main(given: Sequence[str]) -> int:
    """Run the changes that the command line asks for; returns 3 if a fault was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.every_node", description=__doc__.partition("\n")[0])
    parser.add_argument("--all", action="store_true", help="every node, not one of each kind")
    parser.add_argument("--part", default="1/1", metavar="I/N", help="only the I-th of N shares")
    options = parser.parse_args(given)
    part, parts = map(int, options.part.split("/"))
    found: dict[str, str] = {}
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        for change in list(changes(options.all))[part - 1 :: parts]:
            count += 1
            for fault in run(change, Path(folder)).faults:
                if fault.signature not in found:
                    found[fault.signature] = fault.detail
                    print(f"{fault.signature}\n  {change}\n{fault.detail}\n", flush=True)
        os.chdir(Path(folder).parent)
    print(f"{count} changes, {len(found)} kinds of fault")
    return 3 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
