"""Which media types count for an operation."""

from __future__ import annotations

from connectorsmith.model import Connector, Operation


def consumed(connector: Connector, operation: Operation) -> set[str]:
    """The media types of what an operation sends, in lower case and without parameters: its own, or the connector's."""
    listed = connector.consumes if operation.consumes is None else operation.consumes
    return {media.partition(";")[0].strip().casefold() for media in listed or ()}
