"""A live connector without the secrets in it: none is shown, compared or written."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any, Final

from connectorsmith.diagnostics import DEFINITION, PROPERTIES
from connectorsmith.language.package_secrets import LEFT_OUT, secrets_at, without_secrets
from connectorsmith.language.repeated_secrets import with_texts
from connectorsmith.model import ABSENT

_OF_SERVICE: Final = ("oAuthSettings", "clientSecret")
"""Keys that the service holds for every sign-in, which are not reported."""


def omit_secrets(
    definition: dict[str, Any], properties: dict[str, Any], ours: tuple[dict[str, Any], dict[str, Any]]
) -> tuple[dict[str, Any], dict[str, Any], tuple[str, ...], frozenset[str]]:
    """Return a live definition and its properties without secrets, the places that held one, and those secrets.

    The places are JSON pointers. In the place of a secret, and of a text that has one in it, is what ``ours``, the
    definition and the properties to compare with, has there, if it has anything there; only a secret that is another
    one is mentioned.
    """
    values = {str(DEFINITION.key): definition, str(PROPERTIES.key): {"properties": properties}}
    cleaned = without_secrets(values)
    if not cleaned.found:
        return definition, properties, (), frozenset()
    known = {str(DEFINITION.key): ours[0], str(PROPERTIES.key): {"properties": ours[1]}}
    kept = copy.deepcopy(values)
    places: list[str] = []
    renamed: dict[str, str] = {}
    for one in cleaned.found:
        assert one.at is not None  # each is at the place of a secret
        keys, root = one.at.keys, one.at.document
        live, new = _at(values[root], keys), _at(known[root], keys)
        text = ABSENT if one.rule == LEFT_OUT else cleaned.texts.get(live, live) if isinstance(live, str) else live
        if _replace(kept[root], keys, text if new is ABSENT else new) and keys[-2:] != _OF_SERVICE:
            places.append(str(one.at).removeprefix("/properties"))
        if new is ABSENT and keys[-1] in cleaned.texts:
            renamed[str(keys[-1])] = cleaned.texts[str(keys[-1])]
    if renamed:
        kept = {label: with_texts(value, renamed) for label, value in kept.items()}
    omitted = secrets_at(values, cleaned.found)
    return kept[str(DEFINITION.key)], kept[str(PROPERTIES.key)]["properties"], tuple(dict.fromkeys(places)), omitted


def _replace(value: Any, keys: Sequence[str | int], new: Any) -> bool:
    """Put another value in a place, or remove what is there; tells whether that was something else."""
    holder, last = _at(value, keys[:-1]), keys[-1]
    if (_at(holder, [last]) if isinstance(holder, dict | list) else new) == new:
        return False
    if new is ABSENT:
        del holder[last]
    else:
        holder[last] = new
    return True


def _at(value: Any, keys: Sequence[str | int]) -> Any:
    """The value at a place, or ``ABSENT``."""
    for key in keys:
        if isinstance(value, list):
            value = value[key] if isinstance(key, int) and key < len(value) else ABSENT
        else:
            value = value.get(key, ABSENT) if isinstance(value, dict) else ABSENT
    return value
