"""A baseline: known findings in a file, so that only new ones are reported.

A finding is known again by its rule, its connector, its pointer and a hash of its message; lines may move, and so may
the items of a list.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from msgspec import Struct, field

from connectorsmith.diagnostics import Diagnostic, Pointer
from connectorsmith.diagnostics.json_text import json_text
from connectorsmith.errors import FileError
from connectorsmith.lint.run import LintResult
from connectorsmith.source.json.read import read_json
from connectorsmith.source.links import real
from connectorsmith.source.read_files import read_bytes
from connectorsmith.workspace.packages import is_definition_of_folder

VERSION = 2
"""The version of the file's form; version 1 identified list items by their numbers."""
_SHOWN = 10
_MOST = 10**9
"""More findings of one kind than any file has."""
_CURE = "write one with --write-baseline"


class Fingerprint(NamedTuple):
    """The identity of a finding in a baseline; connectors are named by their path from the baseline's folder."""

    connector: str
    rule: str
    pointer: str
    message: str


class Baseline(Struct):
    """The findings that a file lists, and how many of each have not been met yet."""

    folder: Path
    open: Counter[Fingerprint] = field(default_factory=Counter)
    hidden: int = 0
    looked_at: set[str] = field(default_factory=set)

    def new(self, linted: LintResult) -> Iterator[Diagnostic]:
        """The findings of a target that the file does not list; one that is listed once hides one."""
        self.looked_at.add(_connector(linted, self.folder))
        for diagnostic in linted.diagnostics:
            known = fingerprint(linted, diagnostic, self.folder)
            if self.open[known] > 0:
                self.open[known] -= 1
                self.hidden += 1
            else:
                yield diagnostic

    def summary(self, was_run: Callable[[str], bool]) -> list[str]:
        """How many findings were hidden, and which of those listed are no more: in connectors looked at or gone.

        ``was_run`` tells whether a rule was run wherever it applies; findings of other rules are left out.
        """
        left = [one for one in sorted((+self.open).elements()) if was_run(one.rule)]
        gone = [one for one in left if one.connector in self.looked_at or not (self.folder / one.connector).exists()]
        lines = [f"{self.hidden} hidden by the baseline"]
        if gone:
            lines.append(f"{len(gone)} of the baseline were not found: write the baseline again")
            lines += [f"  {one.rule} at {one.connector}{one.pointer}" for one in gone[:_SHOWN]]
            lines += [f"  and {len(gone) - _SHOWN} more"] if len(gone) > _SHOWN else []
        return lines


def fingerprint(linted: LintResult, diagnostic: Diagnostic, folder: Path) -> Fingerprint:
    """The fields that identify a finding."""
    at = diagnostic.at
    document = "#" if at is None else f"#{at.document}" if at.of_text else f"#{at.document}{_without_numbers(at)}"
    message = hashlib.sha256(diagnostic.message.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return Fingerprint(_connector(linted, folder), diagnostic.rule, document, message)


def _without_numbers(at: Pointer) -> Pointer:
    """The place with a star for each number of an item, which changes when another one is put before it."""
    if at.parent is None:
        return at
    return Pointer("*" if isinstance(at.key, int) else at.key, _without_numbers(at.parent))


def _connector(linted: LintResult, folder: Path) -> str:
    path = real(linted.target.path)
    if not linted.target.is_spec and is_definition_of_folder(path):
        path = path.parent
    return Path(os.path.relpath(path, folder)).as_posix()


def baseline_text(found: Sequence[LintResult], folder: Path) -> tuple[str, int]:
    """The text of a baseline in ``folder`` that lists these findings, and how many they are."""
    counts = Counter(fingerprint(linted, one, folder) for linted in found for one in linted.diagnostics)
    entries = [{**known._asdict(), "count": counts[known]} for known in sorted(counts)]
    return json_text({"version": VERSION, "findings": entries}) + "\n", counts.total()


def check_replaceable(file: Path) -> None:
    """Raise FileError if a file is there that is not a baseline, so that writing one would destroy it."""
    if not file.exists():
        return
    document, _ = read_json(read_bytes(file), file)
    if not isinstance(document.value, dict) or "version" not in document.value:
        raise FileError(f"{file} is there already and is not a baseline", "name another file for --write-baseline")


def read_baseline(file: Path) -> Baseline:
    """Read a baseline. Raises FileError if it cannot be read, is none, or is one of another version."""
    try:
        document, faults = read_json(read_bytes(file), file)
    except FileError as fault:
        fault.hint = _CURE
        raise
    if faults:
        raise FileError(f"{faults[0].span}: {faults[0].message}, so this is not a baseline", _CURE)
    return Baseline(real(file).parent, Counter(dict(_entries(document.value, file))))


def _entries(value: Any, file: Path) -> Iterator[tuple[Fingerprint, int]]:
    if not isinstance(value, dict) or not isinstance(value.get("findings"), list):
        raise FileError(f"{file} is not a baseline, since it has no list of `findings`", _CURE)
    if value.get("version") != VERSION:
        found = json.dumps(value.get("version"))
        message = f"{file} is a baseline of version {found}, and version {VERSION} is read here"
        raise FileError(message, "write it again with --write-baseline, with no new finding in between")
    for number, entry in enumerate(value["findings"], 1):
        known = [entry.get(name) for name in Fingerprint._fields] if isinstance(entry, dict) else [None]
        count = entry.get("count") if isinstance(entry, dict) else None
        if not all(isinstance(one, str) for one in known) or type(count) is not int or not 0 < count < _MOST:
            wanted = ", ".join((*Fingerprint._fields, "count"))
            raise FileError(f"entry {number} of {file} is not a finding: expected the keys {wanted}", _CURE)
        yield Fingerprint(*known), count
