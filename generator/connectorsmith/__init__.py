"""Power Platform custom connectors from short, canonical YAML.

    specs/<id>/*.yaml --source--> document --spec--> Connector --emitters--> files --delivery--> connectors/<id>/
    a foreign package --importers--> Connector --spec--> canonical YAML
    Connector --rules--> diagnostics --diagnostics.formats--> text, json, sarif, …

Map: cli (verbs), delivery (disk, other programs), rules, emitters, importers, spec (the language), model (the
connector), source (text to documents), diagnostics (what we say), workspace (where things are), errors.
From Python: ``load(name)`` gives a connector, ``render(connector)`` its files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from connectorsmith.delivery.loading import SpecError, load
    from connectorsmith.emitters import render

__all__ = ["SpecError", "load", "render"]


def __getattr__(name: str) -> Any:
    """Import the public names on first use, so that the command line starts fast."""
    if name == "render":
        from connectorsmith.emitters import render

        return render
    if name in ("load", "SpecError"):
        from connectorsmith.delivery import loading

        return getattr(loading, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
