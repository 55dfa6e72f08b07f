"""The values in a JSON text that have no brackets: texts, numbers, words, and other spellings of them."""

from __future__ import annotations

from typing import Any

from connectorsmith.diagnostics.excerpt import excerpt
from connectorsmith.source.json.faults import Faults
from connectorsmith.source.json.tokens import Tokens
from connectorsmith.source.numbers import InexactNumber, read_decimal, read_integer

_WORDS = {"true": True, "false": False, "null": None}
_MEANT = {"none": "null", "nil": "null", "undefined": "null", "yes": "true", "no": "false"}
_NOT_FINITE = ("nan", "inf", "infinity")
_QUOTES = "\u201c\u201d\u201e\u201f\u2018\u2019\u201a\u00ab\u00bb`"


class NoScalar(Exception):
    """Raised for a token that cannot be a value at all."""


def read_scalar(tokens: Tokens, faults: Faults) -> Any:
    """The value of the token that is next; ``None`` after an error. Raises NoScalar, with the tokens as they were."""
    if tokens.kind == "string":
        return tokens.content
    if tokens.kind == "number":
        return _number(tokens, faults)
    if tokens.kind == "word":
        return _word(tokens, faults)
    if tokens.kind == "quoted":
        single_quotes(tokens, faults)
        return None
    raise NoScalar


def single_quotes(tokens: Tokens, faults: Faults) -> None:
    """Say that the token is in the wrong quotes."""
    faults.error("a text in JSON needs double quotes", tokens.start, "write \" instead of '", len(tokens.written))


def unexpected(written: str) -> tuple[str, str]:
    """The message and the hint for a token that is not allowed at its place."""
    if written in _QUOTES:
        return f"{written} is not a quote in JSON", 'write "'
    if not written.isprintable():
        return f"the character U+{ord(written[0]):04X} is not allowed here", "remove it"
    return f"the character {written} is not allowed here", "check the quotes and commas before it"


def _number(tokens: Tokens, faults: Faults) -> int | float | None:
    written = tokens.written
    try:
        return read_integer(written) if written.lstrip("-").isdigit() else read_decimal(written)
    except InexactNumber as fault:
        message, hint = (
            f"most readers take this number for {fault.nearest!r}",
            "write that, or put the number in quotes",
        )
        done = f"it was read as {fault.nearest!r}"
        faults.repair(message, tokens.start, hint, done, len(written), rule="number-not-exact")
        return fault.nearest
    except ValueError:
        faults.error("this number is too large", tokens.start, "write it in quotes", len(written))
        return None


def _word(tokens: Tokens, faults: Faults) -> bool | None:
    written = tokens.written
    if written in _WORDS:
        return _WORDS[written]
    low, shown = written.lower(), excerpt(written)
    if low.lstrip("+-") in _NOT_FINITE:
        message, hint = f"JSON has no {shown}", "write null, or the word in quotes"
    elif low in _WORDS or low in _MEANT:
        message, hint = f"{shown} is not a word of JSON", f"write {_MEANT.get(low, low)}, or put it in quotes"
    elif written[0].isdigit() or written[0] in "+-.":
        message, hint = f"{shown} is not a number in JSON", _number_hint(written)
    else:
        message, hint = f"{shown} has no quotes", f'write "{shown}"'
    faults.error(message, tokens.start, hint, len(written))
    return None


def _number_hint(written: str) -> str:
    if written.startswith("+"):
        return "leave out the plus sign"
    digits = written.lstrip("-")
    if digits.isdigit():
        return "leave out the zeros before it, or put it in quotes"
    if digits.startswith(".") or digits.endswith("."):
        return "write digits before and after the point"
    return "put it in quotes"
