"""Two versions of a connector, of which one is the other changed: compared, accepted, noted and brought back."""

from __future__ import annotations

import json
import os
from pathlib import Path
from random import Random
from typing import Any

from tests.fuzz import material, mutation, odd_values, small, yaml_text
from tests.fuzz.effects import run, write_file
from tests.fuzz.grammar import words
from tests.fuzz.outcome import Outcome


def changes(chance: Random, folder: Path, outcome: Outcome) -> None:
    """Two specs or two packages, and one way to compare them."""
    root = folder / "ws"
    (root / "specs").mkdir(parents=True)
    old, new = _specs(root, chance) if chance.random() < 0.5 else _packages(root, chance)
    if chance.random() < 0.1:
        write_file(root / "specs" / "x" / "changes.yaml", yaml_text.written(_accepted(chance), chance).encode())
    os.chdir(root)
    form = ["--format", chance.choice(("text", "json", "sarif", "github", "azure", "junit", "markdown"))]
    show = ["--show", chance.choice(("breaking", "warning", "compatible", "cosmetic"))]
    reason = odd_values.text(chance).replace("\0", "")
    doing = chance.choice(([], [], [], ["--accept", reason], ["--write-notes"], ["--fix"], ["--consumer", "apps"]))
    run(["changes", old, new, *form, *show, *doing], outcome)


def _changed(value: Any, chance: Random) -> Any:
    if chance.random() < 0.3:
        return mutation.worded(value, chance, chance.choice((1, 2)))
    return mutation.mutated(value, chance, chance.choice((1, 1, 2, 5)), words())


def _specs(root: Path, chance: Random) -> tuple[str, str]:
    before = small.spec(chance)
    write_file(root / "old" / "connector.yaml", yaml_text.written(before, chance).encode("utf-8", "replace"))
    after = yaml_text.written(_changed(before, chance), chance).encode("utf-8", "replace")
    write_file(root / "specs" / "x" / "connector.yaml", after)
    return "old", "x"


def _packages(root: Path, chance: Random) -> tuple[str, str]:
    whole = small.package(chance) if chance.random() < 0.7 else material.package(chance)
    versions = ("old", dict(enumerate(whole))), ("new", _changed(dict(enumerate(whole)), chance))
    for folder, parts in versions:
        for number, name in enumerate((material.DEFINITION, material.PROPERTIES)):
            if parts.get(number) is not None:
                write_file(root / folder / name, json.dumps(parts[number]).encode())
    return "old", "new"


def _accepted(chance: Random) -> Any:
    entry = {"change": "operation-removed", "place": "GetOrder", "version": "1.0", "reason": "Agreed."}
    return mutation.mutated({"accepted": [entry]}, chance, chance.choice((0, 1, 2)))
