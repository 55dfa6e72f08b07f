"""Where a connector says what belongs to its properties: at the root of a spec, or in apiProperties of a package."""

from __future__ import annotations

from typing import Final

from connectorsmith.diagnostics import PROPERTIES, SPEC, Pointer
from connectorsmith.model import Connector

POLICIES: Final = "policyTemplateInstances"


def properties_place(connector: Connector) -> Pointer:
    """The object that holds publisher, connection parameters, capabilities and the like."""
    return SPEC if is_spec(connector) else PROPERTIES / "properties"


def policies_place(connector: Connector) -> Pointer:
    """The list of the policies."""
    return properties_place(connector) / ("policies" if is_spec(connector) else POLICIES)


def is_spec(connector: Connector) -> bool:
    """Whether the connector was read from a spec and not from a package."""
    return connector.at.document == SPEC.document
