"""A response for each operation of a foreign package that has none, so that the spec can be built."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from connectorsmith.diagnostics import Diagnostic, Severity
from connectorsmith.model import Connector, Operation, Response
from connectorsmith.workspace.opened import OpenedConnector

RULE: Final = "response-put-in"
_TEXT: Final = "default"
"""The status and the description that the portal gives to an operation without responses."""


def with_default_responses(opened: OpenedConnector) -> OpenedConnector:
    """Return the package with the default response where an operation has none, and a warning for each.

    Swagger 2.0 asks for a response, and some published connectors have operations without; responses of another kind
    stay as they are.
    """
    connector = opened.connector
    lacking = [one for one in connector.operations if _lacks(one)] if connector is not None else []
    if connector is None or not lacking:
        return opened
    notes = tuple(opened.placed([_note(one) for one in lacking]))
    return replace(opened, connector=_filled(connector), diagnostics=(*opened.diagnostics, *notes))


def _lacks(operation: Operation) -> bool:
    return not operation.responses and "responses" not in operation.extra


def _filled(connector: Connector) -> Connector:
    paths = {}
    for path, item in (connector.paths or {}).items():
        operations = {
            method: replace(one, responses={_TEXT: Response(description=_TEXT)}) if _lacks(one) else one
            for method, one in item.operations.items()
        }
        paths[path] = replace(item, operations=operations)
    return replace(connector, paths=paths)


def _note(operation: Operation) -> Diagnostic:
    message = f"{operation.id or 'the operation'} has no response; the spec gets the default one"
    hint = "write the status that the service answers in its place, with what comes back"
    return Diagnostic(RULE, Severity.WARNING, message, operation.at, hint=hint)
