"""The default of a connection parameter is not one of the values to choose from.

Why: the dialog shows no choice, or one that was never offered, and a connection is made with an address that is wrong.
Write: as "defaultValue" one of the values under "allowedValues", letter for letter.
Bad:
    url: {type: string, defaultValue: "https://api.example.com", allowedValues: [{text: Live,
      value: "https://api.example.com/v1"}]}
Good:
    url: {type: string, defaultValue: "https://api.example.com/v1", allowedValues: [{text: Live,
      value: "https://api.example.com/v1"}]}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/connection-parameters; seen in a published
    connector
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.value_names import as_text
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.excerpt import listed
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.model import Connector
from connectorsmith.rules.support.properties import connection_parameters


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look the default up among the values."""
    for parameter in connection_parameters(connector):
        choices = parameter.constraints.get("allowedValues")
        values = [one.get("value") for one in choices if isinstance(one, dict)] if isinstance(choices, list) else []
        default = parameter.extra.get("defaultValue")
        if values and default not in (None, "") and default not in values:
            known, written = [as_text(value) for value in values], as_text(default)
            likely = suggest(written, known)
            hint = f'did you mean "{likely}"?' if likely else f"write one of {listed(known)}"
            message = f'the default "{written}" of "{parameter.name}" is not one of its values'
            yield Finding(parameter.at / "defaultValue", message, hint)
