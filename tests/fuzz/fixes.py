"""Random fixes made in a spec full of comments: what was changed is changed, all else and every comment stays."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

from tests.fuzz import material, yaml_text
from tests.fuzz.comments import comments
from tests.fuzz.outcome import Outcome

from connectorsmith.diagnostics import SPEC, Fix
from connectorsmith.language.apply_fixes import change
from connectorsmith.language.order import ordered
from connectorsmith.source.lines import with_line_feeds
from connectorsmith.source.yaml.comments import find_comments
from connectorsmith.source.yaml.read import read_yaml
from connectorsmith.source.yaml.write import write_yaml

Place = tuple[Any, tuple[str | int, ...]]
"""A dict, and the keys that lead to one of its entries."""


def fixes(chance: Random, folder: Path, outcome: Outcome) -> None:
    """A spec is read, changed in a few places and written."""
    text = with_line_feeds(yaml_text.written(material.spec(chance), chance))
    file = Path("spec.yaml")
    document, faults = read_yaml(text, file)
    if faults or not isinstance(document.value, dict):
        return
    places = _places(document.value, ())
    wanted = [_fix(*chance.choice(places), chance) for _ in range(chance.choice((1, 1, 2, 4)))] if places else []
    notes = find_comments(document)
    outcome.runs["change"] += 1
    done = change(document.value, notes, wanted)
    written = write_yaml(ordered(document.value), notes)
    outcome.note(written, [str(one) for one in done])
    again, faults = read_yaml(written, file)
    if faults or again.value != document.value:
        outcome.fail("a fixed spec is not read as it was written", f"{faults}\n{written}")
    if comments(written) != comments(text):
        outcome.fail("--fix changes comments", f"{done}\n{comments(text) - comments(written)}\n{text}\n---\n{written}")


def _places(value: Any, keys: tuple[str | int, ...]) -> list[Place]:
    found: list[Place] = []
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(value, dict):
            found.append((value, (*keys, key)))
        if isinstance(item, (dict, list)):
            found += _places(item, (*keys, key))
    return found


def _fix(holder: dict[str, Any], keys: tuple[str | int, ...], chance: Random) -> Fix:
    at = SPEC
    for key in keys:
        at = at / key
    item = holder[str(keys[-1])]
    if isinstance(item, list) and item and chance.random() < 0.5:
        return Fix.drop(at, chance.choice(item))
    return chance.choice((Fix.set(at, []), Fix.set(at, "x"), Fix.name(at, "x-renamed"), Fix.remove(at)))
