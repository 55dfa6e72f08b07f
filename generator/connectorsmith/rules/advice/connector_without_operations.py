"""A connector has no operation.

Why: makers find nothing that they could use, and the platform refuses the connector.
Write: at least one action or trigger.
Bad:
    actions: {}
Good:
    actions: {GetOrder: {call: GET /order, responses: {200: Order}}}
Source: https://swagger.io/docs/specification/2-0/paths-and-operations; all published connectors have one
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.message_words import in_spec


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for an operation; a definition without paths, and a path that cannot be read, have rules of their own."""
    unread = any(path.startswith("/") for path in connector.extra_paths)
    if not connector.operations and connector.paths is not None and not unread:
        at = connector.at / ("actions" if in_spec(connector.at) else "paths")
        yield Finding(at, "the connector has no operation", "add an action or a trigger")
