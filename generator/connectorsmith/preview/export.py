"""The page without a server: the cards of connectors in a folder, for a pull request or a site.

A browser loads no modules and fetches no data from files on disk. So the page is one classic script, made of the same
modules by ``tests/renew_page.py``, and the data is a script too.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from connectorsmith.analysis.designer.connectors import connector_view, operation_views
from connectorsmith.emitters import icon
from connectorsmith.model.values import Json
from connectorsmith.preview.as_json import as_json, places
from connectorsmith.preview.security import POLICY
from connectorsmith.preview.static_files import WEB
from connectorsmith.workspace.file_changes import changes
from connectorsmith.workspace.opened import OpenedConnector
from connectorsmith.workspace.write_files import apply

PAGE: Final = "index.html"
_SCRIPT: Final = '<script type="module" src="main.mjs"></script>'
_SCRIPTS: Final = '<script defer src="model.js"></script>\n<script defer src="page.js"></script>'
_PRELOAD: Final = 'rel="modulepreload"'
_ICON: Final = '<link rel="icon" href="api/icon">'
_META: Final = ("frame-ancestors",)
"""Directives that a policy in a page itself cannot have."""
_LICENCES: Final = ("htm.LICENSE.txt", "preact.LICENSE.txt")


def export(
    opened: Sequence[OpenedConnector], folder: Path, root: Path, hidden: Callable[[str], str] = str
) -> tuple[Path, ...]:
    """Write the page of connectors into a folder, and return its files; ``hidden`` takes the secrets out of the data.

    Raises FileError.
    """
    files = page_files(opened, root, hidden)
    planned = changes(folder, files, ())
    apply(planned)
    return tuple(one.path for one in planned)


def page_files(opened: Sequence[OpenedConnector], root: Path, hidden: Callable[[str], str] = str) -> dict[str, bytes]:
    """The files of the page by their names."""
    found = {
        PAGE: _page(),
        "page.css": _web("page.css"),
        "page.js": _web("exported.js"),
        "licences.txt": b"\n".join(_web(f"vendor/{name}") for name in _LICENCES),
        "model.js": _data(opened, root, hidden),
    }
    for one in opened:
        if one.connector is not None:
            found[f"{one.connector.id}.png"] = next(iter(icon.emit(one.connector))).content
    return found


def _page() -> bytes:
    text = _web(PAGE).decode()
    policy = "; ".join(one for one in POLICY.split("; ") if not one.startswith(_META))
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    text = "".join(line for line in text.splitlines(keepends=True) if _PRELOAD not in line)
    return text.replace(_ICON, meta).replace(_SCRIPT, _SCRIPTS).encode()


def _data(opened: Sequence[OpenedConnector], root: Path, hidden: Callable[[str], str]) -> bytes:
    """The data as a script. It is parsed as JSON, since some keys mean something else in a script."""
    # The names of all are there once: in each model, the page would grow with the square of their number.
    names = [one.connector.id for one in opened if one.connector is not None]
    how = {"names": names, "connections": [], "backend": "", "versions": [], "editor": "", "root": ""}
    models: list[Json] = []
    operations: dict[str, Json] = {}
    for one in opened:
        if one.connector is None:
            continue
        place = places(one, root)
        name = one.connector.id
        view = as_json(connector_view(one.connector), place)
        models.append({"id": name, "revision": 1, "broken": False, "faults": [], "connector": view})
        for operation in operation_views(one.connector):
            operations[f"{name}/{operation.card.id}"] = as_json(operation, place)
    data = {"preview": how, "models": models, "operations": operations}
    text = hidden(json.dumps(data, ensure_ascii=False))
    return f"globalThis.connectorsmithPreview = JSON.parse({json.dumps(text)});\n".encode()


def _web(name: str) -> bytes:
    return WEB.joinpath(*name.split("/")).read_bytes()
