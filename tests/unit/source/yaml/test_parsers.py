"""The answer to a YAML text does not depend on whether PyYAML has libyaml: values, places and faults are the same."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from connectorsmith.source.yaml import events
from connectorsmith.source.yaml.read import read_yaml

ROOT = Path(__file__).parents[4]
SOURCES = [
    text
    for folder in ("specs", "tests/cases")
    for file in sorted((ROOT / folder).rglob("*.yaml"))
    if 0 < len(text := file.read_bytes().decode("utf-8", "replace")) < 3000
]
INSERTED = [
    *"[]{}:,-?#&*!|>'\"%@` \n\t\r\\abc1~<=\u2028\x85é\ufeff", "\n  ", "\n    ", ": ", "- ", " #", "---", "...",
    "\r\n", "? ", "?", "x?y", "x ?y ", "\\u12", "\\ud800", "\\U00110000", "{a:[", "'''", '""', "[" * 200,
]  # fmt: skip  # many short entries, several a line


def damaged(seed: int) -> str:
    """A dozen lines of a spec with one to three characters more or less."""
    chance = random.Random(seed)
    lines = chance.choice(SOURCES).splitlines(keepends=True)
    first = chance.randrange(len(lines))
    text = "".join(lines[first : first + 12])
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(text) + 1)
        inserted = chance.random() < 0.7
        text = text[:at] + (chance.choice(INSERTED) if inserted else "") + text[at + (0 if inserted else 2) :]
    return text


@pytest.mark.parametrize("seed", range(20))
def test_both_parsers_give_one_answer(seed, monkeypatch):
    fast = events.PARSER
    for text in (damaged(100 * seed + number) for number in range(40)):
        answers = []
        for parser in (fast, events.REFERENCE):
            monkeypatch.setattr(events, "PARSER", parser)
            document, faults = read_yaml(text, Path("spec.yaml"))
            answers.append(
                (repr(document.value), [(fault, fault.span) for fault in faults], [*document.places.values()])
            )
        assert answers[0][:2] == answers[1][:2], text
        assert document.value is None or answers[0] == answers[1], text
