"""The keys for which a rule looks, so that it may find something because one of them is misspelt."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from connectorsmith.packaged_yaml import packaged_yaml


def looks_for(rule: str) -> frozenset[str] | None:
    """The keys without which a rule or a fault of reading may be reported; ``None`` for any key."""
    return listed().get(rule)


@cache
def listed() -> Mapping[str, frozenset[str] | None]:
    """For each rule of ``looks_for.yaml``, the keys for which it looks."""
    entries = packaged_yaml("connectorsmith.rules", "looks_for.yaml")
    return {
        rule: None if entry["keys"] is None else frozenset(entry["keys"])
        for entry in entries
        for rule in entry["rules"]
    }
