"""The extensions that are known, and the one that was meant by a name that is not."""

from __future__ import annotations

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
    """The known extension whose name is near enough to be meant, if there is one."""
    if key == CONNECTION_PARAMETERS:
        return None
    likely = suggest(key.removeprefix(PREFIX), [name.removeprefix(PREFIX) for name in sorted(known_extensions())])
    return None if likely is None else PREFIX + likely
