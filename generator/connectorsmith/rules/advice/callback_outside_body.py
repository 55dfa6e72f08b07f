"""The address of the flow is asked for outside a body.

Why: the platform writes the address into a body only; anywhere else it stays empty.
Write: callback with the name of a body property.
Bad:
    parameters: [{name: url, in: query, type: string, notification-url: true}]
Good:
    callback: url
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    NotificationUrlNotAllowedInThisPosition
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.analysis.all_parts import (
    notification_schemas,
    schemas_having,
    schemas_of_parameter,
    schemas_of_response,
    written_parameters,
    written_responses,
)
from connectorsmith.analysis.webhooks import marks
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector, Schema
from connectorsmith.rules.support.message_words import in_spec


@rule(Severity.ERROR, code="NotificationUrlNotAllowedInThisPosition")
def check(connector: Connector) -> Iterator[Finding]:
    """Compare the marks that bodies lead to with those that all else leads to."""
    if not any(schema.notification_url for schema in schemas_having(connector, "notification_url")):
        return
    inside = {id(schema) for schema in marks(connector, _bodies(connector))}
    names = {id(parameter.value): parameter.name for parameter in written_parameters(connector)}
    answered = {id(schema) for schema in marks(connector, _answers(connector))}
    outside = {id(schema): schema for schema in marks(connector, _others(connector))}
    for key, schema in outside.items():
        if key not in inside:
            name, at = names.get(key) or schema.at.key, schema.at / "notification-url"
            if key in answered:
                yield Finding(at, f'"{name}" is marked for the address of the flow, and is in a response', _ANSWER)
            else:
                message = f'"{name}" takes the address of the flow, and is in no body'
                yield Finding(at, message, _SPEC if in_spec(schema.at) else _PACKAGE)


def _bodies(connector: Connector) -> Iterator[Schema]:
    for parameter in written_parameters(connector):
        if parameter.location == "body":
            yield parameter.content


def _others(connector: Connector) -> Iterator[Schema]:
    for parameter in written_parameters(connector):
        if parameter.location != "body":
            yield from schemas_of_parameter(parameter)
    yield from _answers(connector)


def _answers(connector: Connector) -> Iterator[Schema]:
    """What comes from the API, where the platform writes nothing."""
    for response in written_responses(connector):
        yield from schemas_of_response(response)
    yield from notification_schemas(connector)


_ANSWER: Final = "remove the mark; the platform writes the address into what is sent alone"
_SPEC: Final = "remove it, and write callback: and the name of a body property"
_PACKAGE: Final = "move it to a property of the body"
