"""The items of a polling trigger are looked for where its answer has none.

Why: the policy then finds no items and no state, and the flow never starts.
Write: as triggerDataPath the list in the schema of the answer, as in "@triggerBody().value".
Bad:
    responses: {200: {properties: {items: {items: Order}}}}
    policies: [{template: pollingtrigger, triggerDataPath: "@triggerBody().value"}]
Good:
    responses: {200: {properties: {items: {items: Order}}}}
    policies: [{template: pollingtrigger, triggerDataPath: "@triggerBody().items"}]
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/create-polling-trigger
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.fields import fields
from connectorsmith.analysis.operation_parts import returned
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.language.policy_expression import Path, reference
from connectorsmith.model import Connector, Schema
from connectorsmith.rules.support.expressions import reached
from connectorsmith.rules.support.phrases import both, either


@rule(Severity.WARNING, compares=True)
def check(connector: Connector) -> Iterator[Finding]:
    """Follow the path through the schema of each operation that the policy names; what has no fields ends it."""
    for policy in connector.policies:
        text = (policy.parameters or {}).get("triggerDataPath")
        if policy.template.casefold() == "pollingtrigger" and isinstance(text, str):
            for operation in reached(connector, policy) if policy.operations else ():
                schema = returned(connector, operation) if operation.method == "get" else None
                fault = schema and _fault(connector, schema, reference(text).path)
                if schema and fault:
                    message = f"{text} leads nowhere in the answer of {operation.id}: {fault}"
                    yield Finding(policy.at / "triggerDataPath", message, _hint(connector, schema))


def _hint(connector: Connector, schema: Schema) -> str:
    known = fields(connector, connector.resolve(schema))
    lists = [f"@triggerBody().{name}" for name, field, _ in known if connector.resolve(field).type == "array"]
    return f"write {either(lists[:12])}" if lists else "name the list in its schema"


def _fault(connector: Connector, schema: Schema, path: Path) -> str | None:
    """Why a path is not in a schema, if it is not."""
    for step in path:
        schema = connector.resolve(schema)
        if schema.properties is None or schema.dynamic or schema.all_of:
            return None
        if step not in schema.properties:
            return f'there is no "{step}", only {both(schema.properties) or "an empty object"}'
        schema = schema.properties[str(step)]
    schema = connector.resolve(schema)
    return None if schema.type in (None, "array") or schema.dynamic else f"it is of the type {schema.type}"
