"""The table of openings covers every verb, and its counts are those of the files of a spec."""

from __future__ import annotations

import click
from tests.benchmarks.opening import NAME, ROOT, VERBS, import_all, measure, workspace

from connectorsmith.cli._group import verbs


def test_every_verb_is_measured():
    assert {verb[0] for verb in VERBS} == {*verbs.list_commands(click.Context(verbs))}


def test_a_served_connector_is_opened_once():
    files = [*(ROOT / "specs" / NAME).glob("*.yaml")]
    import_all()
    with workspace():
        counts = measure(("serve", NAME, "--port", "0"))
    assert (counts.opened, counts.repeated) == (1, [])
    assert sum(file.parent.name == NAME for file in counts.parsed) == len(files)


def test_files_are_read_and_parsed_once():
    """The verbs that first tell what a file is, that try a change before they make it, and that run two others."""
    import_all()
    rename = ("rename", NAME, "Link", "Address", "--dry-run")
    with workspace():
        runs = [measure(verb) for verb in VERBS if verb[0] in {"import", "new", "watch"} or verb == rename]
    assert [counts.repeated for counts in runs] == [[]] * len(runs)
    assert all(sum(counts.parsed.values()) for counts in runs)
