"""A JSON value with a few things changed: entries set, added, removed, renamed, moved, repeated or made secret."""

from __future__ import annotations

import copy
from random import Random
from typing import Any

from tests.fuzz import odd_values

_PROSE = (
    "title", "description", "summary", "displayName", "tooltip", "default", "message", "publisher", "stackOwner",
    "trigger-hint", "x-ms-summary", "x-ms-trigger-hint", "overview", "question", "answer", "reason", "example",
)  # fmt: skip  # many short entries, several a line
"""Keys whose values may be any text."""
Place = tuple[Any, Any]
"""A dict or a list, and the key or the index of one of its entries."""


def mutated(original: Any, chance: Random, changes: int, words: tuple[str, ...] = odd_values.KEYS) -> Any:
    """A copy of a dict with this number of changes; ``words`` are keys that its language knows."""
    found = copy.deepcopy(original)
    for _ in range(changes):
        places = _places(found)
        if places:
            _change(places, chance, words)
    return found


def worded(original: Any, chance: Random, changes: int) -> Any:
    """A copy of a dict in which this number of texts are odd ones, and all values have the kinds that they had."""
    found = copy.deepcopy(original)
    prose = chance.random() < 0.7
    texts = [
        (where, key) for where, key in _places(found) if isinstance(where[key], str) and (not prose or key in _PROSE)
    ]
    for container, key in chance.sample(texts, min(changes, len(texts))):
        odd = odd_values.text(chance)
        container[key] = chance.choice((odd, f"{container[key]}{odd}", f"{odd} {container[key]}"))
    return found


def _places(root: Any) -> list[Place]:
    """Every entry of every dict and list, the outer ones first."""
    found: list[Place] = []
    waiting = [root]
    while waiting:
        here = waiting.pop()
        keys = list(here) if isinstance(here, dict) else range(len(here))
        for key in keys:
            found.append((here, key))
            if isinstance(here[key], (dict, list)):
                waiting.append(here[key])
    return found


def _change(places: list[Place], chance: Random, words: tuple[str, ...]) -> None:
    container, key = chance.choice(places)
    doing = chance.choice((_set, _set, _kind, _remove, _rename, _add, _add, _move, _repeat, _refer, _hide))
    doing(container, key, places, chance, words)


def _set(container: Any, key: Any, places: list[Place], chance: Random, words: tuple[str, ...]) -> None:
    container[key] = odd_values.value(chance)


def _kind(container: Any, key: Any, places: list[Place], chance: Random, words: tuple[str, ...]) -> None:
    """Give a value another kind, with the same content where there is one."""
    old = container[key]
    container[key] = chance.choice(([old], {"a": old}, str(old)[:50], [old, old], None, True, 0, "", [], {}))


def _remove(container: Any, key: Any, places: list[Place], chance: Random, words: tuple[str, ...]) -> None:
    del container[key]


def _rename(container: Any, key: Any, places: list[Place], chance: Random, words: tuple[str, ...]) -> None:
    if isinstance(container, dict):
        new = chance.choice(words) if chance.random() < 0.7 else odd_values.key(chance)
        container[new] = container.pop(key)


def _add(container: Any, key: Any, places: list[Place], chance: Random, words: tuple[str, ...]) -> None:
    """Add an entry: one that is elsewhere under the same key, or an odd one."""
    if not isinstance(container, dict):
        container.insert(key, odd_values.value(chance))
        return
    new = chance.choice(words) if chance.random() < 0.8 else odd_values.key(chance)
    known = [where[name] for where, name in places if name == new]
    container[new] = (
        copy.deepcopy(chance.choice(known)) if known and chance.random() < 0.6 else odd_values.value(chance)
    )


def _move(container: Any, key: Any, places: list[Place], chance: Random, words: tuple[str, ...]) -> None:
    """Put a copy of what is elsewhere here."""
    other, name = chance.choice(places)
    container[key] = copy.deepcopy(other[name]) if _size(other[name]) < 2_000 else None


def _repeat(container: Any, key: Any, places: list[Place], chance: Random, words: tuple[str, ...]) -> None:
    """Repeat an entry: under another key, or as the next item."""
    if _size(container[key]) > 2_000:
        return
    if isinstance(container, list):
        container.insert(key, copy.deepcopy(container[key]))
    else:
        container[f"{key}{chance.choice(('2', ' ', chr(10), '.', '/', ''))}"] = copy.deepcopy(container[key])


def _refer(container: Any, key: Any, places: list[Place], chance: Random, words: tuple[str, ...]) -> None:
    """Put a reference here, to a name that is a key somewhere, so that circles and bombs arise."""
    names = [name for _, name in places if isinstance(name, str)]
    name = chance.choice(names) if names else "Order"
    reference = {"$ref": f"#/{chance.choice(('definitions', 'parameters', 'responses', 'x'))}/{name}"}
    container[key] = chance.choice((reference, {"type": name}, name, f"array of {name}", {"allOf": [reference] * 3}))


def _hide(container: Any, key: Any, places: list[Place], chance: Random, words: tuple[str, ...]) -> None:
    """Put a secret below a connection parameter, where its key says what it is."""
    found = [where[name] for where, name in places if name in ("oAuthSettings", "customParameters")]
    settings = [one for one in found if isinstance(one, dict)]
    if settings:
        name = chance.choice(odd_values.SECRET_KEYS)
        chance.choice(settings)[name] = chance.choice((odd_values.PLANTED, {"value": odd_values.PLANTED}))


def _size(value: Any) -> int:
    """How many values there are inside, counted no further than is of interest."""
    count, waiting = 0, [value]
    while waiting and count <= 2_000:
        here = waiting.pop()
        count += 1
        if isinstance(here, (dict, list)):
            waiting += here.values() if isinstance(here, dict) else here
    return count
