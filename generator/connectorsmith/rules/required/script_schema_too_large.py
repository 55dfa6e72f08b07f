"""The schemas that the script answers with are too many, or too deep, to be written out.

Why: at run time a schema cannot refer to a definition, so each one is written out; a script.csx may have one megabyte.
Write: schemas with fewer properties, or a call of an operation that answers with the schema.
Bad:
    A: {properties: {a: B, b: B, c: B, d: B, e: B, f: B, g: B, h: B}}       # and so on, six definitions deep
Good:
    A: {properties: {a: B, b: B}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/write-code
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.analysis.expansion import expanded_depth, expanded_size, shown_size
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.model.script import SchemaById

MOST: Final = 50_000
"""Schemas; with twenty bytes each they fill a megabyte."""
DEEPEST: Final = 50
"""Schemas inside one another, as many as fit into one file without references."""


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Count the schemas of all recipes together with references written out, up to the recipe that is too much."""
    total = 0
    for operation in connector.scripted:
        for recipe in (one for one in operation.script or () if isinstance(one, SchemaById)):
            for name, schema in recipe.schemas.items():
                at = recipe.at / "schemas" / name
                before, total = total, total + expanded_size(connector, schema)
                if before <= MOST < total:
                    message = f"the script has {shown_size(total)} up to here, {MOST:,} fit into it"
                    yield Finding(at, message, "leave out properties that makers do not need")
                if expanded_depth(connector, schema) > DEEPEST:
                    message = f"this schema is nested deeper than {DEEPEST} levels when its definitions are written out"
                    yield Finding(at, message, "write a schema with fewer definitions inside one another")
