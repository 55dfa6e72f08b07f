"""Throttling of two versions, which only specs describe."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from connectorsmith.changes.fact import Difference, elsewhere, present
from connectorsmith.changes.properties_place import is_spec
from connectorsmith.diagnostics import SPEC
from connectorsmith.model import Connector, Limit


def compare_throttling(old: Connector, new: Connector) -> Iterator[Difference]:
    """Yield how the limits of calls differ; nothing if one of the versions is a package."""
    if not (is_spec(old) and is_spec(new)):
        return
    before, after = ({limit.name: limit for limit in side.limits} for side in (old, new))
    for name in dict.fromkeys((*before, *after)):
        tail = ("throttling", name)
        if name not in after:
            yield present("throttling-removed", name, tail, (), before[name].at, SPEC / "throttling", removed=True)
        elif name not in before:
            yield present("throttling-added", name, tail, (), after[name].at, after[name].at, removed=False)
        elif before[name] != after[name]:
            one, other = before[name], after[name]
            lower = other.calls * one.renewal_period < one.calls * other.renewal_period
            found = elsewhere("throttling-lowered" if lower else "throttling-raised", name, tail, other.at)
            yield replace(found, old=_rate(one), new=_rate(other), old_at=one.at)


def _rate(limit: Limit) -> str:
    return f"{limit.calls} calls in {limit.renewal_period} seconds"
