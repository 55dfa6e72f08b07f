"""Parts that makers do not see."""

from __future__ import annotations

from typing import Final

from connectorsmith.model.connector import Connector
from connectorsmith.model.schema import Schema

INTERNAL: Final = "internal"
"""The visibility of what makers do not see."""


def is_hidden(connector: Connector, schema: Schema) -> bool:
    """Tell whether a maker does not see a value; the callback address of a webhook is filled by the platform."""
    both = (schema, connector.resolve(schema))
    return any(one.visibility == INTERNAL or one.notification_url is True for one in both)
