"""A list of apiProperties has the same entry twice.

Why: the second entry says nothing, or of two values with different labels one is never chosen; it is mostly a slip for
    another entry.
Write: each operation, capability, scope and allowed value once.
Bad:
    connectionParameters: {site: {type: string, allowedValues: [{text: Live, value: eu}, {text: Test, value: eu}]}}
Good:
    connectionParameters: {site: {type: string, allowedValues: [{text: Live, value: eu}, {text: Test, value: test}]}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/connection-parameters
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from connectorsmith.diagnostics import SPEC, Finding, Pointer, Severity, rule
from connectorsmith.model import Connector, Json
from connectorsmith.rules.support.properties import connection_parameters, properties_place


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Compare the texts of every list that is a set."""
    for at, texts in _lists(connector):
        first: dict[str, int] = {}
        for index, text in enumerate(texts):
            if isinstance(text, str) and first.setdefault(text, index) != index:
                place = ("the first one", at / first[text])
                yield Finding(at / index, f'"{text}" appears twice in `{at.key}`', "remove one", (place,))


def _lists(connector: Connector) -> Iterator[tuple[Pointer, Sequence[Json]]]:
    """The place and the entries of each list; of an allowed value what is sent, not its label."""
    properties = connector.properties
    if properties is not None:
        yield properties_place(connector) / "capabilities", properties.capabilities or ()
        yield properties_place(connector) / "scriptOperations", properties.script_operations or ()
    for parameter in connection_parameters(connector):
        scopes = (parameter.oauth or {}).get("scopes")
        if isinstance(scopes, list):
            yield parameter.at / "oAuthSettings" / "scopes", scopes
        choices = parameter.constraints.get("allowedValues")
        if isinstance(choices, list):
            values = [one.get("value") if isinstance(one, dict) else None for one in choices]
            in_spec = connector.at.document == SPEC.document
            yield (parameter.at if in_spec else parameter.at / "uiDefinition" / "constraints") / "allowedValues", values
