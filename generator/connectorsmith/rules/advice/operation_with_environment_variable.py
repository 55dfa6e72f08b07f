"""The default of an input or output refers to an environment variable.

Why: the platform resolves these references in the host, the base path and the security of a connector, but not in its
    operations; the API would receive the reference as text.
Write: a connection parameter that a policy sends, or the value itself.
Bad:
    region: {in: query, type: string, default: '@environmentVariables("cr_region")'}
Good:
    region: {in: query, type: string, default: north}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/environment-variables
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.all_parts import schemas_having
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.language.policy_expression import environment_variables
from connectorsmith.model import Connector


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for references in every default that is a text."""
    for schema in schemas_having(connector, "default"):
        for name in environment_variables(schema.default):
            message = f'the platform does not resolve the environment variable "{name}" in a default'
            yield Finding(schema.at / "default", message, "write the value, or send a connection parameter by a policy")
