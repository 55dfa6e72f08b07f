"""A format is not one that the platform knows.

Why: the platform ignores what it does not know, so that the value is treated as any text or number.
Write: int32 or int64 of an integer, float or double of a number, and of a string byte, binary, date, date-time,
    date-no-tz, email, html, password, uri or uuid; anything else belongs in the description.
Bad:
    id: {type: string, format: guid}
Good:
    id: uuid
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    UnrecognizedTypeFormat; the formats are those of the JSON Schema beside the published connectors
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.analysis.all_parts import schemas_having
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.model import Connector

_KNOWN: Final = {
    "integer": frozenset({"int32", "int64"}),
    "number": frozenset({"int32", "int64", "float", "double"}),
    "string": frozenset(
        {"byte", "binary", "date", "date-time", "date-no-tz", "email", "html", "password", "uri", "uuid"}
    ),
}
"""What each type may have; of a number int32 and int64 too, which published connectors have."""
_OTHER_NAMES: Final = {
    "guid": "uuid",
    "decimal": "double",
    "currency": "double",
    "datetime": "date-time",
    "timestamp": "date-time",
    "url": "uri",
    "base64": "byte",
    "file": "binary",
    "integer": "int32",
    "int": "int32",
    "long": "int64",
    "uint32": "int64",
}


_TIME: Final = "time"
"""A time of day, which date-time is not, for all that the names are alike."""


@rule(Severity.WARNING, code="UnrecognizedTypeFormat")
def check(connector: Connector) -> Iterator[Finding]:
    """Look every format up among those of its type."""
    for schema in schemas_having(connector, "format"):
        if schema.format is not None and schema.type is not None:
            known = _KNOWN.get(schema.type, frozenset())
            if schema.format not in known:
                message = f'"{schema.format}" is not a known format of the type {schema.type}'
                yield Finding(schema.at / "format", message, _hint(schema.format, known))


def _hint(name: str, known: frozenset[str]) -> str:
    likely = _OTHER_NAMES.get(name.casefold().replace("-", "").replace("_", ""))
    likely = likely if likely in known else suggest(name, sorted(known)) if name.casefold() != _TIME else None
    return f"did you mean {likely}?" if likely else "leave the format out, and say in the description what is expected"
