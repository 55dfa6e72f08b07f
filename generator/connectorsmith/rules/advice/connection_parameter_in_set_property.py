"""A setproperty policy writes a connection parameter into the body.

Why: this template does not know connection parameters: the API gets the text "@connectionParameters('…')" itself.
Write: a setheader or setqueryparameter policy if the API takes the value there; else custom code.
Bad:
    {template: setproperty, newPropertySubPathTemplate: tenant, propertyValuePathTemplate: "@connectionParameters('t')"}
Good:
    {template: setheader, name: x-tenant, value: "@connectionParameters('t')"}
Source: issues 2906 and 4221 of microsoft/PowerPlatformConnectors; none of 54 published policies does it
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.language.policy_expression import CONNECTION
from connectorsmith.model import Connector
from connectorsmith.rules.support.expressions import policy_texts


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the call in every parameter of every setproperty policy."""
    for written in policy_texts(connector):
        if written.policy.template.casefold() == "setproperty":
            for call in written.calls:
                if call.function == CONNECTION:
                    message = f"setproperty sends @connectionParameters('{call.arguments[0]}') as it is written"
                    yield Finding(written.at, message, "use setheader or setqueryparameter, or custom code")
