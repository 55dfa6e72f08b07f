"""An extension belongs to the plugins for AI of 2023 and 2024.

Why: agents read the texts for models and the agentic protocol; reviewers have asked since 2025 to remove the extensions
    of plugins.
Write: name-for-model and description-for-model, require-user-confirmation where a call has to be confirmed.
Bad:
    GetOrder: {call: GET /order, x-ms-openai-data: {openai-enabled: true}}
Good:
    GetOrder: {call: GET /order, description-for-model: "Use it to read an order by its number."}
Source: https://github.com/microsoft/PowerPlatformConnectors/pull/3962; the years are in language/extensions.yaml
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.rule import PUBLISHED
from connectorsmith.language.extensions import extensions
from connectorsmith.model import Connector
from connectorsmith.rules.support.json_parts import raw_parts


@rule(Severity.WARNING, profiles=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the extensions that reviewers ask to remove."""
    retired = {key: one.until for key, one in extensions().items() if one.until is not None}
    for _, at, raw in raw_parts(connector):
        for key in sorted(retired.keys() & raw.keys()):
            message = f"reviewers have asked since {retired[key]} to remove {key}"
            yield Finding(at / key, message, "remove it; description-for-model tells agents when to use an operation")
