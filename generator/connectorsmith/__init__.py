"""Power Platform custom connectors from short, canonical YAML.

    specs/<id>/*.yaml --source--> document --language--> Connector --emitters--> files --workspace--> connectors/<id>/
    a foreign package --importers--> Connector --language--> canonical YAML
    Connector --rules--> diagnostics --diagnostics.formats--> text, json, sarif, …

Map: cli (verbs), platform (Microsoft's services), packaging, lint, custom_code (Mono), runtime (calls), workspace
(files on disk), results (of earlier runs), rules, emitters, importers, language (YAML <-> connector), analysis
(questions asked of a connector), model (the connector), source (text to documents), diagnostics (findings and their
formats), errors.
From Python: ``load(name)`` gives a connector, ``render(connector)`` its files; ``connectorsmith.api`` has the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from connectorsmith.version import VERSION

if TYPE_CHECKING:
    from connectorsmith.emitters import render
    from connectorsmith.workspace.open import SpecError, load

__all__ = ["SpecError", "__version__", "load", "render"]

__version__ = VERSION


def __getattr__(name: str) -> Any:
    """Import the public names on first use, so that the command line starts fast."""
    if name == "render":
        from connectorsmith.emitters import render

        return render
    if name in ("load", "SpecError"):
        from connectorsmith.workspace import open as opening

        return getattr(opening, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
