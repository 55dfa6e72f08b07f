"""One fault, one finding: leave out what only follows from another one; ``consequences.yaml`` lists what follows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final, TypeAlias

from msgspec import Struct, convert
from msgspec.structs import replace

from connectorsmith.diagnostics import Diagnostic, Severity
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.packaged_yaml import packaged_yaml

_PREFIX: Final = "x-ms-"
_SHARED: Final = ("definitions", "parameters", "responses")
_DYNAMIC: Final = ("dynamic-values", "dynamic-list", "dynamic-schema", "dynamic-properties", "options", "fields")
_Keys: TypeAlias = tuple[str | int, ...]


class Consequence(Struct, frozen=True):
    """What the findings of a rule follow from: faulty keys, findings of other rules, and how near they have to be."""

    keys: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    reach: str | int = "object"


class Consequences(Struct, frozen=True):
    """The table: rules about the form of a value or key, those about a misspelt key, and what follows by rule."""

    forms: frozenset[str]
    misspellings: frozenset[str]
    rules: Mapping[str, Consequence]

    @property
    def keys(self) -> list[str]:
        """Every key that some rule needs, in the order of the table."""
        return list(dict.fromkeys(key for one in self.rules.values() for key in one.keys))


class _Causes(Struct):
    """The causes of one name, as numbers of findings, by where they are."""

    connector: int
    places: dict[_Keys, int] = {}
    objects: dict[_Keys, int] = {}
    above: dict[_Keys, int] = {}
    operations: dict[_Keys, int] = {}

    def add(self, at: _Keys, number: int) -> None:
        """Add a cause; of several at one place the first counts."""
        self.places.setdefault(at, number)
        self.objects.setdefault(at[:-1], number)
        for length in range(len(at) + 1):
            self.above.setdefault(at[:length], number)
        self.operations.setdefault(_operation(at), number)

    def near(self, at: _Keys, reach: str | int) -> int | None:
        """The number of a cause that is near enough to a finding, or ``None``."""
        if reach == "connector":
            return self.connector
        if reach == "operation":
            shared = () if _operation(at) else next(iter(self.operations), ())
            found = self.operations.get(_operation(at), self.operations.get(()))
            return self.operations[shared] if found is None and shared else found
        found = self.places.get(at, self.objects.get(at))
        if found is None and at:
            found = self.places.get(at[:-1], self.objects.get(at[:-1]))
        if found is not None or reach == "object":
            return found
        return self.above.get(_scope(at, reach))


@cache
def consequences() -> Consequences:
    """The table in ``consequences.yaml``."""
    return convert(packaged_yaml("connectorsmith.rules", "consequences.yaml"), Consequences)


def without_consequences(found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The findings of one connector without those that only follow from another of them.

    A cause is as severe as the worst finding that is left out for it, so that what stopped an upload still does.
    """
    table = consequences()
    causes = dict(_causes(table, found))
    formless = causes.pop("", None)
    there = {rule: listed for rule, one in table.rules.items() if (listed := _there(one, causes))}
    left: dict[int, int] = {}
    for number, one in enumerate(found):
        if formless is None and one.rule not in there:  # as nearly all, without a look at their places
            continue
        if one.rule in table.forms or (at := _place(one)) is None:
            continue
        cause = _inside(formless, at) if formless else None
        if cause is None:
            near = (listed.near(at, reach) for listed, reach in there.get(one.rule, ()))
            cause = next((nearest for nearest in near if nearest is not None), None)
        if cause is not None and cause != number:
            left[number] = cause
    worst: dict[int, Severity] = {}
    for number, cause in left.items():
        while cause in left and left[cause] != number:
            cause = left[cause]
        worst[cause] = max(worst.get(cause, found[cause].severity), found[number].severity)
    return [
        replace(one, severity=worst[number]) if worst.get(number, one.severity) > one.severity else one
        for number, one in enumerate(found)
        if number not in left
    ]


def _causes(table: Consequences, found: Sequence[Diagnostic]) -> Iterator[tuple[str, _Causes]]:
    """Where the possible causes are: by ``""`` all values of a faulty form, by ``rule:…`` and by ``key:…``."""
    named: dict[str, _Causes] = {}
    rules = table.forms.union(*(one.after for one in table.rules.values()))
    for number, one in enumerate(found):
        if one.rule not in rules or (at := _place(one)) is None:
            continue
        names = [f"rule:{one.rule}"]
        if one.rule in table.forms:
            names += ["", *(f"key:{key}" for key in _faulty_keys(table, one.rule, at))]
        for name in names:
            named.setdefault(name, _Causes(number)).add(at, number)
    return iter(named.items())


def _faulty_keys(table: Consequences, rule: str, at: _Keys) -> Iterator[str]:
    """The keys that a finding about a form is about: the key, a known key like it, and a member of its parent."""
    if at and isinstance(at[-1], str):
        likely = suggest(at[-1], table.keys) if rule in table.misspellings else None
        yield likely or at[-1]
    if len(at) > 1:
        yield f"{at[-2]}/*"


def _there(consequence: Consequence, causes: Mapping[str, _Causes]) -> list[tuple[_Causes, str | int]]:
    """The causes of a consequence that there are, each with how near it has to be."""
    names = [*(f"key:{key}" for key in consequence.keys), *(f"rule:{rule}" for rule in consequence.after)]
    return [(causes[name], consequence.reach) for name in names if name in causes]


def _inside(formless: _Causes, at: _Keys) -> int | None:
    """The finding about the form of a value in which another finding is."""
    lengths = range(1, len(at) + 1)
    return next((formless.places[at[:length]] for length in lengths if at[:length] in formless.places), None)


def _place(diagnostic: Diagnostic) -> _Keys | None:
    """The keys of a finding's place, in the words of a spec; ``None`` for a place in a text."""
    here = diagnostic.at
    if here is None:
        return None
    keys: list[str | int] = []
    while here.parent is not None:
        keys.append(here.key.removeprefix(_PREFIX) if isinstance(here.key, str) else here.key)
        here = here.parent
    return None if here.of_text else tuple(reversed(keys))


def _operation(at: _Keys) -> _Keys:
    """The path or the operation that a place is in; empty for shared parts, which may be those of any operation."""
    return () if not at or at[0] in _SHARED else at[:2]


def _scope(at: _Keys, reach: str | int) -> _Keys:
    if isinstance(reach, int):
        return at[: max(len(at) - reach, 1)]
    if reach == "extension":
        return next((at[:index] for index in range(len(at) - 1, 0, -1) if at[index] in _DYNAMIC), at)
    return at
