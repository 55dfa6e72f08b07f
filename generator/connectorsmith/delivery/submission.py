"""Whether an archive has the structure that a certification submission must have.

These are the checks of Microsoft's ConnectorPackageValidator.ps1, which runs on Windows only and always exits with 0,
https://github.com/microsoft/PowerPlatformConnectors/tree/dev/scripts; where it is silent, the reason is told here.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile

from connectorsmith.diagnostics import Diagnostic, Severity
from connectorsmith.source.files import read_bytes

LARGEST: Final = 200 * 1024 * 1024
"""Bytes that an archive inside may unpack to; a bomb is refused before it is read."""
_ROOT: Final = ("[Content_Types].xml", "customizations.xml", "solution.xml")
_KINDS: Final = {
    "connector": (("Connector/",), (), ("Workflows",)),
    "flow": (("Connector/", "Workflows/"), ("Connector", "Workflows"), ()),
    "plugin": (("Connector/", "aiplugins/", "aipluginoperations/"), ("aicopilot_aiplugin",), ()),
}
"""Kinds of solution: folders it has, elements that customizations.xml fills, elements it leaves empty."""


def verify_submission(file: Path) -> list[Diagnostic]:
    """Everything about an archive that the validator would refuse. Raises FileError if it cannot be opened."""
    return list(_submission(read_bytes(file), file.name))


def _submission(content: bytes, name: str) -> Iterator[Diagnostic]:
    outer = _open(content)
    if outer is None:
        yield _fault(f"{name} is no ZIP archive")
        return
    names = _files(outer)
    if any("/" in path for path in outer.namelist()):
        yield _fault(f"{name} holds a folder; only intro.md and one archive belong there")
    for ending, word in ((".md", "Markdown file, intro.md"), (".zip", "archive, the package")):
        count = sum(path.lower().endswith(ending) for path in names)
        if count != 1:
            yield _fault(f"{name} holds {count} files that end in {ending}; it has to hold one {word}")
    inner = next((path for path in names if path.lower().endswith(".zip")), None)
    if inner is not None:
        yield from _package(_read(outer, inner), inner)


def _package(content: bytes | None, name: str) -> Iterator[Diagnostic]:
    package = _open(content)
    if package is None:
        yield _fault(f"{name} is no ZIP archive, or far too large")
        return
    folders = sorted({path.split("/")[0] for path in package.namelist() if "/" in path})
    if len(folders) != 1:
        yield _fault(f"{name} holds {len(folders)} folders; it has to hold one, PkgAssets")
        return
    (folder,) = folders
    inside = [path.removeprefix(f"{folder}/") for path in package.namelist() if path.startswith(f"{folder}/")]
    if any("/" in path for path in inside):
        yield _fault(f"{folder} in {name} holds a folder; only solutions belong there")
    solutions = [path for path in inside if path.lower().endswith(".zip") and "/" not in path]
    if len(solutions) not in (2, 3):
        wanted = "the connector's and the flow's, and the plug-in's if there is one"
        yield _fault(f"{folder} in {name} holds {len(solutions)} solutions; it has to hold {wanted}")
    yield from _solutions({path: _open(_read(package, f"{folder}/{path}")) for path in solutions})


def _solutions(solutions: dict[str, ZipFile | None]) -> Iterator[Diagnostic]:
    """Each solution by itself, and whether the kinds that are needed are among them."""
    kinds: set[str] = set()
    for name, solution in solutions.items():
        if solution is None:
            yield _fault(f"{name} is no ZIP archive, or far too large")
            continue
        kind = _kind(solution)
        kinds.add(kind)
        yield from (_fault(f"{name} {said}") for said in _solution(solution, kind))
    for kind in ("connector", "flow") if len(solutions) in (2, 3) else ():
        if kind not in kinds:
            yield _fault(f"none of the solutions is the {kind}'s")


def _kind(solution: ZipFile) -> str:
    folders = {path.split("/")[0] for path in solution.namelist() if "/" in path}
    if "aiplugins" in folders:
        return "plugin"
    return "flow" if "Workflows" in folders else "connector"


def _solution(solution: ZipFile, kind: str) -> Iterator[str]:
    names = solution.namelist()
    folders, filled, empty = _KINDS[kind]
    yield from (f"has no {wanted} at its root" for wanted in _ROOT if wanted not in names)
    yield from (f"has no folder {wanted}" for wanted in folders if not any(path.startswith(wanted) for path in names))
    text = (_read(solution, "customizations.xml") or b"").decode("utf-8-sig", "replace")
    for element in filled:
        if not _has_content(text, element):
            yield f"has nothing in the element {element} of customizations.xml"
    for element in empty:
        if _has_content(text, element):
            yield f"has content in the element {element} of customizations.xml, which belongs into the flow's solution"


def _has_content(text: str, element: str) -> bool:
    """Whether an element is there and holds anything; read as the validator reads it, as text."""
    return (
        re.search(rf"<{element}(\s[^>]*[^/>])?>\s*[^\s<]|<{element}(\s[^>]*[^/>])?>\s*<(?!/{element}>)", text)
        is not None
    )


def _open(content: bytes | None) -> ZipFile | None:
    try:
        return ZipFile(io.BytesIO(content or b""))
    except BadZipFile:
        return None


def _read(archive: ZipFile, name: str) -> bytes | None:
    """A file of an archive; ``None`` if it is not there, damaged, locked or would fill the memory."""
    try:
        return archive.read(name) if archive.getinfo(name).file_size <= LARGEST else None
    except (KeyError, BadZipFile, RuntimeError, NotImplementedError):
        return None


def _files(archive: ZipFile) -> list[str]:
    return [path for path in archive.namelist() if not path.endswith("/")]


def _fault(message: str) -> Diagnostic:
    return Diagnostic("submission-structure", Severity.ERROR, message)
