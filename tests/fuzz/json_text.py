"""A value as the bytes of a JSON file, and what goes wrong with such files."""

from __future__ import annotations

import json
from random import Random
from typing import Any, Final

from tests.fuzz import odd_values, yaml_text

_PARTS: Final = (
    ",", ",,", ":", "{", "}", "[", "]", '"', "\\", "\\u0000", "\\ud800", "\\ud83d\\ude00", "\\x", "/* a */", "// a\n",
    "/*", "NaN", "Infinity", "-", "01", "1.", "1e999", "9" * 5_000, "1E400", "\t", "\n", "\r", "\x00", "\x1b", "\x7f",
    "\ufeff",
    "\u2028", "\xa0", "true", "null", "None", "'a'", '"a": 1, "a": 1,', '"a": 1, "a": 2,', '{"a":' * 200, "[" * 1_200,
    '"clientSecret": "' + odd_values.PLANTED + '",',
)  # fmt: skip  # many short entries, several a line


def written(value: Any, chance: Random) -> str:
    """A value as JSON text, in one of the layouts that are met."""
    layout = chance.choice(({"indent": 2}, {"indent": 4}, {}, {"indent": "\t"}, {"separators": (",", ":")}))
    text: str = json.dumps(value, ensure_ascii=chance.random() < 0.5, **layout)  # type: ignore[arg-type]
    return text


def spoiled(text: str, chance: Random) -> str:
    """A text with a few things changed that do not follow its structure; the names of secrets in it stay whole."""
    return odd_values.changed(text, chance.choice((1, 1, 2)), lambda one: _changed(one, chance))


def _changed(text: str, chance: Random) -> str:
    at = chance.randint(0, len(text))
    doing = chance.random()
    if doing < 0.6:
        text = text[:at] + chance.choice(_PARTS) + text[at:]
    elif doing < 0.9:
        text = text[:at] + text[at + chance.choice((1, 1, 1, 2, 20)) :]
    else:
        text = text[:at]
    return text


def encoded(text: str, chance: Random) -> bytes:
    """The bytes of a file, as those of YAML are made."""
    return yaml_text.encoded(text, chance)
