"""How often the findings of lint are right, by rule: a sample of published connectors, read by hand.

``python -m tests.benchmarks.precision`` prints the table in ``precision.yaml``. With FOLDER SEED EACH it draws EACH
findings of every rule from the packages below FOLDER, and prints them with what is written there, to be read by hand.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct
from tests.yaml_files import yaml_value

from connectorsmith.diagnostics import Diagnostic
from connectorsmith.lint.run import lint_opened
from connectorsmith.lint.selection import Selection
from connectorsmith.workspace.open import open_target
from connectorsmith.workspace.opened import OpenedConnector
from connectorsmith.workspace.packages import find_packages
from connectorsmith.workspace.targets import Target

TABLE = Path(__file__).with_name("precision.yaml")
SHOWN = 200
LEAST = {"error": 0.98, "warning": 0.95}
"""The least share of right findings by severity; notes on style have none."""


class Row(Struct, frozen=True):
    """What was read of a rule: ``wrong`` are the wrong findings, ``cured`` those of them that are gone since."""

    rule: str
    severity: str
    read: int
    wrong: int = 0
    cured: int = 0


def rows() -> list[Row]:
    """The rows of the table."""
    table = yaml_value(TABLE)
    return [Row(rule, **counts) for rule, counts in table["rules"].items()]


def share(found: list[Row], after: bool) -> float:
    """The share of right findings when they were read, or after the cures: what is cured is not raised any more."""
    read = sum(row.read - (row.cured if after else 0) for row in found)
    wrong = sum(row.wrong - (row.cured if after else 0) for row in found)
    return 1.0 if read == 0 else (read - wrong) / read


def sample(folder: Path, seed: int, each: int) -> Iterator[tuple[str, int, list[tuple[OpenedConnector, Diagnostic]]]]:
    """The rules by id, how often each fires, and the findings that are drawn of it."""
    by_rule: dict[str, list[tuple[OpenedConnector, Diagnostic]]] = {}
    for path in sorted(find_packages(folder)):
        opened = open_target(Target(path.name, path))
        for diagnostic in lint_opened(opened, Selection()).diagnostics:
            by_rule.setdefault(diagnostic.rule, []).append((opened, diagnostic))
    chosen = random.Random(seed)
    for rule, found in sorted(by_rule.items()):
        yield rule, len(found), chosen.sample(found, min(each, len(found)))


def written(opened: OpenedConnector, diagnostic: Diagnostic) -> str:
    """What is at the place of a finding, or at the nearest key above it, as JSON that is cut off."""
    at = diagnostic.at
    value: Any = None if at is None or at.document not in opened.documents else opened.documents[at.document].value
    for key in at.keys if at is not None else ():
        inside = value.get(key) if isinstance(value, dict) else None
        if isinstance(value, list) and isinstance(key, int) and key < len(value):
            inside = value[key]
        if inside is None:
            break
        value = inside
    return json.dumps(value, ensure_ascii=False)[:SHOWN]


def main(arguments: list[str]) -> None:
    """Print the table, or a sample to read."""
    if arguments:
        for rule, count, found in sample(Path(arguments[0]), int(arguments[1]), int(arguments[2])):
            print(f"\n{rule}: {len(found)} of {count}")
            for opened, one in found:
                print(f"  {one.severity.word} {one.span}: {one.message} ({one.hint})\n    {written(opened, one)}")
        return
    found = rows()
    for row in found:
        print(f"{row.rule:48}{row.severity:9}{row.read:4} read{row.wrong:4} wrong{row.cured:4} cured")
    for severity in ("error", "warning", "info"):
        these = [row for row in found if row.severity == severity]
        read = sum(row.read for row in these)
        print(f"{severity}: {read} read, {share(these, False):.1%} right, {share(these, True):.1%} after the cures")
    for again in yaml_value(TABLE)["again"]:
        print(f"sample of seed {again['seed']}, after the cures: {again['read']} read, {again['wrong']} wrong")


if __name__ == "__main__":
    main(sys.argv[1:])
