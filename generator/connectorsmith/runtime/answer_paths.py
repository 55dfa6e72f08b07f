"""Paths in an answer, ``data/items``, and words for what is there instead where one leads nowhere."""

from __future__ import annotations

from connectorsmith.model import Json

_MOST = 8
"""Names that a reason lists."""


class NotThere(Exception):
    """A path leads nowhere; the text says how far it leads and what is there instead."""


def walk(value: Json, path: str, any_case: bool, around: str = "") -> Json:
    """The value at a path whose steps are divided by slashes. Raises NotThere.

    ``any_case`` takes names in any spelling of upper and lower case; ``around`` is where the value itself is.
    """
    passed = around
    for step in (one for one in path.split("/") if one):
        here = f"{passed}.{step}".removeprefix(".")
        name = _name(value, step, any_case)
        if name is None:
            raise NotThere(_reason(passed, here, value))
        value, passed = value[name], here
    return value


def _name(value: Json, step: str, any_case: bool) -> str | None:
    if not isinstance(value, dict):
        return None
    if step in value:
        return step
    return next((name for name in value if name.lower() == step.lower()), None) if any_case else None


def _reason(passed: str, here: str, value: Json) -> str:
    holder = passed.partition("[")[0]
    if not holder:
        return f"`{here}` is not there; {contents(value)}"
    return f"`{holder}` is there, `{here}` is not; {contents(value)}"


def contents(value: Json) -> str:
    """The content of an answer, in words."""
    if isinstance(value, dict):
        names = [f"`{name}`" for name in value]
        more = ["…"] if len(names) > _MOST else []
        return f"the answer has {', '.join([*names[:_MOST], *more])}" if names else "the answer is an empty object"
    if isinstance(value, list):
        return f"the answer is a list of {len(value)}"
    return "the answer is null" if value is None else f"the answer is {_kind(value)}"


def _kind(value: Json) -> str:
    return {bool: "a boolean", str: "a text"}.get(type(value), "a number")
