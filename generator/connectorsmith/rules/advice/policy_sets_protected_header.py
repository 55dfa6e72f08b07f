"""A policy sets a header that the platform keeps to itself.

Why: Connection, Content-Length, Keep-Alive and Transfer-Encoding follow from the connection and from the body; the
    gateway that runs the policies does not let them be changed.
Write: nothing; the right values are sent anyway.
Bad:
    {template: setheader, title: Send the length, section: Request, name: Content-Length, value: "0"}
Good:
    {template: setheader, title: Send the source, section: Request, name: x-source, value: flow}
Source: https://learn.microsoft.com/en-us/azure/api-management/set-header-policy
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector

_PROTECTED: Final = frozenset({"connection", "content-length", "keep-alive", "transfer-encoding"})


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the name of the header in every setheader policy."""
    for policy in connector.policies:
        name = (policy.parameters or {}).get("name")
        if policy.template.casefold() == "setheader" and isinstance(name, str) and name.casefold() in _PROTECTED:
            yield Finding(policy.at / "name", f"a policy cannot change the header {name}", "remove the policy")
