"""Which names say that their value is a secret; the list is data, in ``secret_names.yaml`` beside this module."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

from msgspec import Struct

from connectorsmith.packaged_yaml import packaged_yaml

_WORD: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_JOINED: Final = 5
"""Letters from which a name of the list counts at the end of a longer word as well, as in ``authtoken``."""


class SecretWords(Struct, frozen=True):
    """The content of the list: names as tuples of words, all else as texts."""

    names: frozenset[tuple[str, ...]]
    joined: tuple[str, ...]
    endings: frozenset[str]
    harmless: frozenset[tuple[str, ...]]
    joined_harmless: tuple[str, ...]
    describing: frozenset[str]
    holding: tuple[str, ...]
    naming: tuple[str, ...]
    kinds: frozenset[str]


@cache
def secret_words() -> SecretWords:
    """The list, read once, when it is first asked for."""
    found: dict[str, list[str]] = packaged_yaml("connectorsmith.diagnostics", "secret_names.yaml")
    joined = (name.replace(" ", "") for name in found["names"])
    return SecretWords(
        frozenset(tuple(name.split()) for name in found["names"]),
        tuple(name for name in joined if len(name) >= _JOINED),
        frozenset(found["endings"]),
        frozenset(tuple(name.split()) for name in found["harmless"]),
        tuple(name.replace(" ", "") for name in found["harmless"]),
        frozenset(found["describing"]),
        tuple(found["holding"]),
        tuple(found["naming"]),
        frozenset(kind.lower() for kind in found["kinds"]),
    )


@lru_cache(4096)
def is_secret_name(name: str) -> bool:
    """Tell whether a key, a header or a variable of this name holds a secret."""
    known = secret_words()
    words = [word.lower() for word in _WORD.findall(name)]
    while words:
        if _ends_in(words, known.names) or words[-1].endswith(known.joined):
            return not _ends_in(words, known.harmless) and not words[-1].endswith(known.joined_harmless)
        if words[-1] not in known.endings and not words[-1].isdigit():
            return False
        words.pop()
    return False


def _ends_in(words: Sequence[str], names: frozenset[tuple[str, ...]]) -> bool:
    """Whether the last words are one of the names, which have two words at most."""
    return any(tuple(words[-count:]) in names for count in (1, 2))
