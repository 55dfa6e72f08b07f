"""A default is not one of the values to choose from.

Why: the designer shows a choice that does not exist, or none, and the API refuses the value.
Write: one of the values of the enum as the default, or none.
Bad:
    {name: state, in: query, type: string, enum: [open, closed], default: done}
Good:
    {name: state, in: query, type: string, enum: [open, closed], default: open}
Source: https://json-schema.org/understanding-json-schema/reference/enum
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.all_parts import schemas_having
from connectorsmith.analysis.json_types import fits
from connectorsmith.analysis.value_names import as_text
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.excerpt import listed
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.model import ABSENT, Connector


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look the default up among the values; where one of the two is of another type, that has a rule of its own."""
    for schema in schemas_having(connector, "enum"):
        value, values = schema.default, schema.enum or ()
        odd = value is ABSENT or value in (None, "") or (schema.type is not None and not fits(value, schema.type))
        if values and not odd and not isinstance(value, (list, dict)) and value not in values:
            known = [as_text(item) for item in values]
            written = as_text(value)
            if any(type(item) is not type(value) and as_text(item) == written for item in values):
                continue
            likely = suggest(written, known)
            hint = f'did you mean "{likely}"?' if likely else f"write one of {listed(known)}"
            yield Finding(schema.at / "default", f'the default "{written}" is not one of the choices', hint)
