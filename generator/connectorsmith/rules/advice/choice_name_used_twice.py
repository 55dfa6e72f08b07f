"""Two choices of a list have the same name.

Why: makers see the names only, and cannot tell the two choices apart.
Write: a name of its own for each choice, or one choice where both are the same.
Bad:
    type: string
    enum: {open: Open, reopened: Open}
Good:
    type: string
    enum: {open: Open, reopened: Open again}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules, which
    refuses values that are named twice, and no two names that are the same; Power Fx keys the choices by their names
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from connectorsmith.analysis.all_parts import schemas_with
from connectorsmith.analysis.json_types import ENUM_VALUES, enum_values
from connectorsmith.diagnostics import SPEC, Finding, Pointer, Severity, rule
from connectorsmith.model import Connector, Json
from connectorsmith.rules.support.properties import connection_parameters


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Compare the names in every x-ms-enum-values, and the texts of the choices of connection parameters."""
    for schema in schemas_with(connector, ENUM_VALUES):
        yield from _twice(enum_values(schema), schema.at / ENUM_VALUES, "displayName")
    for parameter in connection_parameters(connector):
        choices = parameter.constraints.get("allowedValues")
        in_spec = connector.at.document == SPEC.document
        at = (parameter.at if in_spec else parameter.at / "uiDefinition" / "constraints") / "allowedValues"
        yield from _twice(choices if isinstance(choices, list) else (), at, "text")


def _twice(entries: Sequence[Json], at: Pointer, key: str) -> Iterator[Finding]:
    """The names that come again with another value; another rule reports a value that comes again."""
    first: dict[str, tuple[int, Json]] = {}
    for index, entry in enumerate(entries):
        name = entry.get(key) if isinstance(entry, dict) else None
        if not isinstance(entry, dict) or not isinstance(name, str) or not name.strip():
            continue
        known, sent = first.setdefault(name.strip(), (index, entry.get("value")))
        if known != index and sent != entry.get("value"):
            place = ("the first one", at / known / key)
            yield Finding(at / index / key, f'two choices have the name "{name.strip()}"', "rename one", (place,))
