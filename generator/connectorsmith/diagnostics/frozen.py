"""Data classes that nobody changes, for what is made by the ten thousand and sent from process to process.

``dataclass(frozen=True)`` sets each field through ``object.__setattr__``, which makes an object of twenty fields four
times as slowly; here ``__init__`` writes into the slots themselves.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, NoReturn, TypeVar, dataclass_transform

Made = TypeVar("Made")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(*, order: bool = False) -> Callable[[type[Made]], type[Made]]:
    """Make a class with several fields a frozen data class with slots, equal and hashed by its fields.

    Its objects can be compared if ``order`` is set. Changing one raises FrozenInstanceError.
    """

    def decorate(made: type[Made]) -> type[Made]:
        whole: Any = dataclass(slots=True, unsafe_hash=True, order=order, init=False)(made)
        values = attrgetter(*(one.name for one in fields(whole)))

        def reduce(self: Made) -> tuple[type[Made], tuple[Any, ...]]:
            """For pickle, which would send the name of each field along."""
            return whole, values(self)

        whole.__init__ = _init(whole)
        whole.__setattr__ = whole.__delattr__ = _refuse
        whole.__reduce__ = reduce
        return whole  # type: ignore[no-any-return]

    return decorate


def _init(whole: type) -> Callable[..., None]:
    """The ``__init__`` of a data class that writes each field into its slot."""
    parameters: list[str] = []
    lines: list[str] = []
    names: dict[str, Any] = {"MISSING": MISSING}
    for one in fields(whole):
        parameter, value = _parameter(one, names)
        names[f"set_{one.name}"] = getattr(whole, one.name).__set__
        parameters.append(parameter)
        lines.append(f"    set_{one.name}(self, {value})")
    exec("\n".join([f"def __init__(self, {', '.join(parameters)}):", *lines]), names)
    init: Callable[..., None] = names["__init__"]
    return init


def _parameter(one: Field[Any], names: dict[str, Any]) -> tuple[str, str]:
    """A field's parameter, and the expression for its value; what they name is added to ``names``."""
    if one.default is not MISSING:
        names[f"default_{one.name}"] = one.default
        return f"{one.name}=default_{one.name}", one.name
    if one.default_factory is not MISSING:
        names[f"make_{one.name}"] = one.default_factory
        return f"{one.name}=MISSING", f"make_{one.name}() if {one.name} is MISSING else {one.name}"
    return one.name, one.name


def _refuse(self: object, name: str, value: object = None) -> NoReturn:
    """Refuse to change or remove a field."""
    raise FrozenInstanceError(f"cannot change field {name!r}")
