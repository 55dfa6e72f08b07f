"""The kinds of losses of an export, from ``export-losses.yaml`` beside this file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from connectorsmith.importers.openapi3.losses import LossKind, read_kinds


@cache
def export_kinds() -> Mapping[str, LossKind]:
    """The kinds of losses of an export by id."""
    return read_kinds("connectorsmith.exporters.openapi3", "export-losses.yaml")
