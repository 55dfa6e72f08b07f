"""Which rules a connector can break by what is written in it; ``needs.yaml`` lists what each rule needs.

The rules of this folder are found by folder, as ever; a module is imported when its rule first runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from types import ModuleType

from connectorsmith.diagnostics import Rule
from connectorsmith.diagnostics.rule import load_rule, rule_ids
from connectorsmith.model import Connector
from connectorsmith.packaged_yaml import packaged_yaml
from connectorsmith.rules.contents import contents


@cache
def needs() -> Mapping[str, frozenset[str]]:
    """For each rule that does not run on every connector, the words of which one must be written."""
    listed = packaged_yaml("connectorsmith.rules", "needs.yaml")
    return {rule: frozenset(entry["words"]) for entry in listed for rule in entry["rules"]}


def rules_for(connector: Connector, *packages: ModuleType) -> tuple[Rule, ...]:
    """The rules of some packages that a connector can break, by id."""
    return _rules(contents(connector).intersection(_needing()), packages)


def runs(rule: str, connector: Connector) -> bool:
    """Whether a connector has what a rule needs."""
    words = needs().get(rule)
    return words is None or not words.isdisjoint(contents(connector))


@cache
def _needing() -> Mapping[str, frozenset[str]]:
    """For each word that some rule needs, the rules."""
    words = frozenset().union(*needs().values())
    return {word: frozenset(rule for rule, needed in needs().items() if word in needed) for word in words}


@lru_cache(256)
def _rules(written: frozenset[str], packages: tuple[ModuleType, ...]) -> tuple[Rule, ...]:
    unmet = needs().keys() - {rule for word in written for rule in _needing()[word]}
    return tuple(_loaded(package, name) for name, package in _ids(packages) if name not in unmet)


_loaded = cache(load_rule)


@cache
def _ids(packages: tuple[ModuleType, ...]) -> list[tuple[str, str]]:
    """The ids of the rules of some packages, sorted, each with the name of its package."""
    return sorted((name, package.__name__) for package in packages for name in rule_ids(package))
