"""Values that the platform resolves, masks or makes itself: a comparison keeps those of the spec in their place.

A downloaded connector has the value of an environment variable where the spec has a reference to it, an empty text or
asterisks in place of an application's id, and addresses of its own. Source: Microsoft Learn, environment-variables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from connectorsmith.language.policy_expression import ENVIRONMENT_REFERENCE, environment_variables

_MASKED: Final = re.compile(r"[*\u2022\u25cf]{3,}")
_GATEWAY: Final = (".azure-apim.net", "/apim/")
"""The end of the host and the start of the base path at which the platform serves each connector."""
_OAUTH: Final = "oAuthSettings"
_ADDED: Final = ("AzureActiveDirectoryResourceId", "IsOnbehalfofLoginSupported")
"""Keys that the service adds to the ``properties`` of a sign-in."""
_NAMES: Final = ("operationId", "templateId", "title", "in", "name", "$ref", "propertyName")
"""Keys that tell the objects of a list apart."""
Note = str
Keys = tuple[str, ...]


def keep_ours(live: dict[str, Any], ours: dict[str, Any]) -> tuple[dict[str, Any], tuple[Note, ...]]:
    """Return a live definition, or live properties, with the values of ours where the platform shows others.

    The notes say for each place what the platform shows. Nothing that is passed in is changed.
    """
    notes: list[Note] = []
    kept = _object(live, ours, (), notes)
    host, path = live.get("host"), live.get("basePath")
    if "host" in ours and isinstance(host, str) and isinstance(path, str) and _is_gateway(host, path):
        for key in ("host", "basePath"):
            notes.append(f"the platform shows the address of its own gateway at {key}")
            kept.pop(key)
            kept |= {key: ours[key]} if key in ours else {}
    return kept, tuple(dict.fromkeys(notes))


def _is_gateway(host: str, path: str) -> bool:
    return host.lower().endswith(_GATEWAY[0]) and path.startswith(_GATEWAY[1])


def _object(live: dict[str, Any], ours: dict[str, Any], keys: Keys, notes: list[Note]) -> dict[str, Any]:
    if isinstance(live.get("operationId"), str):
        keys = (f"operation {live['operationId']}",)
    found = {
        key: _value(value, ours[key], (*keys, key), notes) if key in ours else value for key, value in live.items()
    }
    if isinstance(found.get(_OAUTH), dict) and isinstance(ours.get(_OAUTH), dict):
        found[_OAUTH] = _sign_in(found[_OAUTH], ours[_OAUTH], (*keys, _OAUTH), notes)
    return found


def _sign_in(live: dict[str, Any], ours: dict[str, Any], keys: Keys, notes: list[Note]) -> dict[str, Any]:
    """The settings of a sign-in with our id of the application where none is shown, without what the service adds."""
    found = dict(live)
    place = "/".join(keys)
    if ours.get("clientId") and not live.get("clientId"):
        found["clientId"] = ours["clientId"]
        notes.append(f"the platform shows no id of the application at {place}/clientId")
    redirect = live.get("redirectUrl")
    if redirect and redirect != ours.get("redirectUrl"):
        notes.append(f"the platform shows a redirect address of its own at {place}/redirectUrl")
    if isinstance(live.get("properties"), dict):
        known: Any = ours.get("properties")
        known = known if isinstance(known, dict) else {}
        added = [key for key in _ADDED if key in live["properties"] and key not in known]
        notes += [f"the platform shows a value of its own at {place}/properties/{key}" for key in added]
        rest = {key: value for key, value in live["properties"].items() if key not in added}
        found["properties"] = rest
        if added and not rest and "properties" not in ours:
            del found["properties"]
    return found


def _value(live: Any, ours: Any, keys: Keys, notes: list[Note]) -> Any:
    if isinstance(ours, str):
        return _text(live, ours, "/".join(keys), notes)
    if isinstance(live, dict) and isinstance(ours, dict):
        return _object(live, ours, keys, notes)
    if isinstance(live, list) and isinstance(ours, list):
        return [
            item if other is None else _value(item, other, (*keys, name), notes)
            for name, item, other in _paired(live, ours)
        ]
    return live


def _text(live: Any, ours: str, place: str, notes: list[Note]) -> Any:
    if live == ours:
        return live
    names = environment_variables(ours)
    if names and _fits(live, ours):
        notes += [f"the platform shows the value of {name} at {place}" for name in names]
        return ours
    if isinstance(live, str) and ours and _MASKED.fullmatch(live):
        notes.append(f"the platform masks the value at {place}")
        return ours
    return live


def _fits(live: Any, ours: str) -> bool:
    """Whether a live value has the texts around the references of ours, in their order."""
    if ENVIRONMENT_REFERENCE.fullmatch(ours):
        return True
    if not isinstance(live, str):
        return False
    first, *middle, last = _literals(ours)
    if len(live) < len(first) + len(last) or not (live.startswith(first) and live.endswith(last)):
        return False
    at, end = len(first), len(live) - len(last)
    for literal in middle:
        found = live.find(literal, at, end)
        if found < 0:
            return False
        at = found + len(literal)
    return True


def _literals(text: str) -> Iterator[str]:
    """The texts before, between and after the references of a text."""
    start = 0
    for match in ENVIRONMENT_REFERENCE.finditer(text):
        yield text[start : match.start()]
        start = match.end()
    yield text[start:]


def _paired(live: list[Any], ours: list[Any]) -> Iterator[tuple[str, Any, Any]]:
    """Each item of a live list with the name of its place and the item of ours that it stands for, or ``None``."""
    there = {key: (name, item) for key, name, item in _named(ours)}
    for key, name, item in _named(live):
        if key[0]:
            yield name, item, there.get(key, ("", None))[1]
        else:
            yield name, item, there.get(key, ("", None))[1] if len(live) == len(ours) else None


def _named(items: Iterable[Any]) -> Iterator[tuple[tuple[tuple[str, ...], int], str, Any]]:
    """Each item with what it is found by: its names, if it has any, and its number among those of the same names."""
    numbers: dict[tuple[str, ...], int] = {}
    for item in items:
        names = tuple(f"{key}={item[key]}" for key in _NAMES if key in item) if isinstance(item, Mapping) else ()
        number = numbers.get(names, 0)
        numbers[names] = number + 1
        yield (names, number), _shown(item) if names else str(number), item


def _shown(item: Mapping[str, Any]) -> str:
    """The name of an item in a place: the title of a policy, the place and name of a parameter."""
    if "templateId" in item:
        return str(item.get("title") or item["templateId"])
    return " ".join(str(item[key]) for key in _NAMES[2:] if key in item)
