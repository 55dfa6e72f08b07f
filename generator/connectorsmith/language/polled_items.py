"""The items of a polling trigger: what the policy pollingtrigger takes out of the answer of the service for the flow.

Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/create-polling-trigger.
"""

from __future__ import annotations

from typing import Final

from connectorsmith.analysis.operation_parts import returned
from connectorsmith.language.policy_expression import reference
from connectorsmith.model import Connector, Operation, Schema

_TEMPLATE: Final = "pollingtrigger"


def polled_items(connector: Connector, operation: Operation) -> Schema | None:
    """The schema of the list that a flow gets in place of the answer that the operation describes.

    ``None`` if no policy pollingtrigger names the operation, or its path leads nowhere in the described answer.
    """
    for policy in connector.policies:
        path = (policy.parameters or {}).get("triggerDataPath")
        named = policy.template.casefold() == _TEMPLATE and operation.id in (policy.operations or ())
        if named and isinstance(path, str):
            return _at(connector, returned(connector, operation), reference(path).path)
    return None


def _at(connector: Connector, schema: Schema | None, path: tuple[str | int, ...]) -> Schema | None:
    for step in path:
        properties = connector.resolve(schema).properties if schema is not None else None
        schema = (properties or {}).get(str(step))
    return schema
