"""Operations in Power Fx: the names of its functions, and why it refuses one.

Source: https://github.com/microsoft/Power-Fx, ``OpenApiParser`` and ``NormalizeOperationId``.
"""

from __future__ import annotations

from connectorsmith.analysis.operation_parts import parameters
from connectorsmith.model.connector import Connector
from connectorsmith.model.operation import Operation, Parameter


def function_name(operation_id: str) -> str:
    """The name of the function of an operation: its letters and digits."""
    return "".join(one for one in operation_id if one.isalnum())


def unsupported_operation(connector: Connector, operation: Operation) -> str | None:
    """Why Power Fx makes no function of an operation; ``None`` if it makes one."""
    if "callbacks" in operation.extra:
        return "it has callbacks"
    reasons = ((one, unsupported_parameter(one)) for one in parameters(connector, operation))
    return next((f"the parameter {one.name} {reason}" for one, reason in reasons if reason), None)


def unsupported_parameter(parameter: Parameter) -> str | None:
    """Why Power Fx refuses an operation with this parameter; ``None`` if it does not."""
    keys = parameter.value.extra
    if "cookie" in (parameter.location, keys.get("in")):
        return "is a cookie"
    if keys.get("deprecated") is True:
        return "is deprecated"
    found = next((key for key in ("allowReserved", "content") if keys.get(key)), None)
    if found:
        return f"has {found}"
    return "has another style than simple and form" if keys.get("style", "form") not in ("simple", "form") else None
