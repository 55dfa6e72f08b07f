"""A policy sets a header or a query parameter that makers fill in as well.

Why: with "override" what a maker writes is lost; with "skip" the policy is lost where a maker writes something. Both
    may be meant, and neither can be seen in the designer.
Write: another name, an internal parameter, or "operations" of the policy without this one.
Bad:
    policies: [{template: setheader, name: x-user, value: "@connectionParameters('user')", existsAction: override}]
    parameters: [{name: x-user, in: header, type: string, summary: User}]
Good:
    policies: [{template: setheader, name: x-user, value: "@connectionParameters('user')", existsAction: override}]
    parameters: [{name: x-on-behalf-of, in: header, type: string, summary: User}]
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/policy-templates/setheader/setheader
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from connectorsmith.analysis.operation_parts import parameters
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector, Operation
from connectorsmith.rules.support.expressions import reached
from connectorsmith.rules.support.visible_fields import is_internal


@rule(Severity.INFO, compares=True)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the name that a policy on the request sets among the visible parameters of its operations."""
    for policy in connector.policies:
        where = _LOCATIONS.get(policy.template.casefold())
        name = (policy.parameters or {}).get("name")
        if where is not None and isinstance(name, str) and policy.section in (None, "Request"):
            asking = [one for one in reached(connector, policy) if _asks(connector, one, where, name)]
            if asking:
                more = f" and {len(asking) - 1} more" if len(asking) > 1 else ""
                how = (policy.parameters or {}).get("existsAction", "override")
                message = f"{name} comes from makers in {asking[0].id or 'an operation'}{more}, and from here ({how})"
                yield Finding(policy.at / "name", message, "use another name, or leave the operation out")


def _asks(connector: Connector, operation: Operation, where: str, name: str) -> bool:
    """Whether an operation has a visible parameter of that name."""
    return any(
        parameter.location == where and str(parameter.name).casefold() == name.casefold() and not is_internal(parameter)
        for parameter in parameters(connector, operation)
    )


_LOCATIONS: Final[Mapping[str, str]] = {"setheader": "header", "setqueryparameter": "query"}
