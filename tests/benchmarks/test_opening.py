"""The table of openings covers every verb, and its counts are those of the files of a spec."""

from __future__ import annotations

import click
from tests.benchmarks.opening import NAME, NONE, ROOT, VERBS, import_all, measure, workspace

from connectorsmith.cli._group import verbs


def test_every_verb_is_measured_or_opens_nothing():
    assert {verb[0] for verb in VERBS} | NONE == {*verbs.list_commands(click.Context(verbs))}
    assert {verb[0] for verb in VERBS} & NONE == set()


def test_a_served_connector_is_opened_once():
    files = [*(ROOT / "specs" / NAME).glob("*.yaml")]
    import_all()
    with workspace():
        counts = measure(("serve", NAME, "--port", "0"))
    assert (counts.opened, counts.repeated) == (1, [])
    assert sum(file.parent.name == NAME for file in counts.parsed) == len(files)
