"""The parts of an operation that are written outside of it too: its parameters, and what it gives back."""

from __future__ import annotations

from connectorsmith.analysis.all_parts import placed_parameters
from connectorsmith.analysis.memoize import memoized
from connectorsmith.model.connector import Connector
from connectorsmith.model.operation import Operation, Parameter
from connectorsmith.model.schema import Schema


def parameters(connector: Connector, operation: Operation) -> tuple[Parameter, ...]:
    """List the parameters of an operation: first those of its path that it does not replace, then its own."""
    return _parameters_by_call(connector)[operation.path, operation.method]


@memoized
def _parameters_by_call(connector: Connector) -> dict[tuple[str, str], tuple[Parameter, ...]]:
    """The parameters of every operation, by its path and method."""
    return {
        (one.path, one.method): tuple(parameter for parameter, _ in placed_parameters(connector, one))
        for one in connector.operations
    }


def returned(connector: Connector, operation: Operation) -> Schema | None:
    """Find what an operation gives back: a webhook's notification, else the first successful response with a schema.

    ``default`` counts as successful only where no 2xx response has a schema.
    """
    item = (connector.paths or {}).get(operation.path)
    if operation.trigger is not None and item is not None and item.notification is not None:
        return item.notification.schema
    code = output_code(connector, operation)
    return None if code is None else connector.response((operation.responses or {})[code]).schema


def output_code(connector: Connector, operation: Operation) -> str | None:
    """The status of the response whose schema makers see as outputs; ``None`` if no success has a schema."""
    responses = operation.responses or {}
    codes = [*sorted(code for code in responses if code.startswith("2")), "default"]
    described = (code for code in codes if code in responses and connector.response(responses[code]).schema is not None)
    return next(described, None)
