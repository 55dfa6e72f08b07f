"""A package for certification has no apiProperties.json.

Why: the brand colour, the publisher and the sign-in are in it; neither paconn nor a reviewer takes a definition alone.
Write: apiProperties.json beside the definition, at least with `{"properties": {"connectionParameters": {}, …}}`.
Bad:
    apiDefinition.swagger.json alone
Good:
    apiDefinition.swagger.json and apiProperties.json
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import PROPERTIES, Finding, Severity, rule
from connectorsmith.diagnostics.rule import PUBLISHED
from connectorsmith.model import Connector
from connectorsmith.rules.support.message_words import in_spec


@rule(Severity.ERROR, profiles=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Look at packages alone: a spec says itself that it makes none."""
    if connector.properties is None and not in_spec(connector.at):
        hint = "put the connection parameters, the publisher and the brand colour into one"
        yield Finding(PROPERTIES, "there is no apiProperties.json beside the definition", hint)
