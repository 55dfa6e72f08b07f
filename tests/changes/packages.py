"""Packages to try changes on: the two of this repository, and the published ones beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct
from tests.laws.published import DEFINITION, PROPERTIES, published

from connectorsmith.model import Connector
from connectorsmith.workspace.import_package import connector_of

ROOT = Path(__file__).parents[2]
Json = Any


class Package(Struct):
    """The values of the two files of a connector; ``note`` says what a mutation did."""

    definition: dict[str, Json]
    properties: dict[str, Json]
    note: str = ""

    def connector(self) -> Connector:
        """The connector that the files make."""
        values = {"apiDefinition": self.definition, "apiProperties": self.properties}
        return connector_of("shop", values)

    def copy(self) -> Package:
        """A copy that shares nothing."""
        return Package(json.loads(json.dumps(self.definition)), json.loads(json.dumps(self.properties)))


@cache
def own() -> tuple[Package, ...]:
    """The packages of this repository."""
    folders = sorted((ROOT / "connectors").iterdir())
    names = ("apiDefinition.swagger.json", "apiProperties.json")
    return tuple(Package(*(json.loads((folder / name).read_text("utf-8")) for name in names)) for folder in folders)


@cache
def all_published() -> dict[str, Package]:
    """The published packages that are strict JSON, by name; none where they are not at hand."""
    found = {}
    for name, files in published().items():
        package = Package(files[DEFINITION], files.get(PROPERTIES) or {"properties": {}})
        if _is_usable(package):
            found[name] = package
    return found


def _is_usable(package: Package) -> bool:
    """Whether the parts that are changed are of the usual kinds."""
    paths = package.definition.get("paths")
    inside = package.properties.get("properties")
    return isinstance(paths, dict) and isinstance(inside, dict) and any(True for _ in operations(package.definition))


def operations(definition: dict[str, Json]) -> Iterator[tuple[str, str, dict[str, Json]]]:
    """Every operation with its path and method."""
    for path, item in definition["paths"].items():
        for method in ("get", "put", "post", "delete", "options", "head", "patch"):
            if isinstance(item, dict) and isinstance(item.get(method), dict):
                yield path, method, item[method]
