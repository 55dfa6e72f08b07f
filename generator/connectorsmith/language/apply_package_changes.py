"""Apply changes that were made to a package to its spec; only what changed is rewritten.

Both states of the package are written as specs by the same hand; where those two differ, the author's spec is edited,
if it says there what the first of them says. What it says in other words is replaced by the whole operation.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any, Final

from msgspec.structs import replace

from connectorsmith.language.operations import SECTIONS
from connectorsmith.language.write import write_connector
from connectorsmith.language.yaml_forms import YamlForm
from connectorsmith.model import Connector, Operation, PathItem
from connectorsmith.model.values import ABSENT, differences, same

_SHARED: Final = ("parameters", "errors")
"""Root keys whose entries other operations may still use when one has changed."""
OWN_WORDS: Final = ("lint", "script", "unsubscribe")
"""Keys of an operation that a package cannot hold."""
Edit = tuple[tuple[str | int, ...], Any, Any]
"""The keys to a place, what is there before, and what after; either may be absent."""


def merge_edits(form: YamlForm, before: Connector, after: Connector) -> None:
    """Edit a spec's value in place, key by key where it can be, so that comments and sugar elsewhere stay."""
    for keys, old, new in list(differences(write_connector(before), write_connector(after))):
        if keys[0] in _SHARED and new is ABSENT:
            continue
        edit(form, keys, old, new)


def merge_operations(form: YamlForm, before: Connector, after: Connector) -> None:
    """Put each operation that has changed into a spec's value whole, in place of what represents it there."""
    old, new = _alone(before), _alone(after)
    for key, (section, entry) in new.items():
        if key in old and same(old[key], new[key]):
            continue
        there = form.get(section, {})
        taken = there[key] if key in there else _taken(form, key)
        form.setdefault(section, {})[key] = entry | {word: taken[word] for word in OWN_WORDS if word in taken}
    for key in old.keys() - new.keys():
        _taken(form, key)


def merge_rest(form: YamlForm, before: Connector, after: Connector) -> None:
    """Edit all of a spec's value but its operations and what they share; an entry that says it otherwise goes whole."""
    skipped = {*SECTIONS, *_SHARED}
    whole = write_connector(after)
    for keys, old, new in list(differences(write_connector(before), whole)):
        if keys[0] not in skipped and not edit(form, keys, old, new) and len(keys) > 1:
            edit(form, keys[:2], _at(form, keys[:2]), _at(whole, keys[:2]))


def _taken(form: YamlForm, key: str) -> YamlForm:
    """Take an operation out of whichever section holds it."""
    for section in SECTIONS:
        if key in form.get(section, {}):
            taken: YamlForm = form[section].pop(key)
            if not form[section]:
                del form[section]
            return taken
    return {}


def _alone(connector: Connector) -> dict[str, tuple[str, YamlForm]]:
    """Each operation as a spec with no other operation in it has it: its section and its entry, by its key."""
    found: dict[str, tuple[str, YamlForm]] = {}
    for path, item in (connector.paths or {}).items():
        for method, operation in item.operations.items():
            form = write_connector(replace(connector, paths={path: _only(item, method, operation)}))
            for section in SECTIONS:
                found |= {key: (section, entry) for key, entry in form.get(section, {}).items()}
    return found


def _only(item: PathItem, method: str, operation: Operation) -> PathItem:
    return replace(item, operations={method: operation})


def edit(form: YamlForm, keys: Sequence[str | int], old: Any, new: Any) -> bool:
    """Make one edit; tell whether the author's spec says at that place what it was thought to say."""
    holder: Any = form
    last: Any = keys[-1]
    for key in keys[:-1]:
        if not _has(holder, key):
            return False
        holder = holder[key]
    here = holder[last] if _has(holder, last) else ABSENT
    if not isinstance(holder, dict | list) or (here is ABSENT) != (old is ABSENT):
        return False
    if here is not ABSENT and not same(here, old):
        return False
    if new is ABSENT:
        del holder[last]
    elif isinstance(holder, dict) or here is not ABSENT:
        holder[last] = copy.deepcopy(new)
    return True


def _at(value: Any, keys: Sequence[str | int]) -> Any:
    """The value at a place, or ``ABSENT``."""
    for key in keys:
        if not _has(value, key):
            return ABSENT
        value = value[key]
    return value


def _has(holder: Any, key: str | int) -> bool:
    if isinstance(holder, list):
        return isinstance(key, int) and key < len(holder)
    return isinstance(holder, dict) and key in holder
