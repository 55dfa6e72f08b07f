"""Connectors of a Dataverse solution to the files of packages: each long column of a row is a file of its own.

The layout is that of exported solutions, https://learn.microsoft.com/power-apps/developer/data-platform/reference/entities/connector.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final
from xml.etree import ElementTree

from msgspec import Struct

from connectorsmith.model.files import CUSTOMIZATIONS, DEFINITION_FILE, ICON, PROPERTIES_FILE, SCRIPT
from connectorsmith.source.json.depth import is_deep
from connectorsmith.source.json.faults import MAXIMUM_DEPTH

_DEFINITION: Final = re.compile(r"(?:.*/)?(?:Connectors?)/(?P<name>[^/]+)_openapidefinition\.json", re.IGNORECASE)
_ROW: Final = re.compile(r"(?:.*/)?(?:Connectors?)/[^/]+\.xml", re.IGNORECASE)
_COLUMNS: Final = {
    "connectionparameters": "connectionParameters",
    "connectionparametersets": "connectionParameterSets",
    "policytemplateinstances": "policyTemplateInstances",
}
_ASSETS: Final = {"iconblob": ICON, "customcodeblobcontent": SCRIPT}
_EMPTY: Final[Sequence[Any]] = ({}, [], None)
"""Values of a column that say the same as none."""


class SolutionError(Exception):
    """A solution cannot be read; the message says why."""


class Exported(Struct, frozen=True):
    """A connector of a solution: its name there, and the files of its package."""

    name: str
    files: dict[str, bytes]


def is_solution(files: Mapping[str, bytes]) -> bool:
    """Whether files are those of a solution with connectors."""
    return any(_DEFINITION.fullmatch(path) for path in files)


def connectors(files: Mapping[str, bytes]) -> list[Exported]:
    """The connectors of a solution, given as its files by path. Raises SolutionError."""
    rows = _rows(files)
    found = ((path, _DEFINITION.fullmatch(path)) for path in sorted(files))
    return [_exported(files, path, match["name"], rows.get(match["name"], {})) for path, match in found if match]


def _exported(files: Mapping[str, bytes], path: str, name: str, row: Mapping[str, str]) -> Exported:
    stem = path[: -len("openapidefinition.json")].casefold()
    columns = {
        other[len(stem) :].partition(".")[0].casefold(): other for other in files if other.casefold().startswith(stem)
    }
    properties: dict[str, Any] = {"iconBrandColor": row.get("iconbrandcolor", "")}
    for column, key in _COLUMNS.items():
        if column in columns:
            value = _json(files[columns[column]], columns[column])
            if value not in _EMPTY:
                properties[key] = value
    properties.setdefault("connectionParameters", {})
    if operations := row.get("scriptoperations"):
        properties["scriptOperations"] = _json(operations.encode(), f"scriptoperations of {name}")
    text = json.dumps({"properties": properties}, indent=2)
    made = {DEFINITION_FILE: files[path], PROPERTIES_FILE: text.encode()}
    return Exported(
        name, made | {asset: files[columns[column]] for column, asset in _ASSETS.items() if column in columns}
    )


def _json(content: bytes, name: str) -> Any:
    try:
        value = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as fault:
        raise SolutionError(f"{name} is not JSON") from fault
    if is_deep(value, MAXIMUM_DEPTH):
        raise SolutionError(f"{name} is nested deeper than {MAXIMUM_DEPTH} levels")
    return value


class _WithoutDocumentType(ElementTree.TreeBuilder):
    """Builds the elements of a file, and refuses a document type: its entities could grow without bound."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self._path = path

    def doctype(self, _name: str, _public: str | None, _system: str | None) -> None:
        """Raise SolutionError; the parser calls this for ``<!DOCTYPE``, before any entity."""
        raise SolutionError(f"{self._path} declares a document type, which no exported solution does")


def _rows(files: Mapping[str, bytes]) -> dict[str, dict[str, str]]:
    """The short columns of each connector, by its name; none if the solution is unpacked without them.

    They are in one file for the solution, or, as pac unpacks it, in a file beside the long columns.
    """
    whole = next((path for path in files if path.rpartition("/")[2].casefold() == CUSTOMIZATIONS), None)
    paths = [whole] if whole is not None else [path for path in sorted(files) if _ROW.fullmatch(path)]
    rows = [{one.tag: one.text or "" for one in row} for path in paths for row in _xml(files, path).iter("Connector")]
    return {row["name"]: row for row in rows if "name" in row}


def _xml(files: Mapping[str, bytes], path: str) -> ElementTree.Element:
    try:
        return ElementTree.fromstring(files[path], ElementTree.XMLParser(target=_WithoutDocumentType(path)))
    except (ElementTree.ParseError, LookupError, ValueError) as fault:  # the latter two for encodings
        raise SolutionError(f"{path} is not XML: {fault}") from fault
