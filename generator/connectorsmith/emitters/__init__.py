"""CONNECTOR -> FILES IN MEMORY: one module per artefact; found by looking, never listed."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from functools import cache

from connectorsmith.emitters.file import GeneratedFile
from connectorsmith.model import Connector

Emit = Callable[[Connector], Iterator[GeneratedFile]]


@cache
def emitters() -> tuple[Emit, ...]:
    """The ``emit`` function of each module of this package that has one, by the module's name."""
    names = sorted(info.name for info in pkgutil.iter_modules(__path__))
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    return tuple(module.emit for module in modules if hasattr(module, "emit"))


def render(connector: Connector) -> dict[str, bytes]:
    """Every generated file of a connector: its path inside the connector's folder, and its bytes."""
    return {file.path: file.content for emit in emitters() for file in emit(connector)}
