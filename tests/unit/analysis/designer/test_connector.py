"""The list of operations and the connection dialog, of the connector that uses every kind and every control."""

from __future__ import annotations

from pathlib import Path

from connectorsmith.analysis.designer.connectors import connector_view
from connectorsmith.analysis.designer.operations import operation_view
from connectorsmith.analysis.designer.shapes import ConnectionView, OperationView
from connectorsmith.model import Connector
from connectorsmith.workspace.open import load

DEMONSTRATION = Path(__file__).parents[3] / "cases" / "preview" / "demonstration" / "connector.yaml"


def demonstration() -> Connector:
    return load(DEMONSTRATION)


def opened(name: str) -> OperationView:
    connector = demonstration()
    operation = connector.operation(name)
    assert operation is not None
    return operation_view(connector, operation)


def test_important_operations_come_first_and_advanced_ones_last():
    cards = connector_view(demonstration()).cards
    assert cards[0].id == "EveryControl"
    assert cards[-1].id == "Deep"
    assert [one.group for one in cards].count("normal") == len(cards) - 2


def test_operations_have_their_kind_and_badges_and_some_are_not_listed():
    cards = {one.id: one for one in connector_view(demonstration()).cards}
    kinds = {name: cards[name].kind for name in ("Upload", "OnThing", "OnPolledThing", "Ask")}
    assert kinds == {"Upload": "action", "OnThing": "webhook", "OnPolledThing": "polling", "Ask": "mcp"}
    assert cards["Upload"].badges == ("Preview",)  # of the connector as a whole
    assert (cards["OldThing"].badges, cards["OldThing"].listed) == (("Preview", "Deprecated"), False)
    assert (cards["GetMe"].badges, cards["GetMe"].listed) == (("Preview", "Internal"), False)
    assert (cards["OldThing"].family, cards["OldThing"].revision) == ("GetThing", 1)


def test_a_connector_has_its_texts_and_categories():
    view = connector_view(demonstration())
    assert (view.title, view.publisher, view.color) == ("Demonstration", "Example", "#0f6cbd")
    assert view.categories == ("Productivity", "Content and Files")
    assert (view.status, view.test_operation) == ("Preview", "GetMe")


def fields(way: ConnectionView) -> list[tuple[str, str, bool]]:
    return [(one.key, one.control, one.required) for one in way.fields]


def test_the_dialog_has_the_fields_of_each_way_to_connect():
    key, address = connector_view(demonstration()).connections
    assert (key.title, address.title) == ("API key", "Another address")
    assert fields(key) == [("api_key", "password", True), ("region", "choice", False)]
    assert fields(address) == [
        ("address", "text", True),
        ("retries", "integer", False),
        ("secure", "boolean", False),
    ]
    region = key.fields[1]
    assert (region.default, [(one.value, one.title) for one in region.choices]) == (
        "eu",
        [("eu", "Europe"), ("us", "America")],
    )
    assert key.fields[0].tooltip == "See your account."


def test_what_a_model_sees():
    view = opened("EveryControl")
    assert (view.model.name, view.model.asks) == ("Use every control", True)
    assert view.model.description == "Has a field of each type, with its limits."
    assert view.documentation == ("https://example.com/things", "More about things")


def test_triggers_have_what_a_maker_sets_and_what_a_run_gets():
    batch, polled, single = opened("OnThings"), opened("OnPolledThing"), opened("OnThing")
    assert (batch.batch, batch.split, batch.recurrence, batch.unsubscribe) == (True, "body/value", False, "Unsubscribe")
    assert (polled.recurrence, polled.split) == (True, "body")
    assert (single.hint, single.split) == ("Make a thing to see it work.", None)
    assert [one.key for one in batch.outputs] == [one.key for one in single.outputs]
