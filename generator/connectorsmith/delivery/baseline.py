"""A baseline: the findings of today in a file, so that only what is new is reported tomorrow.

A finding is known again by its rule, its connector, its pointer and a hash of its message; lines may move.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from connectorsmith.delivery.linting import Linted
from connectorsmith.diagnostics import Diagnostic
from connectorsmith.errors import FileError

VERSION = 1
_SHOWN = 10


class Fingerprint(NamedTuple):
    """What makes a finding the same finding: connectors are named by their path from the baseline's folder."""

    connector: str
    rule: str
    pointer: str
    message: str


@dataclass(slots=True)
class Baseline:
    """The findings that a file lists, and how many of each have not been met yet."""

    folder: Path
    open: Counter[Fingerprint] = field(default_factory=Counter)
    hidden: int = 0
    looked_at: set[str] = field(default_factory=set)

    def new(self, linted: Linted) -> Iterator[Diagnostic]:
        """The findings of a target that the file does not list; one that is listed once hides one."""
        self.looked_at.add(_connector(linted, self.folder))
        for diagnostic in linted.diagnostics:
            known = fingerprint(linted, diagnostic, self.folder)
            if self.open[known] > 0:
                self.open[known] -= 1
                self.hidden += 1
            else:
                yield diagnostic

    def summary(self) -> list[str]:
        """How many findings were hidden, and which of those listed for the connectors looked at are no more."""
        gone = sorted((+self.open).elements())
        gone = [one for one in gone if one.connector in self.looked_at]
        lines = [f"{self.hidden} hidden by the baseline"]
        if gone:
            lines.append(f"{len(gone)} of the baseline no longer occur: write it again")
            lines += [f"  {one.rule} at {one.connector}{one.pointer}" for one in gone[:_SHOWN]]
            lines += [f"  and {len(gone) - _SHOWN} more"] if len(gone) > _SHOWN else []
        return lines


def fingerprint(linted: Linted, diagnostic: Diagnostic, folder: Path) -> Fingerprint:
    """What a finding is known by again."""
    at = diagnostic.at
    document = "#" if at is None else f"#{at.document}" if at.of_text else f"#{at.document}{at}"
    message = hashlib.sha256(diagnostic.message.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return Fingerprint(_connector(linted, folder), diagnostic.rule, document, message)


def _connector(linted: Linted, folder: Path) -> str:
    return Path(os.path.relpath(linted.target.path.resolve(), folder)).as_posix()


def baseline_text(found: Sequence[Linted], folder: Path) -> tuple[str, int]:
    """The text of a baseline in ``folder`` that lists these findings, and how many they are."""
    counts = Counter(fingerprint(linted, one, folder) for linted in found for one in linted.diagnostics)
    entries = [{**known._asdict(), "count": counts[known]} for known in sorted(counts)]
    return json.dumps({"version": VERSION, "findings": entries}, indent=2) + "\n", counts.total()


def read_baseline(file: Path) -> Baseline:
    """Read a baseline. Raises FileError if it cannot be read or is none."""
    try:
        value = json.loads(file.read_bytes())
        return Baseline(file.resolve().parent, Counter(dict(map(_entry, _entries(value)))))
    except OSError as fault:
        raise FileError.of("read", file, fault, "write one with --write-baseline") from fault
    except (ValueError, KeyError, TypeError) as fault:
        raise FileError(f"{file} is not a baseline", "write one with --write-baseline") from fault


def _entries(value: Any) -> list[dict[str, Any]]:
    if value["version"] != VERSION or not isinstance(value["findings"], list):
        raise ValueError
    return list(value["findings"])


def _entry(entry: dict[str, Any]) -> tuple[Fingerprint, int]:
    known = Fingerprint(*(str(entry[name]) for name in Fingerprint._fields))
    return known, int(entry["count"])
