"""The extensions that the platform knows, from ``extensions.yaml``: where they may be, their values, and the source."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from pkgutil import get_data  # importlib.resources takes long to import
from typing import Final

from msgspec import Struct, convert

from connectorsmith.source.yaml.read import read_yaml

FILE: Final = "extensions.yaml"
PREFIX: Final = "x-ms-"


class Extension(Struct, frozen=True, forbid_unknown_fields=True):
    """What is known about an extension: the kinds of parts that may hold it, its values, and the evidence.

    ``at`` and ``values`` are empty where they are not documented; ``since`` is a year.
    """

    source: str
    at: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    since: int | None = None


@cache
def extensions() -> Mapping[str, Extension]:
    """Every known extension by its full name, such as x-ms-visibility."""
    document, faults = read_yaml((get_data("connectorsmith.language", FILE) or b"").decode(), Path(FILE))
    if faults:
        raise ValueError(f"{FILE}: {faults[0].message}")
    return {PREFIX + name: entry for name, entry in convert(document.value, dict[str, Extension]).items()}
