"""How YAML 1.1 and YAML 1.2 read a plain scalar, and the text of a scalar that both read alike.

A plain scalar that one of the two versions takes for something else than the other, or that an author rarely
means as it is read (``1.10``, ``012``, ``2024-01-01``), is a trap: an error when read, quoted when written.
"""

from __future__ import annotations

import re
from typing import Final

from connectorsmith.diagnostics.excerpt import excerpt
from connectorsmith.source.numbers import read_integer

TEXT: Final = "text"
NULL: Final = "null"
BOOLEAN: Final = "boolean"
INTEGER: Final = "integer"
NUMBER: Final = "number"
TRAP: Final = "trap"

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)\Z")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+(?:e[-+][0-9]+)?\Z")
# The implicit resolvers of PyYAML (https://yaml.org/type/) and of the YAML 1.2 core schema (10.3.2), widened a little.
_SURPRISING = re.compile(
    r"""(?: y|n|yes|no|on|off|true|false|null|~|<<|=|
        [-+]?\.?(?:inf|nan)|
        [-+]?0b[0-1_]+|[-+]?0o?[0-7_]+|[-+]?0x[0-9a-f_]+|
        [-+]?[0-9_]+|
        [-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?|
        [-+]?(?:[0-9][0-9_]*)?\.[0-9_]*(?:e[-+]?[0-9]+)?|
        [-+]?[0-9][0-9_]*(?:\.[0-9_]*)?e[-+]?[0-9]+|
        [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:t|[ \t]+)[0-9:.]+(?:[ \t]*(?:z|[-+][0-9:]+))?)?
    )\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_FIRST = frozenset("yYnNoOtTfF~<=.+-0123456789iI")


def classify(text: str) -> str:
    """Name what a plain scalar is: text, null, boolean, integer, number, or a trap."""
    if not text:
        return TRAP
    if text[0] not in _FIRST:
        return TEXT
    if text in ("true", "false"):
        return BOOLEAN
    if text == "null":
        return NULL
    if _INTEGER.match(text):
        return TRAP if text == "-0" or _is_too_large(text) else INTEGER
    if _NUMBER.match(text):
        return NUMBER if _number_text(float(text)) == text else TRAP
    return TRAP if _SURPRISING.match(text) else TEXT


def _is_too_large(digits: str) -> bool:
    try:
        read_integer(digits)
    except ValueError:
        return True
    return False


def value_of(text: str, kind: str) -> str | int | float | bool | None:
    """The value of a plain scalar of a kind that ``classify`` found, traps excepted."""
    if kind == TEXT:
        return text
    if kind == INTEGER:
        return read_integer(text)
    if kind == NUMBER:
        return float(text)
    return text == "true" if kind == BOOLEAN else None


def scalar_text(value: float | bool | None) -> str:
    """The plain text of a null, boolean or number, which both YAML versions read back to the same value."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else _number_text(value)


def _number_text(value: float) -> str:
    """Python's shortest text of a float, with the dot that YAML 1.1 wants before an exponent."""
    text = repr(value)
    if "e" in text and "." not in text:
        return text.replace("e", ".0e")
    return text


def cure(text: str) -> str:
    """The hint for a trap: how to write the value."""
    lowered = text.lower()
    if lowered in ("true", "yes", "on", "y"):
        return f'write true, or "{text}" in quotes if you mean the text'
    if lowered in ("false", "no", "off", "n"):
        return f'write false, or "{text}" in quotes if you mean the text'
    if lowered in ("null", "~", ""):
        return 'write null, or "" for an empty text'
    return f'write "{excerpt(text)}" in quotes if you mean the text{_as_number(text)}'


def _as_number(text: str) -> str:
    """The canonical form of a number written in an odd way, as the end of a sentence."""
    try:
        number = float(text) if re.search(r"[.eE]", text) else int(text, 10)
        plain = scalar_text(number)
    except (ValueError, OverflowError):
        return ""
    return f", or {plain} for the number" if classify(plain) in (INTEGER, NUMBER) else ""
