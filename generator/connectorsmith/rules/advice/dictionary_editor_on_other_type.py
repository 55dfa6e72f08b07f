"""A dictionary editor is on a value that is not a dictionary.

Why: the editor asks for names and values, and only an object with further properties can take any name.
Write: type: object and additionalProperties beside it.
Bad:
    labels: {type: array of string, x-ms-editor: dictionary}
Good:
    labels: {type: object, additionalProperties: string, x-ms-editor: dictionary}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    InvalidCustomEditorExtensionDictionaryValue; an object that says nothing of further properties allows them
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.all_parts import schemas_with
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector

_KEY = "x-ms-editor"


@rule(Severity.ERROR, code="InvalidCustomEditorExtensionDictionaryValue")
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the type of every value that has the editor, and whether it takes further properties."""
    for schema in schemas_with(connector, _KEY):
        if schema.extra.get(_KEY) != "dictionary":
            continue
        inside = connector.resolve(schema)
        if inside.type != "object" or inside.additional_properties is False:
            fault = "no object" if inside.type != "object" else "an object without further properties"
            message = f'"{schema.at.key}" has the dictionary editor, and is {fault}'
            hint = "write additionalProperties: and the type of the values"
            yield Finding(schema.at / _KEY, message, hint if inside.type == "object" else f"{hint}, and type: object")
