"""The settings of paconn that a spec or a package brings along, read once for all rules about them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from connectorsmith.analysis.memoize import memoized
from connectorsmith.diagnostics import Diagnostic, Pointer
from connectorsmith.model import Connector, Json
from connectorsmith.model.files import DEFINITION_FILE, ICON, PROPERTIES_FILE, SCRIPT, SETTINGS
from connectorsmith.source.document import Document
from connectorsmith.source.json.read import read_json

FILES: Final = {"apiDefinition": DEFINITION_FILE, "apiProperties": PROPERTIES_FILE, "icon": ICON, "script": SCRIPT}
"""The settings that name a file of the package, with the name that the file has."""


@memoized
def read_settings(connector: Connector) -> tuple[Document, list[Diagnostic]] | None:
    """The document and the faults of the file; ``None`` if there is no file."""
    content = connector.assets.get(SETTINGS)
    return None if content is None else read_json(content, Path(SETTINGS))


def settings(connector: Connector) -> dict[str, Json]:
    """The settings by name; empty if there is no file, or it cannot be read as a JSON object."""
    found = read_settings(connector)
    return found[0].value if found is not None and isinstance(found[0].value, dict) else {}


def place_of(connector: Connector, key: str) -> Pointer:
    """The place of a key in the file; the start of the file if the key is not there."""
    found = read_settings(connector)
    if found is None or key not in settings(connector):
        return Pointer(SETTINGS)
    span = found[0].span(Pointer(SETTINGS) / key)
    return Pointer(SETTINGS) / span.line / span.column / span.length
