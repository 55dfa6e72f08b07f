"""A live connector without the secrets in it: none is shown, compared or written."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any, Final

from connectorsmith.diagnostics import DEFINITION, PROPERTIES
from connectorsmith.language.package_secrets import secrets_left_out
from connectorsmith.model import ABSENT

_OF_SERVICE: Final = ("oAuthSettings", "clientSecret")
"""Keys that the service holds for every sign-in, which are not reported."""


def omit_secrets(
    definition: dict[str, Any], properties: dict[str, Any], ours: tuple[dict[str, Any], dict[str, Any]]
) -> tuple[dict[str, Any], dict[str, Any], tuple[str, ...]]:
    """Return a live definition and its properties without secrets, and the places that held one, as JSON pointers.

    In the place of a secret is what ``ours``, the definition and the properties to compare with, has there, if it has
    anything there; only a secret that is another one is mentioned.
    """
    values = {str(DEFINITION.key): definition, str(PROPERTIES.key): {"properties": properties}}
    secrets = [one.at for one in secrets_left_out(values) if one.at is not None]
    if not secrets:
        return definition, properties, ()
    known = {str(DEFINITION.key): ours[0], str(PROPERTIES.key): {"properties": ours[1]}}
    kept = copy.deepcopy(values)
    places: list[str] = []
    for at in dict.fromkeys(secrets):
        if _replace(kept[at.document], at.keys, _at(known[at.document], at.keys)) and at.keys[-2:] != _OF_SERVICE:
            places.append(str(at).removeprefix("/properties"))
    return kept[str(DEFINITION.key)], kept[str(PROPERTIES.key)]["properties"], tuple(places)


def _replace(value: Any, keys: Sequence[str | int], new: Any) -> bool:
    """Put another value in a place, or remove what is there; tells whether that was something else."""
    holder = _at(value, keys[:-1])
    last = keys[-1]
    if not isinstance(holder, dict) or last not in holder or holder[last] == new:
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
