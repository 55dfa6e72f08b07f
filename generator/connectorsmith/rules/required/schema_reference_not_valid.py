"""A reference of a schema does not lead to a definition.

Why: the platform looks for schemas under definitions and nowhere else, not inside them either.
Write: the name of a definition as the type, or #/definitions/ and the name.
Bad:
    buyer: {$ref: "parties.json#/Party"}
Good:
    buyer: Party
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    SchemaReferenceNotValid
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.all_parts import schemas_having
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.json_parts import names
from connectorsmith.rules.support.message_words import in_spec
from connectorsmith.rules.support.pointers import fault_of


@rule(Severity.ERROR, code="SchemaReferenceNotValid")
def check(connector: Connector) -> Iterator[Finding]:
    """Look at where every reference of a schema leads."""
    known = names(connector.definitions, connector.extra.get("definitions"))
    for schema in schemas_having(connector, "ref"):
        fault = fault_of(schema, known)
        if fault == "elsewhere":
            type_ = "the name of a definition as the type, or " if in_spec(schema.at) else ""
            hint = f"write {type_}#/definitions/ and the name"
            yield Finding(schema.at / "$ref", f'"{schema.ref}" leads to no definition', hint)
        elif fault == "inside":
            hint = "make it a definition of its own and refer to that"
            yield Finding(schema.at / "$ref", f'"{schema.ref}" leads into a definition', hint)
