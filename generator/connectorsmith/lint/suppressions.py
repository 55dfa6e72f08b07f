"""Apply suppressions to findings, and report suppressions that match nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from connectorsmith.diagnostics import Diagnostic, Pointer, Rule, Severity
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.lint.package_suppressions import PackageSuppression

if TYPE_CHECKING:
    from connectorsmith.language.suppressions import Suppression

Keys = tuple[str | int, ...]
UNUSED: Final = "unused-suppression"
UNKNOWN: Final = "unknown-suppression"


def silence(
    found: Iterable[Diagnostic], suppressions: Sequence[Suppression], ran: Sequence[Rule], known: Sequence[Rule]
) -> list[Diagnostic]:
    """The findings that no suppression of the spec covers, and what is wrong with the suppressions themselves.

    ``ran`` are the rules that were run, ``known`` all there are; a suppression is not reported if its rule was not
    run.
    """
    rules = {rule.id: rule for rule in known}
    kept: list[Diagnostic] = []
    used: set[tuple[str, Keys]] = set()
    valid: list[Suppression] = []
    invalid: list[Suppression] = []
    for one in suppressions:
        (valid if one.rule in rules and not rules[one.rule].required else invalid).append(one)
    places = {(one.rule, one.at.keys) for one in valid}  # to try each suppression on each finding takes their product
    for diagnostic in found:
        covering = places.intersection((diagnostic.rule, keys) for keys in _above(diagnostic.at))
        used |= covering
        if not covering:
            kept.append(diagnostic)
    kept += (_invalid(one, rules) for one in invalid)
    names = {rule.id for rule in ran}
    return kept + [_unused(one) for one in valid if (one.rule, one.at.keys) not in used and one.rule in names]


def suppress(
    found: Iterable[Diagnostic], suppressions: Sequence[PackageSuppression]
) -> tuple[list[Diagnostic], frozenset[int]]:
    """The findings that no line of the workspace's file covers, and the numbers of the lines that matched."""
    if not suppressions:  # as in most workspaces; to write out each place takes a tenth of a lint
        return [*found], frozenset()
    kept: list[Diagnostic] = []
    used: set[int] = set()
    numbers: dict[tuple[str, str], list[int]] = {}
    for one in suppressions:
        numbers.setdefault((one.rule, one.place), []).append(one.number)
    for diagnostic in found:
        known = (numbers.get((diagnostic.rule, place), ()) for place in _texts_above(diagnostic.at))
        covering = [number for found_there in known for number in found_there]
        used.update(covering)
        if not covering:
            kept.append(diagnostic)
    return kept, frozenset(used)


def _above(at: Pointer | None) -> Iterator[Keys]:
    """The keys of a place and of all that it lies in."""
    if at is not None:
        keys = at.keys
        yield from (keys[:length] for length in range(len(keys) + 1))


def _texts_above(at: Pointer | None) -> Iterator[str]:
    """A place and all that it lies in, as JSON pointers; that of the whole document is empty."""
    yield ""
    if at is not None:
        yield from accumulate(f"/{part}" for part in str(at).split("/")[1:])


def _unused(one: Suppression) -> Diagnostic:
    at = one.at / "lint" / "ignore" / one.rule
    return Diagnostic(UNUSED, Severity.WARNING, f"{one.rule} finds nothing here", at, one.span, "remove this line")


def _invalid(one: Suppression, rules: dict[str, Rule]) -> Diagnostic:
    at = one.at / "lint" / "ignore" / one.rule
    if one.rule in rules:
        message = f"{one.rule} cannot be ignored in a spec: build refuses what it finds"
        return Diagnostic(UNKNOWN, Severity.ERROR, message, at, one.span, "correct what it finds")
    return unknown_rule(one.rule, rules, Diagnostic(UNKNOWN, Severity.ERROR, "", at, one.span))


def unknown_rule(name: str, known: Mapping[str, Rule], template: Diagnostic) -> Diagnostic:
    """The diagnostic, with the words for a rule id that nothing has; a code has the ids of the rules that carry it."""
    carrying = [rule.id for rule in known.values() if rule.code is not None and rule.code.casefold() == name.casefold()]
    likely = " or ".join(carrying) or suggest(name, known)
    hint = f"did you mean {likely}?" if likely else "connectorsmith rules lists them all"
    return Diagnostic(template.rule, template.severity, f"there is no rule {name}", template.at, template.span, hint)
