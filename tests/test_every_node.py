"""A few of the changes that ``python -m tests.every_node`` makes: no verb fails on a value of the wrong kind."""

from __future__ import annotations

import pytest
from tests.every_node import changes, run

IN_PROPERTIES = [change for change in changes(every=False) if change.file != "apiDefinition.swagger.json"]


@pytest.mark.parametrize("change", IN_PROPERTIES[5::43], ids=str)
def test_value_of_the_wrong_kind(change, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    outcome = run(change, tmp_path)
    assert outcome.faults == []
    assert sum(outcome.runs.values()) >= 3


def test_every_node_is_changed_in_turn():
    """Each node of each kind, to each of the six values; all nodes if they are asked for."""
    kinds = list(changes(every=False))
    assert len(kinds) % 6 == 0
    assert len(kinds) > 4_000
    assert len({(change.name, change.file, change.path) for change in changes(every=True)}) > 5_500
