"""The known extensions, and the likely one for an unknown name."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final

from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.language.extensions import PREFIX, extensions
from connectorsmith.language.vocabulary import PACKAGE_KEYS

CONNECTION_PARAMETERS: Final = "x-ms-connection-parameters"
"""What some documents of managed connectors have in the definition; in a connector they are in apiProperties."""


@cache
def known_extensions() -> frozenset[str]:
    """Every extension that the language or the table of extensions has."""
    words = {key for keys in PACKAGE_KEYS.values() for key in keys if key.startswith(PREFIX)}
    return frozenset({*words, *extensions()})


def likely_extension(key: str) -> str | None:
    """The known extension with a similar name, if there is one."""
    if key == CONNECTION_PARAMETERS:
        return None
    likely = suggest(key.removeprefix(PREFIX), [name.removeprefix(PREFIX) for name in sorted(known_extensions())])
    return None if likely is None else PREFIX + likely


def is_meant(name: str, keys: Iterable[str]) -> bool:
    """Whether an extension is among the keys that the model keeps as raw JSON, with an unfit value or misspelt.

    Another rule reports that, so that what follows from its absence is not a fault of its own.
    """
    unknown = [key for key in keys if key.startswith(PREFIX) and (key == name or key not in known_extensions())]
    return any(key == name or likely_extension(key) == name for key in unknown)
