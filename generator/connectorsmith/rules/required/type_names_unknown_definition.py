"""A type or a $ref names a definition that the connector does not have.

Why: the type of the value is undefined, and the platform refuses the connector.
Write: the name of a definition, letter for letter, or one of the simple types and formats.
Bad:
    200: Ordr
Good:
    200: Order
Source: https://spec.openapis.org/oas/v2.0#reference-object
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from connectorsmith.analysis.all_parts import schemas_having
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.excerpt import excerpt
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.language.types import FORMATS
from connectorsmith.model import Connector, Schema
from connectorsmith.model.json_shapes import PRIMITIVES
from connectorsmith.rules.support.json_parts import names
from connectorsmith.rules.support.message_words import in_spec
from connectorsmith.rules.support.phrases import either
from connectorsmith.rules.support.pointers import fault_of

_MOST: Final = 20
"""References that one finding lists at most, where the connector has no definitions at all."""
_OTHER_NAMES = {
    "int": "integer",
    "long": "int64",
    "bool": "boolean",
    "str": "string",
    "text": "string",
    "decimal": "number",
    "guid": "uuid",
    "datetime": "date-time",
    "dict": "object",
    "map": "object",
    "list": "array",
    "url": "uri",
}


@rule(Severity.ERROR, code="SchemaReferenceNotFound")
def check(connector: Connector) -> Iterator[Finding]:
    """Look every reference up that leads to a definition; others have rules of their own."""
    known = names(connector.definitions, connector.extra.get("definitions"))
    unknown = [schema for schema in schemas_having(connector, "ref") if fault_of(schema, known) == "unknown"]
    if len(unknown) > 1 and not known and not in_spec(connector.at):
        message = f"{len(unknown)} references lead to definitions, and the connector has none"
        more = tuple(("and here", schema.at / "$ref") for schema in unknown[1:_MOST])
        yield Finding(unknown[0].at / "$ref", message, "add them under `definitions`", more)
        return
    for schema in unknown:
        name = schema.definition or ""
        yield _in_spec(schema, name, known) if in_spec(schema.at) else _in_package(schema, name, known)


def _in_spec(schema: Schema, name: str, known: Iterable[str]) -> Finding:
    likely = _OTHER_NAMES.get(name.casefold()) or suggest(name, (*known, *PRIMITIVES, *FORMATS))
    hint = f'did you mean "{likely}"?' if likely else f"add it under `definitions`, or write {either(PRIMITIVES)}"
    return Finding(schema.at / "$ref", f'neither a type nor a definition is named "{excerpt(name)}"', hint)


def _in_package(schema: Schema, name: str, known: Iterable[str]) -> Finding:
    likely = suggest(name, known)
    hint = f'did you mean "#/definitions/{likely}"?' if likely else "add it under `definitions`"
    return Finding(schema.at / "$ref", f'no definition is named "{excerpt(name)}"', hint)
