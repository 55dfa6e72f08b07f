"""Which connection parameters the policies of a connector read, and which have a default where they hold no value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.analysis.memoize import memoized
from connectorsmith.language.policy_expression import CONNECTION, PolicyCall, policy_parts
from connectorsmith.model import ConnectionParameter, Connector, Json, Policy

_DEFAULT: Final = "defaultValue"


def has_default(parameter: ConnectionParameter) -> bool:
    """Whether a connection parameter has a default."""
    return parameter.constraints.get(_DEFAULT) is not None or _DEFAULT in parameter.extra


@memoized
def read_parameters(connector: Connector) -> frozenset[str]:
    """The names of the connection parameters that policies read."""
    return frozenset(call.arguments[0] for policy in connector.policies for call in _reads(policy))


@memoized
def needed_parameters(connector: Connector) -> frozenset[str]:
    """The names of the connection parameters that policies read without a default in the expression."""
    return frozenset(name for policy in connector.policies for name in needed_by(policy))


def needed_by(policy: Policy) -> frozenset[str]:
    """The names of the connection parameters that a policy reads without a default in the expression."""
    return frozenset(call.arguments[0] for call in _reads(policy) if len(call.arguments) == 1)


def without_value(connector: Connector, name: str) -> bool:
    """Whether connections may have no value for a parameter: it is optional, has no default, and belongs to no set."""
    listed = (connector.properties.connection_parameters if connector.properties else None) or {}
    parameter = listed.get(name)
    return parameter is not None and not parameter.required and not has_default(parameter)


def _reads(policy: Policy) -> Iterator[PolicyCall]:
    for value in (policy.parameters or {}).values():
        yield from _calls(value)


def _calls(value: Json) -> Iterator[PolicyCall]:
    if isinstance(value, str):
        yield from (one for one in policy_parts(value) if isinstance(one, PolicyCall) and one.function == CONNECTION)
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _calls(item)
