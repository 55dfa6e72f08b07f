"""Certification submissions: made, and checked for the structure that they must have.

The checks are those of Microsoft's ConnectorPackageValidator.ps1, which runs on Windows only and always exits with 0,
https://github.com/microsoft/PowerPlatformConnectors/tree/dev/scripts; where it gives no reason, one is given here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from connectorsmith.diagnostics import Diagnostic, Severity
from connectorsmith.packaging.zip_archive import archive
from connectorsmith.source.links import not_a_file
from connectorsmith.source.read_files import read_bytes
from connectorsmith.workspace.archive_reader import Allowance, Archive, read_archive

_ASSETS: Final = "PkgAssets"
_CUSTOMIZATIONS: Final = "customizations.xml"
_ROOT: Final = ("[Content_Types].xml", _CUSTOMIZATIONS, "solution.xml")
_KINDS: Final = {
    "connector": (("Connector/",), (), ("Workflows",)),
    "flow": (("Connector/", "Workflows/"), ("Connector", "Workflows"), ()),
    "plugin": (("Connector/", "aiplugins/", "aipluginoperations/"), ("aicopilot_aiplugin",), ()),
}
"""Kinds of solution: folders it has, elements that customizations.xml fills, elements it leaves empty."""
_NOT_BLANK: Final = re.compile(r"\S")


def verify_submission(file: Path) -> list[Diagnostic]:
    """Everything about an archive that the validator would refuse. Raises FileError if it cannot be opened."""
    fault = not_a_file(file)
    return [fault] if fault is not None else list(check_submission(read_bytes(file), file.name))


def submission(connector: bytes, flow: bytes, intro: bytes) -> bytes:
    """The archive that Partner Center takes, from the solutions of the connector and of its flows and the readme.

    Names and folders are those of https://learn.microsoft.com/connectors/custom-connectors/submit-for-certification.
    """
    solutions = {f"{_ASSETS}/ConnectorSolution.zip": connector, f"{_ASSETS}/FlowSolution.zip": flow}
    return archive({"intro.md": intro, "package.zip": archive(solutions)})


def check_submission(content: bytes, name: str) -> Iterator[Diagnostic]:
    """Everything about the bytes of an archive that the validator would refuse."""
    allowance = Allowance()
    outer = read_archive(content, name, allowance)
    yield from _unsafe(outer)
    if not outer.readable:
        return
    names = [path for path in outer.names if not path.endswith("/")]
    if any("/" in path for path in outer.names):
        yield _fault(f"{name} holds a folder; only intro.md and one archive belong there")
    for ending, word in ((".md", "Markdown file, intro.md"), (".zip", "archive, the package")):
        count = sum(path.lower().endswith(ending) for path in names)
        if count != 1:
            yield _fault(f"{name} holds {count} files that end in {ending}; it has to hold one {word}")
    inner = next((path for path in names if path.lower().endswith(".zip")), "")
    if inner in outer.files:
        yield from _package(outer.files[inner], inner, allowance)


def _package(content: bytes, name: str, allowance: Allowance) -> Iterator[Diagnostic]:
    package = read_archive(content, name, allowance)
    yield from _unsafe(package)
    if not package.readable:
        return
    folders = sorted({path.split("/")[0] for path in package.names if "/" in path})
    if len(folders) != 1:
        yield _fault(f"{name} holds {len(folders)} folders; it has to hold one, PkgAssets")
        return
    (folder,) = folders
    inside = [path.removeprefix(f"{folder}/") for path in package.names if path.startswith(f"{folder}/")]
    if any("/" in path for path in inside):
        yield _fault(f"{folder} in {name} holds a folder; only solutions belong there")
    solutions = [path for path in inside if path.lower().endswith(".zip") and "/" not in path]
    if len(solutions) not in (2, 3):
        wanted = "the connector's and the flow's, and the plug-in's if there is one"
        yield _fault(f"{folder} in {name} holds {len(solutions)} solutions; it has to hold {wanted}")
    yield from _solutions({path: package.files.get(f"{folder}/{path}") for path in solutions}, allowance)


def _solutions(solutions: Mapping[str, bytes | None], allowance: Allowance) -> Iterator[Diagnostic]:
    """Each solution by itself, and whether the kinds that are needed are among them."""
    kinds: set[str] = set()
    for name, content in solutions.items():
        if content is None:  # its own archive has a fault about it
            continue
        solution = read_archive(content, name, allowance)
        yield from _unsafe(solution)
        if solution.readable:
            kind = _kind(solution)
            kinds.add(kind)
            yield from (_fault(f"{name} {problem}") for problem in _solution(solution, kind))
    for kind in ("connector", "flow") if len(solutions) in (2, 3) else ():
        if kind not in kinds:
            yield _fault(f"none of the solutions is the {kind}'s")


def _kind(solution: Archive) -> str:
    folders = {path.split("/")[0] for path in solution.names if "/" in path}
    if "aiplugins" in folders:
        return "plugin"
    return "flow" if "Workflows" in folders else "connector"


def _solution(solution: Archive, kind: str) -> Iterator[str]:
    names = solution.names
    folders, filled, empty = _KINDS[kind]
    yield from (f"has no {wanted} at its root" for wanted in _ROOT if wanted not in names)
    yield from (f"has no folder {wanted}" for wanted in folders if not any(path.startswith(wanted) for path in names))
    if _CUSTOMIZATIONS in names and _CUSTOMIZATIONS not in solution.files:  # there is a fault about it already
        return
    text = solution.files.get(_CUSTOMIZATIONS, b"").decode("utf-8-sig", "replace")
    for element in filled:
        if not has_content(text, element):
            yield f"has nothing in the element {element} of customizations.xml"
    for element in empty:
        if has_content(text, element):
            yield f"has content in the element {element} of customizations.xml, which belongs into the flow's solution"


def has_content(text: str, element: str) -> bool:
    """Whether an element exists and is not empty, by its text, as the validator reads it.

    Each part of the text is looked at a fixed number of times, whatever it holds.
    """
    opening = re.compile(rf"<{element}(?=[\s>])")
    found = opening.search(text)
    while found is not None and (end := text.find(">", found.end())) >= 0:
        inside = _NOT_BLANK.search(text, end + 1)
        is_closed = text[end - 1] == "/" or inside is None or text.startswith(f"</{element}>", inside.start())
        if not is_closed:
            return True
        found = opening.search(text, end + 1)
    return False


def _unsafe(archive: Archive) -> Iterator[Diagnostic]:
    return (Diagnostic("archive-unsafe", Severity.ERROR, fault) for fault in archive.faults)


def _fault(message: str) -> Diagnostic:
    return Diagnostic("submission-structure", Severity.ERROR, message)
