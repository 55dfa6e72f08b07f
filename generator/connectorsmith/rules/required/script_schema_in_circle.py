"""A schema that the script answers with leads back to itself.

Why: at run time a schema cannot refer to a definition, so each one is written out, and a circle has no end.
Write: a schema of its own for the form, without the part that repeats.
Bad:
    Person: {properties: {team: Team}}
    Team: {properties: {members: array of Person}}
Good:
    Person: {properties: {team: Team}}
    Team: {properties: {members: array of string}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/openapi-extensions#x-ms-dynamic-schema
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector, Schema
from connectorsmith.model.script import SchemaById


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Follow the references of each schema that a recipe answers with."""
    for operation in connector.scripted:
        for recipe in (one for one in operation.script or () if isinstance(one, SchemaById)):
            for name, schema in recipe.schemas.items():
                circle = _circle(connector, schema, ())
                if circle is not None:
                    message = f"the definition {circle} leads back to itself"
                    yield Finding(recipe.at / "schemas" / name, message, "write a schema without the part that repeats")


def _circle(connector: Connector, schema: Schema, above: tuple[str, ...]) -> str | None:
    """The first definition met again below itself; definitions are few where this is asked, so no index is kept."""
    for part in schema.walk():
        name = part.definition
        if name is None or name not in (connector.definitions or {}):
            continue
        if name in above:
            return name
        found = _circle(connector, (connector.definitions or {})[name], (*above, name))
        if found is not None:
            return found
    return None
