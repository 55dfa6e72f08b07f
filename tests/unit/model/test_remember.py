"""What is found in a connector is found once, until another one is asked about or it is let go of."""

from __future__ import annotations

import gc

from connectorsmith.model import Connector
from connectorsmith.model.remember import forget, once, remember

asked: list[str] = []


@once
def answer(connector: Connector) -> str:
    asked.append(connector.id)
    return connector.id.upper()


@remember
def letters(connector: Connector):
    asked.append(f"letters of {connector.id}")
    yield from connector.id


def test_each_connector_is_asked_about_once():
    asked.clear()
    one, other = Connector("one"), Connector("other")
    assert [answer(one), answer(one), answer(other), answer(one)] == ["ONE", "ONE", "OTHER", "ONE"]
    assert [*letters(one), *letters(one)] == ["o", "n", "e"] * 2
    assert asked == ["one", "other", "one", "letters of one"]


def test_equal_is_not_the_same():
    asked.clear()
    connectors = [Connector("one"), Connector("one")]
    assert connectors[0] == connectors[1]
    assert [*map(answer, connectors)] == ["ONE", "ONE"]
    assert asked == ["one", "one"]


def test_what_was_let_go_of_is_kept_by_nobody():
    connector = Connector("one")
    assert [*letters(connector)] == ["o", "n", "e"]
    before = len(gc.get_referrers(connector))
    forget()
    assert len(gc.get_referrers(connector)) < before
    asked.clear()
    assert answer(connector) == "ONE"
    assert asked == ["one"]
