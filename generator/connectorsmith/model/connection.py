"""How a maker connects: the connection parameters of apiProperties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from connectorsmith.diagnostics import PROPERTIES, Pointer
from connectorsmith.diagnostics.frozen import frozen
from connectorsmith.model.values import Json


@frozen()
class UiDefinition:
    """What the connection dialog shows for one parameter; ``constraints`` as the platform writes them."""

    display_name: str | None = None
    description: str | None = None
    tooltip: str | None = None
    constraints: Mapping[str, Json] | None = None
    extra: Mapping[str, Json] = field(default_factory=dict)


@frozen()
class ConnectionParameter:
    """One value the maker gives, or the platform obtains, when a connection is made."""

    name: str
    type: str | None = None
    ui: UiDefinition | None = None
    oauth: Mapping[str, Json] | None = None
    extra: Mapping[str, Json] = field(default_factory=dict)
    at: Pointer = field(default=PROPERTIES, compare=False, repr=False)

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
