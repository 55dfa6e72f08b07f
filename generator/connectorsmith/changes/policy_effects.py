"""The effects of a policy on the calls of flows: inputs that it overwrites, paging, and polling."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.analysis.hidden import INTERNAL
from connectorsmith.analysis.operation_parts import parameters
from connectorsmith.changes.connection_reads import needed_by, without_value
from connectorsmith.changes.operations import Paired
from connectorsmith.model import Connector, Operation, Policy

OVERRIDES: Final = "overrides-input"
_OVERRIDING: Final = {"setheader": "header", "setqueryparameter": "query"}
_REQUEST: Final = "Request"
_PAGEABLE: Final = "x-ms-pageable"

Connectors = tuple[Connector, Connector]


def overrides_input(policy: Policy, connector: Connector) -> bool:
    """Whether a policy overwrites a header or query parameter that makers give a value, in an operation of its own."""
    return any(_overwritten(policy, connector, operation) for operation in connector.operations)


def new_effects(old: Policy, new: Policy, connectors: Connectors, operations: Paired) -> frozenset[str]:
    """The traits of a changed policy: what it does to calls of operations that both versions have, and did not do."""
    found = {"reads-missing" for name in needed_by(new) - needed_by(old) if without_value(connectors[0], name)}
    for before, after in _reached(old, new, operations):
        overwritten = _overwritten(new, connectors[1], after)
        if overwritten and (overwritten & _inputs(connectors[0], before)) - _overwritten(old, connectors[0], before):
            found.add(OVERRIDES)
        if _works_for(old, before) and not _works_for(new, after):
            found.update(_lost(old, after))
    return frozenset(found)


def _reached(old: Policy, new: Policy, operations: Paired) -> Iterator[tuple[Operation, Operation]]:
    """The operations that a policy works for in one version at least; those that it lists are looked up."""
    if not old.operations or not new.operations:
        yield from (*operations.both, *operations.renamed)
        return
    for name in dict.fromkeys((*old.operations, *new.operations)):
        yield from operations.by_id.get(name, ())


def _lost(policy: Policy, operation: Operation) -> Iterator[str]:
    """The effects that an operation loses when a policy stops applying to it."""
    if policy.template == "updatenextlink" and _PAGEABLE in operation.extra:
        yield "pages-lost"
    if policy.template == "pollingtrigger" and operation.trigger is not None:
        yield "events-lost"


def _works_for(policy: Policy, operation: Operation) -> bool:
    return not policy.operations or operation.id in policy.operations


def _overwritten(policy: Policy, connector: Connector, operation: Operation) -> frozenset[tuple[str, str]]:
    """The inputs of an operation that a policy overwrites, by location and name without its case."""
    values = policy.parameters or {}
    location = _OVERRIDING.get(policy.template)
    if location is None or values.get("existsAction") == "skip" or policy.section not in (None, _REQUEST):
        return frozenset()
    if not _works_for(policy, operation):
        return frozenset()
    return _inputs(connector, operation) & {(location, str(values.get("name")).casefold())}


def _inputs(connector: Connector, operation: Operation) -> frozenset[tuple[str, str]]:
    """The inputs that makers give a value, by location and name without its case."""
    return frozenset(
        (one.location or "", (one.name or "").casefold())
        for one in parameters(connector, operation)
        if one.visibility != INTERNAL
    )
