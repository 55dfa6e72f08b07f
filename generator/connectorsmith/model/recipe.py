"""The base of recipes of custom code, which describe themselves, so that no other module lists them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import ClassVar

from msgspec import Struct

from connectorsmith.diagnostics import SPEC, Pointer
from connectorsmith.model.element import Element


class Phase(Enum):
    """When a recipe acts: on the call before it leaves, in place of the call, or on what came back."""

    REQUEST = "request"
    ANSWER = "answer"
    RESPONSE = "response"


class Holds(Enum):
    """The kind of an attribute of a recipe that may have calls such as ``@headers('x')``."""

    VALUE = "a text"
    ADDRESS = "an address or a path, with path parameters"
    VALUES = "texts by name"
    JSON = "a JSON value with texts in it"
    ITEMS = "JSON values by name, which are set on an item"
    PARTS = "parts of a multipart body by name"


def held(**attributes: Holds) -> Mapping[str, Holds]:
    """The kinds of a recipe's attributes."""
    return MappingProxyType(attributes)


class Makes(Enum):
    """The effect of a recipe on the body of the call."""

    CHANGED = "another body of the same kind"
    NEW = "a body of another kind, which no later recipe can change"


class Recipe(Element, frozen=True, kw_only=True):
    """One thing that the script does for an operation. ``word`` is its key in a spec, and the name of its template."""

    word: ClassVar[str]
    phase: ClassVar[Phase] = Phase.REQUEST
    holds: ClassVar[Mapping[str, Holds]] = held()
    """The attributes in which there may be calls."""
    whole: ClassVar[str | None] = None
    """The attribute that is written as the value of the word where no other one is needed."""
    makes: ClassVar[Makes | None] = None
    leaves_nothing: ClassVar[bool] = False
    """Whether no later recipe reads what this one leaves in the method, which several operations may then share."""
    idle: ClassVar[str | None] = None
    """The fault of the recipe if every attribute is left out; ``None`` if it has an effect even then."""

    at: Pointer = SPEC

    @property
    def acts(self) -> Phase:
        """When this recipe acts."""
        return self.phase


class MultipartPart(Struct, frozen=True):
    """A part of a multipart body: text, or bytes from base64."""

    value: str | None = None
    base64: str | None = None
    filename: str | None = None
    type: str | None = None
