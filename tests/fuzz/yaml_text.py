"""A value as YAML text in all the ways that authors write it: block and flow, quotes of all kinds, comments anywhere.

The writer makes what a YAML reader accepts; ``spoiled`` then breaks it, in the text or in the bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from random import Random
from typing import Any, Final

from tests.fuzz import odd_values

_PLAIN: Final = re.compile(r"[A-Za-z/$][A-Za-z0-9_/ .$()-]*[A-Za-z0-9_/)]|[A-Za-z]")
_TRAPS: Final = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null"])
_PARTS: Final = (
    "&a ", "*a", "!!str ", "!!python/object:os.system ", "<<: *a\n", "<<: {a: 1}\n", "? ", "- ", ": ", "---\n", "...\n",
    "%YAML 1.1\n", "\t", " ", "  ", "\n", "\r", "\r\n", "\ufeff", "\x00", "\x1b[31m", "\x85", "\u2028", "\x7f", "#",
    " # x",
    "'", '"', "[", "]", "{", "}", ",", "|\n", ">-\n", "|9\n", "\\", "\\ud800", "\\x1b", "@", "`", "%", "~", "0x1F",
    "1e999",
    "9" * 5_000, ".inf", "yes", "2024-01-01", "::error::x", "##vso[x]y", "info: {}\n", "a: 1\na: 2\n", "\u202e", "é",
    "[" * 120, "{a: " * 120, "- " * 120, "- " * 1_100, "[" * 1_100, "!<tag:x> ", "&b [*b]", "{? a : b}", '"\\\n"',
)  # fmt: skip  # many short entries, several a line


def written(value: Any, chance: Random) -> str:
    """A mapping as the text of a YAML file."""
    if not isinstance(value, dict) or not value:
        return _flow(value, chance) + "\n"
    comments = chance.choice((0.0, 0.1, 0.5))
    lines = [*_block(value, 0, chance, comments)]
    head = ["# yaml-language-server: $schema=x"] if chance.random() < 0.2 else []
    return "\n".join([*head, *lines, ""])


def _block(value: Any, indent: int, chance: Random, comments: float) -> Iterator[str]:
    """The lines of a mapping or a list in block style."""
    pad = " " * indent
    entries = value.items() if isinstance(value, dict) else ((None, item) for item in value)
    for key, item in entries:
        if chance.random() < comments:
            yield pad + chance.choice(
                ("", "# above", f"# {chance.randint(0, 10**6)}", "  # shifted", "#", "#::error::c")
            )
        lead = f"{pad}- " if key is None else f"{pad}{_key(key, chance)}:"
        beside = f"  # {chance.randint(0, 10**6)}" if chance.random() < comments / 2 else ""
        if isinstance(item, (dict, list)) and item and chance.random() < 0.7:
            yield f"{lead.rstrip()}{beside}"
            deeper = (
                indent + chance.choice((1, 2, 2, 2, 4)) if key is not None or isinstance(item, dict) else indent + 2
            )
            yield from _block(item, deeper, chance, comments)
        elif isinstance(item, str) and "\n" in item and _printable(item) and chance.random() < 0.5:
            yield f"{lead.rstrip()} {chance.choice('|>')}{'-' if not item.endswith(chr(10)) else ''}{beside}"
            yield from (f"{pad}  {line}" if line else "" for line in item.removesuffix("\n").split("\n"))
        else:
            yield from _flow_lines(lead.rstrip(), item, indent, beside, chance, comments)


def _flow_lines(lead: str, item: Any, indent: int, beside: str, chance: Random, comments: float) -> Iterator[str]:
    """An entry whose value is behind its key, on one line or, if it is a collection, on several."""
    if isinstance(item, (dict, list)) and item and chance.random() < 0.3:
        left, right = "{}" if isinstance(item, dict) else "[]"
        yield f"{lead} {left}{beside}"
        parts = item.items() if isinstance(item, dict) else ((None, one) for one in item)
        for key, one in parts:
            note = f"  # {chance.randint(0, 10**6)}" if chance.random() < comments else ""
            yield f"{' ' * (indent + 2)}{_member(key, one, chance)},{note}"
        yield f"{' ' * (indent + 1)}{right}"
    else:
        yield f"{lead} {_flow(item, chance)}{beside}"


def _flow(value: Any, chance: Random) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(_member(key, item, chance) for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(item, chance) for item in value) + "]"
    return _scalar(value, chance)


def _member(key: str | None, value: Any, chance: Random) -> str:
    return _flow(value, chance) if key is None else f"{_key(key, chance)}: {_flow(value, chance)}"


def _key(key: str, chance: Random) -> str:
    return _text(str(key)[:1_000], chance)


def _scalar(value: Any, chance: Random) -> str:
    if isinstance(value, str):
        return _text(value, chance)
    if isinstance(value, float) and value == int(value) and abs(value) < 1e15:
        return repr(value)
    return "null" if value is None else json.dumps(value) if isinstance(value, (bool, float)) else _integer(value)


def _integer(value: int) -> str:
    """The digits of a number of any length."""
    return str(value) if abs(value) < 10**4000 else "9" * 4_500


def _text(text: str, chance: Random) -> str:
    """A text as a plain scalar where that is possible, else in quotes."""
    if _PLAIN.fullmatch(text) and text.lower() not in _TRAPS and chance.random() < 0.9:
        return text
    if _printable(text) and "\n" not in text and chance.random() < 0.4:
        return "'" + text.replace("'", "''") + "'"
    return '"' + "".join(_escaped(letter, chance) for letter in text) + '"'


def _escaped(letter: str, chance: Random) -> str:
    code = ord(letter)
    if letter in '"\\':
        return f"\\{letter}"
    if letter.isprintable() and (code < 127 or chance.random() < 0.8):
        return letter
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"


def _printable(text: str) -> bool:
    """Whether YAML lets a text are as it is, line breaks included."""
    return all(line.isprintable() and line == line.strip() for line in text.split("\n")) and "\ufeff" not in text


def spoiled(text: str, chance: Random) -> str:
    """A text with a few things changed that do not follow its structure; the names of secrets in it stay whole."""
    return odd_values.changed(text, chance.choice((1, 1, 2, 4)), lambda one: _changed(one, chance))


def _changed(text: str, chance: Random) -> str:
    at = chance.randint(0, len(text))
    doing = chance.random()
    if doing < 0.5:
        text = text[:at] + chance.choice(_PARTS) + text[at:]
    elif doing < 0.7:
        text = text[:at] + text[at + chance.choice((1, 1, 2, 20)) :]
    elif doing < 0.8:
        lines = text.split("\n")
        number = chance.randrange(len(lines))
        lines.insert(chance.randrange(len(lines)), lines[number])
        text = "\n".join(lines)
    elif doing < 0.9:
        text = text[:at] + odd_values.text(chance) + text[at:]
    else:
        text = text[:at]
    return text


def encoded(text: str, chance: Random) -> bytes:
    """The bytes of a file: mostly UTF-8 with LF, at times another encoding, other line ends, or damaged."""
    kind = chance.random()
    if kind < 0.1:
        text = text.replace("\n", chance.choice(("\r\n",) * 20 + ("\r", "\n\r", "\x85", "\u2028")))
    elif kind < 0.13:
        text = "\ufeff" + text
    elif kind < 0.15:
        text = text.rstrip("\n")
    content = text.encode("utf-8", "surrogatepass")
    kind = chance.random()
    if kind < 0.02:
        return text.encode(chance.choice(("utf-16", "utf-16-be", "utf-32", "latin-1")), "replace")
    if kind < 0.05:
        at = chance.randint(0, len(content))
        return (
            content[:at]
            + chance.choice((b"\xff", b"\xc3", b"\xed\xa0\x80", b"\x00", b"\xf4\x90\x80\x80"))
            + content[at:]
        )
    return content
