"""Keys of a document whose loss would go unnoticed: ``python -m tests.openapi.silence [FILE...]``.

Each key and each item is removed in turn. If the result is the same without it and no loss is about it or something
around it, the conversion has dropped it in silence. Without FILE, a document with every key of OpenAPI 3 is taken, and
a collection with every key of Postman.
"""

from __future__ import annotations

import copy
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from connectorsmith.importers.openapi3.convert import convert
from connectorsmith.importers.openapi3.losses import Keys
from connectorsmith.importers.postman.convert import convert_collection
from connectorsmith.workspace.description_files import read_description

_CASES = Path(__file__).parents[1] / "cases" / "openapi3"
COMPLETE = (_CASES / "complete.yaml", _CASES / "complete-collection.yaml")
DEFAULTS = {
    "required": (False,), "deprecated": (False,), "nullable": (False,), "readOnly": (False,), "writeOnly": (False,),
    "uniqueItems": (False,), "explode": (False, True), "style": ("form", "simple"), "allowReserved": (False,),
    "allowEmptyValue": (False,), "exclusiveMinimum": (False,), "exclusiveMaximum": (False,), "parameters": ([],),
    "tags": ([],), "security": ([], [{}]), "servers": ([],),
    "schema": ({"type": "string", "format": "binary"},), "paths": ({},), "schemas": ({},),
    "components": ({}, {"schemas": {}}),
}  # fmt: skip  # a table
"""Values that say the same as a key that is missing, by key; a style and its explode depend on the place."""
OF_WHOLE = ("component-unused", "example-dropped", "ignored-header", "key-dropped", "key-for-tools",
            "method-not-supported", "script-dropped", "text-dropped", "values-left-out", "wrong-type")  # fmt: skip
"""Losses that are about all below their place in a collection; others are at the nearest place that has one."""
OF_POSTMAN = {"type": ("text",), "header": ([],), "response": ([],), "language": ("json",),
              "raw": ({"language": "json"},), "options": ({"raw": {"language": "json"}},)}  # fmt: skip
"""The same for a collection, in which a sample of JSON says its language."""

Outcome = tuple[str, tuple[Keys, ...]]


def outcome(document: dict[str, Any]) -> Outcome:
    """The result of a conversion with its report as text, and the places that losses are about."""
    made = convert({"": document}) if "openapi" in document else convert_collection(document)
    losses = [[loss.kind.id, loss.found, loss.became, list(map(str, loss.keys))] for loss in made.losses]
    result = [made.definition, made.properties, made.notes, dict(made.unsubscribes), losses]
    about = made.losses if "openapi" in document else [one for one in made.losses if one.kind.id in OF_WHOLE]
    around = tuple(
        loss.keys[:3] if loss.kind.kind == "refused" and "openapi" in document else loss.keys for loss in about
    )
    return json.dumps(result), around


def places(value: Any, place: Keys = ()) -> Iterator[Keys]:
    """The places of all keys and items of a document."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield (*place, key)
        yield from places(one, (*place, key))


def is_silent(document: dict[str, Any], place: Keys, base: Outcome) -> bool:
    """Whether a key vanishes without a word.

    Neither the result nor the report changes without it, or with another text or number there, and no loss is about it
    or something around it.
    """
    without, changed = copy.deepcopy(document), copy.deepcopy(document)
    holder = _holder(without, place)
    value = holder.pop(place[-1])
    if "openapi" not in document and _is_known_of_postman(place, value, holder):
        return False
    if place == ("openapi",) or value in DEFAULTS.get(str(place[-1]), ()) or _is_of_path(place[-1], holder):
        return False
    if place[-1] == "security" and _sorted(value) == _sorted(document.get("security")):
        return False  # the operation asks for what the document asks for
    if any(keys and place[: len(keys)] == keys for keys in base[1]) or outcome(without)[0] != base[0]:
        return False
    if not isinstance(value, str | int | float):
        return True
    _holder(changed, place)[place[-1]] = f"{value}x" if isinstance(value, str) else not value
    return outcome(changed)[0] == base[0]


def _is_known_of_postman(place: Keys, value: Any, holder: Any) -> bool:
    """Whether a key of a collection repeats another one, or is a sample of which the form is kept."""
    if place == ("info", "schema") or value in OF_POSTMAN.get(str(place[-1]), ()):
        return True
    in_form = place[-1] == "value" and len(place) > 2 and place[-3] in ("urlencoded", "formdata")
    return in_form or (place[-1] in ("host", "path") and "raw" in holder)


def _holder(document: Any, place: Keys) -> Any:
    """The object or the list that a place is in."""
    for key in place[:-1]:
        document = document[key]
    return document


def _is_of_path(key: object, holder: Any) -> bool:
    """Whether a key is ``required`` of a path parameter, which is required in any case."""
    return key == "required" and isinstance(holder, dict) and holder.get("in") == "path"


def _sorted(requirements: Any) -> list[str]:
    return sorted(json.dumps(one, sort_keys=True) for one in requirements or ())


def main(files: list[str]) -> int:
    """Print the keys of documents that vanish in silence; 1 if there are any."""
    silent = 0
    for file in map(Path, files) if files else COMPLETE:
        document = read_description(file).value
        base, found = outcome(document), list(places(document))
        lost = [place for place in found if is_silent(document, place, base)]
        print(*(f"{file.name}: {'/'.join(map(str, place))}" for place in lost), sep="\n", end="\n" if lost else "")
        print(f"{file.name}: {len(found)} keys and items, {len(lost)} lost in silence")
        silent += len(lost)
    return int(silent > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
