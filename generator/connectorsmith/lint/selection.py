"""Which rules run: those of a profile, narrowed by ids, by Microsoft's codes, or by the first words of an id."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final

from msgspec import Struct

from connectorsmith.diagnostics import Diagnostic, Rule, Severity, discover
from connectorsmith.diagnostics.rule import CERTIFIED, CUSTOM, INDEPENDENT_PUBLISHER, PROFILES
from connectorsmith.errors import UnknownNameError
from connectorsmith.model import Connector
from connectorsmith.model.files import INDEPENDENT_COLOR
from connectorsmith.rules import advice, required
from connectorsmith.rules.needs import rules_for

BESIDES: Final = ("byte-order-mark", "json-repaired", "unused-suppression")
"""Warnings without a rule that --ignore may name."""


class Selection(Struct, frozen=True):
    """The selected rules: a profile, or ``None`` to use the connector's own, and names that narrow them."""

    profile: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def rules(self, connector: Connector, *, all_that_fit: bool = False) -> tuple[Rule, ...]:
        """The rules that run on a connector: those that it can break, or with ``all_that_fit`` the others as well."""
        profile = self.profile or usual_profile(connector)
        whole = connector.properties is not None and connector.paths is not None
        listed = all_rules() if all_that_fit else rules_for(connector, required, advice)
        ran = [rule for rule in listed if profile in rule.profiles and (whole or not rule.compares)]
        if self.select or self.ignore:
            ran = [rule for rule in ran if self._wants(rule.id, rule.code)]
        return tuple([rule.within(profile) if rule.error_in else rule for rule in ran])

    def runs(self, rule: Rule) -> bool:
        """Whether a rule runs on every connector: it is selected, and no profile leaves it out."""
        profiles = PROFILES if self.profile is None else {self.profile}
        return profiles <= rule.profiles and self._wants(rule.id, rule.code)

    def keeps(self, diagnostic: Diagnostic) -> bool:
        """Whether a finding without a rule is reported: all but those ignored by name, and errors always."""
        return diagnostic.severity >= Severity.ERROR or not any(
            _means(name, diagnostic.rule, None) for name in self.ignore
        )

    def reports(self, name: str) -> bool:
        """Whether a finding of this rule would be reported wherever the rule looks; one without a rule always is."""
        rule = next((one for one in all_rules() if one.id == name), None)
        return not any(_means(one, name, None) for one in self.ignore) if rule is None else self.runs(rule)

    def check(self) -> None:
        """Raise UnknownNameError for a name that no rule has."""
        if not self.select and not self.ignore:
            return
        rules = [(rule.id, rule.code) for rule in all_rules()]
        for name in (*self.select, *self.ignore):
            besides = [] if name in self.select else [(known, None) for known in BESIDES]
            if not any(_means(name, *one) for one in (*rules, *besides)):
                raise UnknownNameError("rule", name, names(all_rules()))

    def _wants(self, rule: str, code: str | None) -> bool:
        if not self.select and not self.ignore:
            return True
        selected = not self.select or any(_means(name, rule, code) for name in self.select)
        return selected and not any(_means(name, rule, code) for name in self.ignore)


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, required or advice, by id."""
    return tuple(sorted((*discover(required), *discover(advice)), key=lambda rule: rule.id))


def usual_profile(connector: Connector) -> str:
    """The profile of a connector without a named one: a publisher or a stack owner means certification.

    Independent publishers have a brand colour in common.
    """
    properties = connector.properties
    if properties is None or not (properties.publisher or properties.stack_owner):
        return CUSTOM
    independent = (properties.icon_brand_color or "").casefold() == INDEPENDENT_COLOR
    return INDEPENDENT_PUBLISHER if independent else CERTIFIED


def names(found: Iterable[Rule]) -> tuple[str, ...]:
    """The ids and codes of rules, as an author may write them."""
    listed = list(found)
    return tuple(sorted({*(rule.id for rule in listed), *(rule.code for rule in listed if rule.code)}))


def split_names(given: Sequence[str]) -> tuple[str, ...]:
    """The names in a repeated option whose values may hold several, with commas."""
    return tuple(name.strip() for value in given for name in value.split(",") if name.strip())


def _means(name: str, rule: str, code: str | None) -> bool:
    """Whether a name is the rule's id, its code, or the first words of its id."""
    plain = name.casefold().rstrip("*").rstrip("-")
    return rule == plain or rule.startswith(f"{plain}-") or (code is not None and code.casefold() == plain)
