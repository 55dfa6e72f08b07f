"""A property that makers do not see has a default, and may be left out.

Why: a flow sends the default, an app (Power Fx) leaves out what is optional and internal, so that the API gets
    different calls.
Write: required: true beside the default.
Bad:
    source: {type: string, visibility: internal, default: flow}
Good:
    source: {type: string, visibility: internal, default: flow, required: true}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    PropertyMustBeRequired; for parameters there is InternalPropertyWithDefaultOptional
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.request_schemas import sent_schemas
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.rule import PUBLISHED
from connectorsmith.model import ABSENT, Connector
from connectorsmith.rules.support.message_words import required as cure


@rule(Severity.WARNING, code="PropertyMustBeRequired", error_in=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the internal properties with a default in everything that requests are made of."""
    for schema in sent_schemas(connector):
        required = frozenset(schema.required or ())
        for name, inside in (schema.properties or {}).items():
            if inside.visibility == "internal" and inside.default is not ABSENT and name not in required:
                message = f'"{name}" is internal and has a default, but is not required'
                yield Finding(inside.at, message, f"{cure(inside.at, name)}, so that the default is sent")
