"""How a maker connects: the connection parameters of apiProperties."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from connectorsmith.diagnostics import PROPERTIES, Pointer
from connectorsmith.model.element import Element
from connectorsmith.model.values import Json


class UiDefinition(Struct, frozen=True):
    """The connection dialog's view of one parameter; ``constraints`` as the platform writes them."""

    display_name: str | None = None
    description: str | None = None
    tooltip: str | None = None
    constraints: Mapping[str, Json] | None = None
    extra: Mapping[str, Json] = field(default_factory=dict)


class ConnectionParameter(Element, frozen=True):
    """One value the maker gives, or the platform obtains, when a connection is made."""

    name: str
    type: str | None = None
    ui: UiDefinition | None = None
    oauth: Mapping[str, Json] | None = None
    extra: Mapping[str, Json] = field(default_factory=dict)
    at: Pointer = PROPERTIES

    @property
    def constraints(self) -> Mapping[str, Json]:
        """The constraints of the dialog, empty if none are written."""
        return (self.ui.constraints if self.ui else None) or {}

    @property
    def required(self) -> bool:
        """Whether the dialog insists on a value; the platform writes the flag as text."""
        return str(self.constraints.get("required", "false")).lower() == "true"

    @property
    def hidden(self) -> bool:
        """Whether the dialog hides the parameter."""
        return str(self.constraints.get("hidden", "false")).lower() == "true"
