"""The view of a connector as a whole."""

from __future__ import annotations

from connectorsmith.analysis.designer.budget import MOST_ROWS, Budget
from connectorsmith.analysis.designer.connections import shown_connections
from connectorsmith.analysis.designer.operations import operation_cards, operation_view, title_of
from connectorsmith.analysis.designer.shapes import ConnectorView, OperationView
from connectorsmith.analysis.operation_versions import connector_status
from connectorsmith.model.connector import Connector, Info, Properties
from connectorsmith.model.values import Json


def connector_view(connector: Connector) -> ConnectorView:
    """The designer's view of a connector before one of its operations is opened."""
    info, properties = connector.info or Info(), connector.properties or Properties()
    status = connector_status(connector)
    return ConnectorView(
        id=connector.id,
        title=title_of(connector),
        description=info.description or "",
        version=info.version or "",
        publisher=properties.publisher or "",
        color=properties.icon_brand_color or "",
        categories=_categories(connector),
        status=status if isinstance(status, str) else "",
        test_operation=_test_operation(connector.extra.get("x-ms-capabilities")),
        connections=shown_connections(connector),
        cards=operation_cards(connector),
        at=connector.at if connector.info is None else connector.info.at,
    )


def operation_views(connector: Connector) -> tuple[OperationView, ...]:
    """Every operation opened, in the order of the cards; after ``MOST_ROWS`` values the rest is left out."""
    budget = Budget(MOST_ROWS)
    places = {id(one): place for place, one in enumerate(connector.operations)}
    opened = {places[id(one)]: operation_view(connector, one, budget) for one in connector.operations}
    by_card = {view.card.id: view for view in reversed(opened.values())}
    return tuple(by_card[card.id] for card in operation_cards(connector))


def _categories(connector: Connector) -> tuple[str, ...]:
    text = (connector.metadata or {}).get("Categories", "")
    return tuple(one.strip() for one in text.split(";") if one.strip())


def _test_operation(capabilities: Json) -> str:
    test = capabilities.get("testConnection") if isinstance(capabilities, dict) else None
    name = test.get("operationId") if isinstance(test, dict) else None
    return name if isinstance(name, str) else ""
