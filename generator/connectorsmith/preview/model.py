"""The content of the page as JSON: a connector with its cards and faults, and opened cards."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from connectorsmith.analysis.designer.connectors import connector_view, operation_views
from connectorsmith.analysis.designer.operations import operation_view
from connectorsmith.model import Connector
from connectorsmith.model.values import Json
from connectorsmith.preview.as_json import as_json, places
from connectorsmith.preview.faults import faults_as_json
from connectorsmith.preview.session import Entry
from connectorsmith.workspace.opened import OpenedConnector

EDITORS: Final = {
    "vscode": "vscode://file/{path}:{line}:{column}",
    "cursor": "cursor://file/{path}:{line}:{column}",
    "vscodium": "vscodium://file/{path}:{line}:{column}",
    "idea": "idea://open?file={path}&line={line}&column={column}",
    "none": "",
}
"""The addresses that open a place in an editor, by the editor's name."""


def model_json(entry: Entry, root: Path) -> dict[str, Json]:
    """The connector that is shown, and the faults of what was saved last."""
    opened = entry.opened
    found: dict[str, Json] = {
        "id": entry.target.name,
        "revision": entry.revision,
        "broken": entry.broken,
        "faults": faults_as_json(entry.faults, opened, root),
    }
    if opened is None or opened.connector is None:
        return found
    return found | {"connector": as_json(connector_view(opened.connector), places(opened, root))}


def operation_json(opened: OpenedConnector, name: str, root: Path) -> Json | None:
    """A card opened; ``None`` for an unknown id."""
    connector = opened.connector
    if connector is None:
        return None
    operation = next((one for one in connector.operations if card_id(one.id, one.method, one.path) == name), None)
    if operation is None:
        return None
    return as_json(operation_view(connector, operation), places(opened, root))


def card_id(name: str | None, method: str, path: str) -> str:
    """The id of a card: the operationId, else method and path."""
    return name or f"{method.upper()} {path}"


def whole_json(opened: OpenedConnector, connector: Connector, root: Path) -> dict[str, Json]:
    """The connector with every card opened."""
    place = places(opened, root)
    return {
        "connector": as_json(connector_view(connector), place),
        "operations": [as_json(one, place) for one in operation_views(connector)],
    }
