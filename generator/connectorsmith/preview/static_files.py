"""The files of the page, from the package, with the types that browsers insist on."""

from __future__ import annotations

from importlib.resources import files
from typing import Final

from connectorsmith.runtime.message import Response

WEB: Final = files("connectorsmith.preview") / "web"
TYPES: Final = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "mjs": "text/javascript; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
}
"""Media types by the end of a name; a module script of another type is not run."""


def static_file(path: str) -> Response | None:
    """The file at a path below the folder of the page; ``None`` if there is none."""
    kind = TYPES.get(path.rpartition(".")[2])
    parts = path.split("/")
    if kind is None or any(part in ("", ".", "..") or "\\" in part for part in parts):
        return None
    found = WEB.joinpath(*parts)
    if not found.is_file():
        return None
    return Response(200, (("Content-Type", kind),), found.read_bytes())
