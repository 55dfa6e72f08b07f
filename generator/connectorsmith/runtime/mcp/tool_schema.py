"""Parts of a tool's input schema that Copilot Studio drops, mostly without a message.

Source: https://learn.microsoft.com/en-us/microsoft-copilot-studio/mcp-troubleshooting.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from msgspec import Struct

from connectorsmith.model import Json

MOST_TOOLS: Final = 128
"""Tools that one agent takes."""
_LEVELS: Final = 50
_BOUNDS: Final = ("exclusiveMinimum", "exclusiveMaximum")
_MAPS: Final = ("properties", "patternProperties", "$defs", "definitions")
_LISTS: Final = ("allOf", "anyOf", "oneOf", "prefixItems")
_SINGLE: Final = ("items", "additionalProperties", "not")


class Trap(Struct, frozen=True):
    """One place in a tool's schema: ``path`` leads to it, ``message`` says what is there and what comes of it.

    ``loses_tool`` says that the tool, or all of them, cannot be used.
    """

    path: str
    message: str
    hint: str
    loses_tool: bool = False


def traps(schema: Json) -> tuple[Trap, ...]:
    """Every trap in the input schema of a tool, outermost first."""
    return tuple(trap for path, part in _parts(schema) for trap in _in_part(path, part))


def _in_part(path: str, part: Mapping[str, Json]) -> Iterator[Trap]:
    if "$ref" in part:
        yield Trap(f"{path}/$ref", "a reference, which drops the tool", "write the schema in place", True)
    kinds = part.get("type")
    if isinstance(kinds, list):
        message = f"several types ({', '.join(map(str, kinds))}), at which the schema is cut off"
        yield Trap(f"{path}/type", message, "write one type")
    for name in _BOUNDS:
        if isinstance(part.get(name), int | float) and not isinstance(part.get(name), bool):
            other = name.removeprefix("exclusive").lower()
            hint = f"write {other} beside {name}: true, or {other} alone"
            yield Trap(f"{path}/{name}", "a number, which throws; the older form with true is understood", hint, True)
    if "enum" in part:
        yield Trap(f"{path}/enum", "choices, which become a text without choices", "name them in the description")


def _parts(schema: Json) -> Iterator[tuple[str, Mapping[str, Json]]]:
    """Every schema inside a schema with its path, outermost first."""
    waiting: list[tuple[str, Json]] = [("", schema)]
    while waiting:
        path, part = waiting.pop(0)
        if isinstance(part, Mapping) and path.count("/") < _LEVELS:
            yield path, part
            waiting += _inside(path, part)


def _inside(path: str, part: Mapping[str, Json]) -> Iterator[tuple[str, Json]]:
    for key in _MAPS:
        inner = part.get(key)
        if isinstance(inner, Mapping):
            yield from ((f"{path}/{key}/{name}", value) for name, value in inner.items())
    for key in _LISTS:
        listed = part.get(key)
        if isinstance(listed, list):
            yield from ((f"{path}/{key}/{index}", value) for index, value in enumerate(listed))
    yield from ((f"{path}/{key}", part[key]) for key in _SINGLE if key in part)
