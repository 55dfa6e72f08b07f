"""A required value is hidden and has no default.

Why: makers cannot fill in what they do not see, so that the operation never gets the value that it needs.
Write: the value under "default", or another visibility. The address of a webhook is filled in by the platform.
Bad:
    {name: api-version, in: query, type: string, required: true, visibility: internal}
Good:
    {name: api-version, in: query, type: string, required: true, visibility: internal, default: "2024-01"}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/openapi-extensions;
    1 of about 1,000 published connectors has such a value
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.all_parts import placed_parameters
from connectorsmith.diagnostics import Finding, Pointer, Severity, rule
from connectorsmith.model import Absent, Connector, Schema
from connectorsmith.rules.support.message_words import key
from connectorsmith.rules.support.visible_fields import is_internal, request_leaves, visible_operations


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for a default of every required and hidden value that a visible operation sends."""
    for operation in visible_operations(connector):
        for parameter, at in placed_parameters(connector, operation):
            if parameter.schema is None and parameter.required and is_internal(parameter) and not _set(parameter.value):
                what = f'the parameter "{parameter.name}" of {operation.id or "the operation"}'
                yield Finding(at, f"{what} is required and hidden, and has no default", _hint(at))
    for name, schema, required in request_leaves(connector):
        if required and is_internal(schema) and not _set(connector.resolve(schema)) and not _set(schema):
            message = f'the field "{name}" is required and hidden, and has no default'
            yield Finding(schema.at, message, _hint(schema.at))


def _set(schema: Schema) -> bool:
    """Whether something else than the maker gives the value."""
    return not isinstance(schema.default, Absent) or schema.notification_url is not None or bool(schema.properties)


def _hint(at: Pointer) -> str:
    return f"add default: and the value, or remove {key(at, 'visibility')}: internal"
