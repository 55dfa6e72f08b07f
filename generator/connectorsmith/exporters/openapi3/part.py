"""A part of the definition on its way: its keys are taken one by one, and those left over are kept or reported.

What OpenAPI 3.0 has no place for goes into the extension ``x-swagger2`` of the same object, from which import reads it
back. Keys that OpenAPI 3.0 requires and the definition lacks are named in ``x-swagger2-absent``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct, field
from openapi_schema_validator import oas30_format_checker

from connectorsmith.importers.exported.marks import ABSENT, ASIDE, INSTEAD
from connectorsmith.importers.openapi3.losses import Keys, Losses
from connectorsmith.importers.openapi3.node import shown

Fits = Callable[[Any], bool]


class DefinitionPart(Struct):
    """An object of the definition, its place, and the keys of it that were taken."""

    value: dict[str, Any]
    keys: Keys
    losses: Losses
    aside: dict[str, Any] = field(default_factory=dict)
    absent: list[str] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)

    def copy(self, made: dict[str, Any], names: Mapping[str, Fits]) -> None:
        """Take the keys whose values fit as they are; others are kept aside."""
        for name, fits in names.items():
            if name in self.value and name not in self.taken:
                if fits(self.value[name]):
                    made[name] = self.take(name)
                else:
                    self.keep(name, "value-kept-aside")

    def take(self, name: str) -> Any:
        """The value of a key, which counts as taken. Raises KeyError if there is none."""
        self.taken.add(name)
        return self.value[name]

    def keep(self, name: str, loss: str | None = None) -> None:
        """Keep the value of a key aside, and report that."""
        self.aside[name] = self.take(name)
        if loss is not None:
            self.lose(loss, name)

    def take_reference(self, plain: bool) -> None:
        """Take ``$ref``, which is kept aside too unless its name is written as it is."""
        if plain:
            self.take("$ref")
        else:
            self.keep("$ref")

    def require(self, made: dict[str, Any], name: str, value: Any, loss: str | None = None) -> None:
        """Give a key a value if it has none yet, since OpenAPI 3.0 requires it."""
        if name not in made:
            made[name] = value
            if name not in self.value:
                self.absent.append(name)
            if loss is not None:
                self.lose(loss, None, f"{name}: {shown(self.value.get(name))}", f"{name}: {shown(value)}")

    def lose(
        self, loss: str, name: str | int | None = None, found: str | None = None, became: str | None = None
    ) -> None:
        """Report a loss here, or at a key."""
        keys = self.keys if name is None else (*self.keys, name)
        if found is None:
            value = self.value if name is None else self.value[str(name)]
            found = shown(value) if name is None else f"{name}: {shown(value)}"
        self.losses.add(loss, keys, found, became)

    def finish(self, made: dict[str, Any]) -> dict[str, Any]:
        """Keep extensions as they are and other keys that were not taken aside; returns the object that was made."""
        for name in self.value:
            if name in self.taken:
                continue
            if name.startswith("x-") and name not in (ASIDE, ABSENT, INSTEAD):
                made[name] = self.take(name)
            else:
                self.keep(name, "key-kept-aside")
        if self.aside:
            made[ASIDE] = self.aside
        if self.absent:
            made[ABSENT] = sorted(self.absent)
        return made


def instead(value: Any, keys: Keys, losses: Losses) -> dict[str, Any]:
    """An object in place of a value of another kind, which it keeps."""
    losses.add("value-kept-aside", keys, shown(value))
    return {INSTEAD: value}


def is_text(value: Any) -> bool:
    """Whether a value is a text."""
    return isinstance(value, str)


def is_flag(value: Any) -> bool:
    """Whether a value is true or false."""
    return isinstance(value, bool)


def is_number(value: Any) -> bool:
    """Whether a value is a number."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def is_count(value: Any) -> bool:
    """Whether a value is a whole number from zero on."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def is_texts(value: Any) -> bool:
    """Whether a value is a list of texts."""
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def is_anything(_value: Any) -> bool:
    """True: any JSON value fits."""
    return True


def is_pattern(value: Any) -> bool:
    """Whether a value is a regular expression that the validators of OpenAPI accept."""
    if not isinstance(value, str):
        return False
    try:
        re.compile(value)
        return oas30_format_checker.conforms(value, "regex")
    except (re.error, OverflowError, RecursionError):  # of one with too many repetitions, or too deep
        return False


def is_address(value: Any) -> bool:
    """Whether a value is an address or a relative one, without characters that none may have (RFC 3986)."""
    return isinstance(value, str) and re.fullmatch(r"[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%{}-]*", value) is not None
