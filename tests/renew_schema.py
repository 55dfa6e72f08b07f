"""``python -m tests.renew_schema``: write language.schema.json, the JSON Schema of a spec, from the table of words.

The table, ``language/words.json``, is such a schema too. A form there lists its own keys alone, and has columns that
say where a key goes in the package. The git diff of the schema is the review.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from connectorsmith.language.words import COLUMNS, extension_keys, table

FILE = Path(__file__).parents[1] / "generator" / "connectorsmith" / "language" / "language.schema.json"
WIDTH = 120
MADE_FROM = "Made from words.json by python -m tests.renew_schema; change the table, and not this file."
_EXTENSIONS = "^x-"


def language_schema() -> dict[str, Any]:
    """The JSON Schema of a spec: each form with all of its keys, and without the columns of the table."""
    root = {"$schema": table()["$schema"], "$comment": MADE_FROM, **_form("", table())}
    root["properties"]["info"] = _refusing(root["properties"]["info"], extension_keys("info"))
    return {**root, "$defs": {name: _form(name, form) for name, form in table()["$defs"].items()}}


def _form(name: str, form: dict[str, Any]) -> dict[str, Any]:
    whole = {**form, "properties": _all_keys(form)} if "keysOf" in form else form
    return _refusing(_without_columns(whole), extension_keys(name))


def _all_keys(form: dict[str, Any]) -> dict[str, Any]:
    """The keys of a form, with those it takes from another in their order.

    A key of its own has the place of the other form's, or is behind the one that ``after`` names, or behind its own
    key before it.
    """
    own: dict[str, Any] = form["properties"]
    if "keysOf" not in form:
        return own
    inherited = _all_keys(table()["$defs"][form["keysOf"]])
    names = [word for word in inherited if word not in form.get("without", ())]
    before: str | None = None
    for word, value in own.items():
        if "after" in value or word not in names:
            names = [other for other in names if other != word]
            behind = value.get("after", before)
            names.insert(0 if behind is None else names.index(behind) + 1, word)
        before = word
    return {word: own.get(word, {"$ref": f"#/$defs/{form['keysOf']}/properties/{word}"}) for word in names}


def _refusing(form: dict[str, Any], keys: Sequence[str]) -> dict[str, Any]:
    """The form with these extensions refused, for which it has words."""
    patterns = form.get("patternProperties", {})
    if not keys or _EXTENSIONS not in patterns:
        return form
    names = "|".join(key.removeprefix("x-ms-") for key in keys)
    refusing = {f"^x-(?!ms-({names})$(?!\\n))" if key == _EXTENSIONS else key: item for key, item in patterns.items()}
    return {**form, "patternProperties": refusing}


def _without_columns(schema: Any) -> Any:
    """A part of the table as JSON Schema."""
    if not isinstance(schema, dict):
        return schema
    made: dict[str, Any] = {}
    for keyword, value in schema.items():
        if keyword in ("properties", "patternProperties"):
            kept = {key: entry for key, entry in value.items() if not entry.get("implied")}
            made[keyword] = {key: _without_columns(entry) for key, entry in kept.items()}
        elif keyword not in COLUMNS:
            made[keyword] = _without_columns(value) if keyword in ("items", "additionalProperties") else value
    return made


def text(value: Any) -> str:
    """JSON as the schema is kept: what fits into a line is on one."""
    return _lines(value, 0, 0) + "\n"


def _lines(value: Any, indent: int, beside: int) -> str:
    line = json.dumps(value, ensure_ascii=False)
    if indent + beside + len(line) <= WIDTH or not isinstance(value, (dict, list)):
        return line
    inner, last = " " * (indent + 2), len(value) - 1
    if isinstance(value, list):
        items = [inner + _lines(item, indent + 2, index < last) for index, item in enumerate(value)]
        return "[\n" + ",\n".join(items) + "\n" + " " * indent + "]"
    names = [f"{json.dumps(key, ensure_ascii=False)}: " for key in value]
    rows = [
        inner + name + _lines(item, indent + 2, len(name) + (index < last))
        for index, (name, item) in enumerate(zip(names, value.values(), strict=True))
    ]
    return "{\n" + ",\n".join(rows) + "\n" + " " * indent + "}"


if __name__ == "__main__":
    FILE.write_text(text(language_schema()), "utf-8", newline="\n")
