"""Values in recipes, read: texts with calls such as ``@headers('x')`` or ``@body().items[0]`` in them.

The spelling is that of policy expressions; what a script can see differs: the call as it arrived, the API's answer,
what was looked up before, and the item at hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from msgspec import Struct

from connectorsmith.language.policy_expression import Path, steps, unquoted
from connectorsmith.model import Json

HEADERS: Final = "headers"
QUERY: Final = "queryParameters"
VARIABLE: Final = "pathParameters"
BODY: Final = "body"
RESPONSE: Final = "response"
ITEM: Final = "item"
LOOKUP: Final = "lookup"

ARGUMENTS: Final = {HEADERS: (1, 2), QUERY: (1, 2), VARIABLE: (1, 1), BODY: (0, 0), RESPONSE: (0, 0), ITEM: (0, 0),
                    LOOKUP: (1, 1)}  # fmt: skip
"""The functions of a value, with the least and the most arguments each takes."""
PLACES: Final = (BODY, RESPONSE, ITEM, LOOKUP)
"""Functions that give a JSON value, which a path may follow."""

_QUOTED = r"'(?:[^']|'')*'"
_ARGUMENT = re.compile(r"'(?:[^']|'')*+'?")
_CALL = re.compile(
    rf"""@(?P<brace>\{{\s*)?(?P<function>[A-Za-z]\w*)\(\s*(?P<arguments>(?:{_QUOTED}\s*(?:,\s*{_QUOTED}\s*)*)?)\)
    (?P<path>(?:\.[^\W\d]\w*|\[[0-9]{{1,9}}\]|\['(?:[^']|'')*'\])*)(?(brace)\s*\}})""",
    re.VERBOSE,
)
_VARIABLE = re.compile(r"\{([^{}@]+)\}")


class RecipeCall(Struct, frozen=True):
    """A call in a value: the function, its arguments, and the path into the JSON value it gives."""

    function: str
    arguments: tuple[str, ...] = ()
    path: Path = ()

    @property
    def known(self) -> bool:
        """Whether the function exists and takes that many arguments."""
        least, most = ARGUMENTS.get(self.function, (1, 0))
        return least <= len(self.arguments) <= most

    @property
    def shown(self) -> str:
        """The call as an author writes it."""
        arguments = ", ".join(f"'{argument}'" for argument in self.arguments)
        path = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in self.path)
        return f"@{self.function}({arguments}){path}"


def recipe_parts(text: str) -> tuple[str | RecipeCall, ...]:
    """Split a value into literal pieces and calls, in order; a path may only follow a JSON value."""
    return tuple(_parts(text))


def _parts(text: str) -> Iterator[str | RecipeCall]:
    end = 0
    for match in _CALL.finditer(text):
        if match.start() > end:
            yield text[end : match.start()]
        arguments = tuple(unquoted(word) for word in _ARGUMENT.findall(match["arguments"]))
        place = match["function"] in PLACES
        yield RecipeCall(match["function"], arguments, steps(match["path"]) if place else ())
        end = match.end() if place or match["brace"] else match.start("path")
    if end < len(text):
        yield text[end:]


def address_parts(text: str) -> tuple[str | RecipeCall, ...]:
    """Split an address into pieces and calls; ``{id}`` in it is the path parameter of that name."""
    return tuple(piece for part in recipe_parts(text) for piece in _with_variables(part))


def _with_variables(part: str | RecipeCall) -> Iterator[str | RecipeCall]:
    if isinstance(part, RecipeCall):
        yield part
        return
    for position, piece in enumerate(_VARIABLE.split(part)):
        if position % 2:
            yield RecipeCall(VARIABLE, (piece,))
        elif piece:
            yield piece


def calls(text: str) -> Iterator[RecipeCall]:
    """The calls in a value."""
    return (part for part in recipe_parts(text) if isinstance(part, RecipeCall))


def json_texts(value: Json) -> Iterator[str]:
    """Every text in a JSON value; the keys of objects are names and no values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from json_texts(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from json_texts(item)
