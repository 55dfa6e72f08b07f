"""Policies of two versions: paired by template and title, then in turn by template, section and operations."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from typing import Final

from msgspec.structs import replace

from connectorsmith.changes.connection_reads import needed_by, without_value
from connectorsmith.changes.fact import Difference, elsewhere, present
from connectorsmith.changes.hidden_keys import is_key_name
from connectorsmith.changes.operations import Compared, Paired
from connectorsmith.changes.policy_effects import OVERRIDES, new_effects, overrides_input
from connectorsmith.changes.properties_place import POLICIES, policies_place
from connectorsmith.diagnostics import Pointer
from connectorsmith.diagnostics.secret_values import HIDDEN
from connectorsmith.model import ABSENT, Connector, Json, Policy, same
from connectorsmith.model.values import Absent

_VALUE: Final = "value"
_EVERY: Final = "all operations"


def compare_policies(old: Connector, new: Connector, operations: Paired) -> Iterator[Difference]:
    """Yield how policies differ, and whether those that both versions have run in another order."""
    before, after = [*old.policies], [*new.policies]
    both = [*_pairs(before, after)]
    paired = {id(one) for pair in both for one in pair}
    for kind, policies in (("policy-removed", before), ("policy-added", after)):
        alone = [one for one in policies if id(one) not in paired]
        yield from (_presence(kind, one, (old, new), policies_place(new)) for one in alone)
    for one, other in both:
        differences = [*_policy(one, other, operations)]
        effects = new_effects(one, other, (old, new), operations) if differences else frozenset()
        yield from (replace(found, traits=found.traits | effects) for found in differences)
    first = {id(policy): index for index, policy in enumerate(before)}
    then = {id(policy): index for index, policy in enumerate(after)}
    order = [then[id(other)] for _, other in sorted(both, key=lambda pair: first[id(pair[0])])]
    if order != sorted(order):
        names = [[_name(policy) for policy in side] for side in (before, after)]
        found = elsewhere("policies-reordered", POLICIES, (POLICIES,), policies_place(new))
        yield replace(found, old=names[0], new=names[1], old_at=policies_place(old))


def _pairs(old: list[Policy], new: list[Policy]) -> Iterator[tuple[Policy, Policy]]:
    keys: tuple[Callable[[Policy], Hashable], ...] = (
        lambda policy: (policy.template, policy.title),
        lambda policy: (policy.template, policy.section, policy.operations or None),
    )
    for key in keys:
        waiting: dict[Hashable, list[Policy]] = {}
        for policy in reversed(new):
            waiting.setdefault(key(policy), []).append(policy)
        left: list[Policy] = []
        for policy in old:
            others = waiting.get(key(policy))
            if others:
                yield policy, others.pop()
            else:
                left.append(policy)
        remaining = {id(one) for others in waiting.values() for one in others}
        old, new = left, [one for one in new if id(one) in remaining]


def _name(policy: Policy) -> str:
    return policy.title or policy.template


def _presence(kind: str, policy: Policy, connectors: tuple[Connector, Connector], near: Pointer) -> Difference:
    removed = kind == "policy-removed"
    connector = connectors[0] if removed else connectors[1]
    traits = {policy.template}
    if overrides_input(policy, connector):
        traits.add(OVERRIDES)
    if any("x-ms-pageable" in operation.extra for operation in connector.operations):
        traits.add("paged")
    if not removed and any(without_value(connectors[0], name) for name in needed_by(policy)):
        traits.add("reads-missing")
    tail = (POLICIES, _name(policy))
    return present(kind, _name(policy), tail, traits, policy.at, near, removed=removed)


def _policy(old: Policy, new: Policy, operations: Paired) -> Iterator[Difference]:
    """How one policy differs: every word of it counts."""
    if old.title != new.title:
        yield _word(old, new, "policy-title-changed", "title", old.title or ABSENT, new.title or ABSENT)
    if _scope(old, operations, old=True) != _scope(new, operations, old=False):
        before, after = (list(one.operations) if one.operations else _EVERY for one in (old, new))
        yield _word(old, new, "policy-scope-changed", "operations", before, after)
    for key, one, other in (("section", old.section, new.section), ("type", old.type, new.type)):
        if one != other:
            yield _word(old, new, "policy-changed", key, one or ABSENT, other or ABSENT)
    for values, others in (
        (old.parameters or {}, new.parameters or {}),
        (old.extra_parameters, new.extra_parameters),
        (old.extra, new.extra),
    ):
        for key in dict.fromkeys((*values, *others)):
            before, after = values.get(key, ABSENT), others.get(key, ABSENT)
            if not same(before, after):
                yield _word(old, new, "policy-changed", key, before, after)


def _scope(policy: Policy, operations: Paired, *, old: bool) -> set[str] | None:
    """The operations that both versions have and for which a policy works; ``None`` for all, as for an empty list."""
    return {*operations.in_both(policy.operations, old=old)} if policy.operations else None


def _word(old: Policy, new: Policy, kind: str, key: str, before: Json | Absent, after: Json | Absent) -> Difference:
    """A difference of a word; the value of a header or query parameter that holds a key is hidden."""
    name = _name(new)
    if any(is_key_name(str((one.parameters or {}).get("name", ""))) for one in (old, new)) and key == _VALUE:
        before, after = (one if one is ABSENT else HIDDEN for one in (before, after))
    found = Compared(old.at, new.at).difference(kind, key, before, after, new.template)
    return replace(found, name=name, tail=(POLICIES, name, key))
