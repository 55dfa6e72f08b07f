"""Webhooks as far as the definition shows where they can be deleted again."""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.schema_usage import answers
from connectorsmith.analysis.webhooks import subscriptions
from connectorsmith.model import Connector, Operation


def without_location(connector: Connector) -> Iterator[Operation]:
    """Every trigger that registers a webhook, and nothing gives its answer the header with the webhook's address."""
    if not _set_elsewhere(connector):
        for operation in subscriptions(connector):
            if operation.trigger is not None and not operation.script and not _declared(connector, operation):
                yield operation


def on_dynamic_host(connector: Connector, operation: Operation) -> bool:
    """Whether a policy replaces the host of an operation."""
    policies = (one for one in connector.policies if one.template.casefold() == "dynamichosturl")
    return any(not policy.operations or operation.id in policy.operations for policy in policies)


def _declared(connector: Connector, operation: Operation) -> bool:
    return any(
        name.casefold() == "location"
        for code, response in answers(connector, operation)
        if code.startswith("2")
        for name in response.headers or {}
    )


def _set_elsewhere(connector: Connector) -> bool:
    """Whether a policy or code of the author's sets the header, for whichever operation."""
    if any(b"Location" in text for name, text in connector.assets.items() if name.startswith("script")):
        return True
    named = (str((policy.parameters or {}).get("name")).casefold() for policy in connector.policies)
    return "location" in named
