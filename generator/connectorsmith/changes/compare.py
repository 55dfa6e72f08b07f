"""Compare two versions of a connector: every difference in meaning is a fact, and nothing else is.

The names of definitions, shared parameters, ``allOf`` and the order of keys have no meaning; see ``docs/changes.md``.
"""

from __future__ import annotations

from connectorsmith.changes.collect import Collector
from connectorsmith.changes.connection import compare_connections
from connectorsmith.changes.connection_sets import compare_connection_sets
from connectorsmith.changes.connector import compare_whole
from connectorsmith.changes.fact import Fact
from connectorsmith.changes.operations import compare_words, label, pair_operations, presence
from connectorsmith.changes.parameters import compare_parameters
from connectorsmith.changes.policies import compare_policies
from connectorsmith.changes.responses import compare_notifications, compare_responses
from connectorsmith.changes.scripts import compare_scripts
from connectorsmith.changes.throttling import compare_throttling
from connectorsmith.changes.transport import compare_transport
from connectorsmith.model import Connector, Operation, PathItem


def changes(old: Connector, new: Connector) -> tuple[Fact, ...]:
    """Return every fact of what differs, in the order of the operations; linear in the size of both connectors."""
    paired = pair_operations(old, new)
    collected = Collector(old, new, paired)
    for operation, difference in presence(paired, new):
        collected.add(difference, "none", operation, f"operation/{operation}")
    for before, after in (*paired.both, *paired.renamed):
        _compare_operation(collected, before, after)
    for compare in (compare_connections, compare_connection_sets, compare_throttling, compare_whole):
        for difference in compare(old, new):
            collected.add(difference)
    for difference in compare_policies(old, new, paired):
        collected.add(difference)
    compare_scripts(collected, paired)
    return collected.facts()


def _compare_operation(collected: Collector, old: Operation, new: Operation) -> None:
    name = label(new)
    items = _item(collected.old, old), _item(collected.new, new)
    connectors = collected.old, collected.new
    for difference in (
        *compare_words(old, new, items, connectors, collected.ids),
        *compare_transport(old, new, connectors),
    ):
        collected.add(difference, "none", name, f"operation/{name}")
    compare_parameters(collected, name, old, new)
    compare_responses(collected, name, old, new)
    if _is_notified(old, items[0]) or _is_notified(new, items[1]):
        compare_notifications(collected, (old, new), items)


def _item(connector: Connector, operation: Operation) -> PathItem:
    return (connector.paths or {}).get(operation.path) or PathItem()


def _is_notified(operation: Operation, item: PathItem) -> bool:
    """Whether the notification of a path is about an operation: a trigger, or any where the path has none."""
    triggers = any(one.trigger is not None for one in item.operations.values())
    return operation.trigger is not None or not triggers
