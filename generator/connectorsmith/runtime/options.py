"""Named options for what is not known of the platform; the list is data, in ``options.yaml`` beside this module.

Each use of one that mattered is shown in the trace.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from msgspec import Struct

from connectorsmith.errors import ConnectorsmithError, UnknownNameError
from connectorsmith.packaged_yaml import packaged_yaml


class Option(Struct, frozen=True):
    """An option: its values, the default first, and what it decides."""

    name: str
    values: tuple[str, ...]
    description: str

    @property
    def default(self) -> str:
        """The value where none is chosen."""
        return self.values[0]


@cache
def known_options() -> Mapping[str, Option]:
    """Every option by its name."""
    data = packaged_yaml("connectorsmith.runtime", "options.yaml")
    return {name: Option(name, tuple(entry["values"]), entry["description"]) for name, entry in data.items()}


_NONE: Final[Mapping[str, str]] = MappingProxyType({})


class Options:
    """The values that were chosen, and the defaults for the rest."""

    def __init__(self, chosen: Mapping[str, str] = _NONE) -> None:
        """``chosen`` has values by the name of the option.

        Raises UnknownNameError for a name that is not known, ConnectorsmithError for a value that is not.
        """
        known = known_options()
        for name, value in chosen.items():
            if name not in known:
                raise UnknownNameError("option", name, tuple(known))
            if value not in known[name].values:
                values = ", ".join(known[name].values)
                raise ConnectorsmithError(f"option {name} cannot be {value!r}", f"write one of: {values}")
        self._values = {name: option.default for name, option in known.items()} | dict(chosen)

    def __getitem__(self, name: str) -> str:
        return self._values[name]

    def __repr__(self) -> str:
        return f"Options({self._values!r})"

    @property
    def script_seconds(self) -> float | None:
        """How long custom code may run, ``None`` for no limit."""
        value = self["script-seconds"]
        return None if value == "none" else float(value)
