"""A parameter of a polling trigger takes a value that the answer does not have.

Why: the platform writes the value of the last answer into the next call; without it every call is like the first.
Write: as value-path or value-collection the path of a property of the answer.
Bad:
    {name: since, in: query, type: string, trigger-value: {value-collection: items, value-path: changd}}
Good:
    {name: since, in: query, type: string, trigger-value: {value-collection: items, value-path: changed}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/create-polling-trigger; issue 3181 of
    microsoft/PowerPlatformConnectors
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.analysis.operation_parts import parameters, returned
from connectorsmith.analysis.property_path import follow, known_paths
from connectorsmith.diagnostics import Finding, Pointer, Severity, rule
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.model import Connector, Parameter
from connectorsmith.rules.support.json_parts import word


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Follow both paths of the extension in the answer of the operation, if that is described."""
    for operation in connector.operations:
        for parameter in parameters(connector, operation):
            value = parameter.content.extra.get(_KEY)
            answer = returned(connector, operation) if isinstance(value, dict) else None
            if not isinstance(value, dict) or answer is None:
                continue
            inside = answer
            for key in ("value-collection", "value-path"):
                path = value.get(key)
                found = follow(connector, inside, path) if isinstance(path, str) else inside
                if found is None:
                    likely = suggest(str(path), list(known_paths(connector, inside)))
                    hint = f'did you mean "{likely}"?' if likely else "write the path of a property of the answer"
                    message = f'the answer of {operation.id or "the operation"} has no "{path}"'
                    yield Finding(_at(parameter, key), message, hint)
                    break
                inside = found


def _at(parameter: Parameter, key: str) -> Pointer:
    return parameter.content.at / word(_KEY) / key


_KEY: Final = "x-ms-trigger-value"
