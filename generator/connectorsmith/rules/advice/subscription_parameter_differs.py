"""A parameter is of one kind where events are fetched, and of another where they are subscribed to.

Why: makers fill it in once, and the platform uses the value for both operations.
Write: the same type and visibility in both; best one shared parameter.
Bad:
    OnOrder: {call: POST /hooks, parameters: [{name: shop, in: query, type: string}], callback: url}
    FetchOrders:
      call: GET /orders
      parameters: [{name: shop, in: query, type: integer}]
      x-ms-notification: {operationId: OnOrder}
Good:
    OnOrder: {call: POST /hooks, parameters: [shop], callback: url}
    FetchOrders: {call: GET /orders, parameters: [shop], x-ms-notification: {operationId: OnOrder}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    ParamtersWithSameNameMustHaveSameTypeAndVisibility
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.all_parts import placed_parameters
from connectorsmith.analysis.operation_parts import parameters
from connectorsmith.analysis.webhooks import NOTIFICATION
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector, Parameter


@rule(Severity.ERROR, code="ParamtersWithSameNameMustHaveSameTypeAndVisibility")
def check(connector: Connector) -> Iterator[Finding]:
    """Compare the parameters of every operation that fetches with those of the subscription it names."""
    marked = [operation for operation in connector.operations if isinstance(operation.extra.get(NOTIFICATION), dict)]
    existing = {operation.id: operation for operation in connector.operations} if marked else {}
    for operation in marked:
        named = existing.get(operation.extra[NOTIFICATION].get("operationId"))
        known = {parameter.name: parameter for parameter in parameters(connector, named)} if named else {}
        for parameter, at in placed_parameters(connector, operation):
            other = known.get(parameter.name)
            both = zip(_kind(connector, parameter), _kind(connector, other), strict=True) if other else ()
            for mine, theirs in both:
                if mine != theirs and named is not None and other is not None:
                    message = f'"{parameter.name}" is {mine} in {operation.id}, and {theirs} in {named.id}'
                    yield Finding(at, message, "share one parameter between the two", (("the other one", other.at),))


def _kind(connector: Connector, parameter: Parameter) -> tuple[str, str]:
    """The type of a parameter and its visibility, in words."""
    visibility = parameter.visibility if parameter.visibility not in (None, "none") else "normally visible"
    return connector.resolve(parameter.content).type or "of any type", visibility
