"""A type or a $ref names a definition that the connector does not have.

Why: nothing can be said about the value, and the platform refuses the connector.
Write: the name of a definition, letter for letter, or one of the simple types and formats.
Source: https://spec.openapis.org/oas/v2.0#reference-object
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.model import Connector
from connectorsmith.model.kinds import PRIMITIVES
from connectorsmith.model.parts import written_schemas
from connectorsmith.spec.types import FORMATS

_OTHER_NAMES = {
    "int": "integer", "long": "int64", "bool": "boolean", "str": "string", "text": "string", "decimal": "number",
    "guid": "uuid", "datetime": "date-time", "dict": "object", "map": "object", "list": "array", "url": "uri",
}  # fmt: skip


@rule(Severity.ERROR, code="SchemaReferenceNotFound", gate=True)
def check(connector: Connector) -> Iterator[Finding]:
    """Look every reference of every schema up among the definitions."""
    known = connector.definitions or {}
    for schema in written_schemas(connector):
        if schema.ref is None or schema.definition in known:
            continue
        at = schema.at / "$ref"
        if schema.definition is None:
            hint = "write the name of a definition as the type, or #/definitions/ and the name"
            yield Finding(at, f'"{schema.ref}" leads to no definition', hint)
        elif schema.definition.partition("/")[0] in known:
            hint = "make it a definition of its own and refer to that"
            yield Finding(at, f'"{schema.ref}" leads into a definition', hint)
        else:
            name = schema.definition
            yield Finding(at, f'neither a type nor a definition is named "{name}"', _hint(name, (*known, *PRIMITIVES)))


def _hint(name: str, known: tuple[str, ...]) -> str:
    likely = _OTHER_NAMES.get(name.casefold()) or suggest(name, (*known, *FORMATS))
    return f'did you mean "{likely}"?' if likely else f"add it under `definitions`, or write {', '.join(PRIMITIVES)}"
