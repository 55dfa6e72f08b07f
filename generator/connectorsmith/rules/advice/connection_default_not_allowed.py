"""The default of a connection parameter is not one of the values to choose from, or not of its type.

Why: the dialog shows no choice, or one that was never offered, and a connection is made with an address that is wrong.
Write: as "defaultValue" one of the values under "allowedValues", letter for letter; true or false for a bool, and
    a whole number for an int.
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

import re
from collections.abc import Iterator
from typing import Final

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
        elif parameter.type in _FORMS and isinstance(default, (str, int, float)) and default != "":
            form, meant = _FORMS[parameter.type]
            if not form.fullmatch(as_text(default)):
                message = f'the default "{as_text(default)}" of "{parameter.name}" is not {meant}'
                yield Finding(parameter.at / "defaultValue", message, f"write {meant}")


_FORMS: Final = {
    "bool": (re.compile("true|false", re.IGNORECASE), "true or false"),
    "int": (re.compile("[+-]?[0-9]+"), "a whole number"),
}
"""How the defaults of types are written, as JSON or as text, and in words."""
