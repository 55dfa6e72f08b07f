"""The parts of a package in which defects are put: where they are, and how one of them is changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from msgspec import Struct

METHODS = ("get", "post", "put", "patch", "delete")
Place = tuple[str | int, ...]
"""The keys to a place; the first is the name of a file without its ending."""


class Package(Struct):
    """The values of a package's JSON files, and the text of its script."""

    definition: dict[str, Any]
    properties: dict[str, Any]
    script: str | None = None


Inject = Callable[[Package, Random], Place | None]
KINDS: dict[str, Inject] = {}
D, P = "apiDefinition", "apiProperties"


def kind(inject: Inject) -> Inject:
    """Register a kind of defect by the name of its function."""
    KINDS[inject.__name__] = inject
    return inject


def operations(package: Package) -> list[tuple[Place, dict[str, Any]]]:
    """Every operation that makers see, with its place."""
    return [
        ((D, "paths", path, method), operation)
        for path, item in package.definition["paths"].items()
        for method, operation in item.items()
        if method in METHODS and operation.get("x-ms-visibility") != "internal"
    ]


def parameters(package: Package) -> list[tuple[Place, dict[str, Any]]]:
    """Every visible parameter outside of a body that is written in an operation."""
    return [
        ((*at, "parameters", index), parameter)
        for at, operation in operations(package)
        for index, parameter in enumerate(operation.get("parameters") or ())
        if "in" in parameter and parameter["in"] != "body" and parameter.get("x-ms-visibility") != "internal"
    ]


def schemas(package: Package) -> list[tuple[Place, dict[str, Any]]]:
    """Every definition that has properties."""
    found = (package.definition.get("definitions") or {}).items()
    return [((D, "definitions", name), schema) for name, schema in found if schema.get("properties")]


def lookups(package: Package) -> Iterator[tuple[Place, dict[str, Any]]]:
    """Every x-ms-dynamic-values of a visible parameter."""
    for at, parameter in parameters(package):
        if "x-ms-dynamic-values" in parameter:
            yield (*at, "x-ms-dynamic-values"), parameter["x-ms-dynamic-values"]


def connections(package: Package) -> list[tuple[Place, dict[str, Any]]]:
    """Every connection parameter."""
    found = (package.properties["properties"].get("connectionParameters") or {}).items()
    return [((P, "properties", "connectionParameters", name), one) for name, one in found]


def policies(package: Package) -> list[tuple[Place, dict[str, Any]]]:
    """Every policy."""
    found = package.properties["properties"].get("policyTemplateInstances") or ()
    return [((P, "properties", "policyTemplateInstances", index), one) for index, one in enumerate(found)]


def one_of(found: Any, random: Random) -> tuple[Place, dict[str, Any]] | None:
    """One of the places, or ``None`` if there is none."""
    listed = list(found)
    return random.choice(listed) if listed else None


def set_key(found: tuple[Place, dict[str, Any]] | None, key: str, value: Any) -> Place | None:
    """Set a key of what was found; gives the place of the key."""
    if found is None:
        return None
    found[1][key] = value
    return (*found[0], key)


def without_key(found: tuple[Place, dict[str, Any]] | None, key: str) -> Place | None:
    """Remove a key of what was found; gives the place of what had it."""
    if found is None or found[1].pop(key, None) is None:
        return None
    return found[0]


def having(found: Any, key: str) -> Iterator[tuple[Place, dict[str, Any]]]:
    """Those of the places that have a key."""
    return (one for one in found if one[1].get(key))
