"""Data classes that nobody changes, for what is made by the ten thousand and sent from process to process.

``dataclass(frozen=True)`` compiles six methods for each class and sets each field through ``object.__setattr__``;
here one is compiled, and it writes into the slots themselves, which is five times as fast for a class and an object.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter, ge, gt, le, lt
from typing import Any, NoReturn, TypeVar, dataclass_transform

Made = TypeVar("Made")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(*, order: bool = False) -> Callable[[type[Made]], type[Made]]:
    """Make a class a frozen data class with slots, equal and hashed by its fields.

    Its objects can be compared if ``order`` is set. Changing one raises FrozenInstanceError.
    """

    def decorate(made: type[Made]) -> type[Made]:
        whole: Any = dataclass(slots=True, init=False, repr=False, eq=False)(made)
        shown = tuple(one.name for one in fields(whole) if one.repr)
        whole.__init__ = _init(whole)
        whole.__setattr__ = whole.__delattr__ = _refuse
        _compare(whole, order)
        _pickle(whole)
        if "__repr__" not in made.__dict__:
            whole.__repr__ = lambda self: _text(self, shown)
        return whole  # type: ignore[no-any-return]

    return decorate


def _init(whole: type) -> Callable[..., None]:
    """The ``__init__`` of a data class that writes each field into its slot."""
    parameters: list[str] = []
    by_name: list[str] = []
    lines = ["    pass"]
    names: dict[str, Any] = {"MISSING": MISSING}
    for one in fields(whole):
        parameter, value = _parameter(one, names)
        names[f"set_{one.name}"] = getattr(whole, one.name).__set__
        (by_name if one.kw_only else parameters).append(parameter)
        lines.append(f"    set_{one.name}(self, {value})")
    listed = ", ".join(["self", *parameters, *(["*", *by_name] if by_name else [])])
    exec("\n".join([f"def __init__({listed}):", *lines]), names)
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


def _compare(whole: Any, order: bool) -> None:
    """Compare and hash by the fields that count."""
    counted = _values([one.name for one in fields(whole) if one.compare])

    def equal(self: object, other: object) -> bool:
        return counted(self) == counted(other) if other.__class__ is self.__class__ else NotImplemented

    def comparison(holds: Callable[[Any, Any], bool]) -> Callable[[object, object], bool]:
        def compare(self: object, other: object) -> bool:
            return holds(counted(self), counted(other)) if other.__class__ is self.__class__ else NotImplemented

        return compare

    whole.__eq__ = equal
    whole.__hash__ = lambda self: hash(counted(self))
    if order:
        whole.__lt__, whole.__le__, whole.__gt__, whole.__ge__ = map(comparison, (lt, le, gt, ge))


def _pickle(whole: Any) -> None:
    """Send only the values from process to process: pickle would send the name of each field along."""
    names = [one.name for one in fields(whole)]
    if not any(one.kw_only for one in fields(whole)):
        values = _values(names)
        whole.__reduce__ = lambda self: (whole, values(self))
        return
    whole.__reduce__ = lambda self: (_again, (whole, {name: getattr(self, name) for name in names}))


def _again(whole: Callable[..., Any], values: dict[str, Any]) -> Any:
    """Make an object that has fields which are given by name only."""
    return whole(**values)


def _values(names: list[str]) -> Callable[[object], tuple[Any, ...]]:
    """A function that gives the values of fields, always as a tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda self: tuple(getattr(self, name) for name in names)


def _text(self: object, shown: tuple[str, ...]) -> str:
    return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"


def _refuse(self: object, name: str, value: object = None) -> NoReturn:
    """Refuse to change or remove a field."""
    raise FrozenInstanceError(f"cannot change field {name!r}")
