"""Data classes that nobody changes, for what is made by the ten thousand and sent from process to process.

``dataclass(frozen=True)`` compiles six methods for each class and sets each field through ``object.__setattr__``;
here one is compiled, and it writes into the slots themselves, which is ten times as fast for an object of many fields.
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
        whole.__new__ = _first(whole)
        whole.__setattr__ = whole.__delattr__ = _refuse
        _compare(whole, order)
        _pickle(whole)
        if "__repr__" not in made.__dict__:
            whole.__repr__ = lambda self: _text(self, shown)
        return whole  # type: ignore[no-any-return]

    return decorate


def _first(whole: Any) -> Callable[..., Any]:
    """The ``__new__`` of a class before its first object; many classes never have one in a run."""

    def make(cls: Any, *values: Any, **named: Any) -> Any:
        whole.__new__ = _new(whole)
        return whole.__new__(cls, *values, **named)

    return make


def _new(whole: Any) -> Callable[..., Any]:
    """The ``__new__`` of a data class: an object takes its values as one of a twin class that may still be changed."""
    parameters: list[str] = []
    by_name: list[str] = []
    lines = ["    self = make(Twin)"]
    open_ = {"__slots__": whole.__dict__["__slots__"], "__setattr__": object.__setattr__}
    names: dict[str, Any] = {"MISSING": MISSING, "make": object.__new__, "Twin": type("Twin", whole.__bases__, open_)}
    for one in fields(whole):
        parameter, value = _parameter(one, names)
        (by_name if one.kw_only else parameters).append(parameter)
        lines.append(f"    self.{one.name} = {value}")
    listed = ", ".join(["cls", *parameters, *(["*", *by_name] if by_name else [])])
    exec("\n".join([f"def __new__({listed}):", *lines, "    self.__class__ = cls", "    return self"]), names)
    new: Callable[..., Any] = names["__new__"]
    return new


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
