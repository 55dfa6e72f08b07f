"""The function that Power Apps makes of an operation: required values by position, all others in a record.

Source: https://github.com/microsoft/Power-Fx, ``HttpFunctionInvoker`` and ``ConnectorFunction``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.analysis.designer.shapes import SignatureView
from connectorsmith.analysis.fields import fields
from connectorsmith.analysis.hidden import is_hidden
from connectorsmith.analysis.operation_parts import parameters
from connectorsmith.analysis.power_fx import function_name, unsupported_operation
from connectorsmith.model.connector import Connector
from connectorsmith.model.operation import Operation
from connectorsmith.model.schema import Schema

_BY_FORMAT: Final = {"date-time": "DateTime", "date": "Date", "binary": "Blob", "byte": "Blob"}
_BY_TYPE: Final = {
    "string": "Text", "integer": "Decimal", "number": "Decimal", "boolean": "Boolean", "array": "Table",
    "object": "Record", "file": "Blob",
}  # fmt: skip
_MOST: Final = 100
"""Arguments that a signature lists."""


def signature_of(connector: Connector, operation: Operation, title: str) -> SignatureView:
    """The signature with the types of its arguments, and why Power Apps offers no such function, if it does not."""
    arguments = [*_arguments(connector, operation)]
    required = [f"{name}: {kind}" for name, kind, needed in arguments if needed]
    optional = [f"{name}: {kind}" for name, kind, needed in arguments if not needed]
    listed = [*required[:_MOST], *(["…"] if len(required) > _MOST else [])]
    if optional:
        record = [*optional[:_MOST], *(["…"] if len(optional) > _MOST else [])]
        listed.append(f"{{{', '.join(record)}}}")
    name = f"{function_name(title)}.{function_name(operation.id or '')}"
    return SignatureView(f"{name}({', '.join(listed)})", unsupported_operation(connector, operation) or "")


def _arguments(connector: Connector, operation: Operation) -> Iterator[tuple[str, str, bool]]:
    """The name and type of each argument, and whether it is required; of a body, those of its properties."""
    for parameter in parameters(connector, operation):
        if parameter.visibility == "internal" or is_hidden(connector, parameter.content):
            continue
        inside = connector.resolve(parameter.content)
        children = [] if inside.dynamic or parameter.location != "body" else [*fields(connector, inside)]
        needed = parameter.required is True
        if not children:
            yield parameter.name or "", _type(inside), needed
        for key, child, required in children:
            if not is_hidden(connector, child):
                yield key, _type(connector.resolve(child)), needed and required


def _type(inside: Schema) -> str:
    if inside.dynamic:
        return "Dynamic"
    return _BY_FORMAT.get(inside.format or "") or _BY_TYPE.get(inside.type or "") or "Dynamic"
