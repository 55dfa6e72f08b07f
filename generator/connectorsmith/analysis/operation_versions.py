"""Versions of one operation: what ``x-ms-api-annotation`` says of each, and the families that they form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from connectorsmith.model.connector import Connector
from connectorsmith.model.operation import Operation
from connectorsmith.model.values import Json

_ANNOTATION = "x-ms-api-annotation"
PRODUCTION = "Production"


def annotation(operation: Operation) -> Mapping[str, Json]:
    """The version annotation of an operation; empty if it has none that can be read."""
    return _mapping(operation.extra.get(_ANNOTATION))


def connector_status(connector: Connector) -> Json:
    """The release status of the whole connector, if it has one."""
    return _mapping(connector.info and connector.info.extra.get(_ANNOTATION)).get("status")


def replacement(operation: Operation) -> Mapping[str, Json] | None:
    """The note on the successor of an operation; ``None`` if there is none."""
    found = annotation(operation).get("replacement")
    return found if isinstance(found, dict) else None


def families(connector: Connector) -> dict[str, list[Operation]]:
    """The operations of each family, in the order they are written."""
    found: dict[str, list[Operation]] = {}
    for operation in connector.operations:
        family = annotation(operation).get("family")
        if isinstance(family, str):
            found.setdefault(family, []).append(operation)
    return found


def by_revision(operations: Iterable[Operation]) -> list[Operation]:
    """Operations of a family from the oldest revision to the newest; one without a revision is the oldest."""
    return sorted(operations, key=_revision)


def _revision(operation: Operation) -> int:
    found = annotation(operation).get("revision")
    return found if isinstance(found, int) else 0


def _mapping(value: Json) -> Mapping[str, Json]:
    return value if isinstance(value, dict) else {}
