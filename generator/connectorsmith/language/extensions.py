"""The extensions that the platform knows, from ``extensions.yaml``: where they may be, their values, and the source."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from msgspec import Struct, convert

from connectorsmith.packaged_yaml import packaged_yaml

FILE: Final = "extensions.yaml"
PREFIX: Final = "x-ms-"


class Extension(Struct, frozen=True, forbid_unknown_fields=True):
    """A known extension: the kinds of parts that may hold it, its values, and the evidence.

    ``at`` and ``values`` are empty where they are not documented; ``since`` is a year, and so is ``until``, from which
    on reviewers ask for its removal.
    """

    source: str
    at: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None


@cache
def extensions() -> Mapping[str, Extension]:
    """Every known extension by its full name, such as x-ms-visibility."""
    found = convert(packaged_yaml("connectorsmith.language", FILE), dict[str, Extension])
    return {PREFIX + name: entry for name, entry in found.items()}
