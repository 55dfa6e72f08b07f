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

from connectorsmith.analysis.memoize import memoized
from connectorsmith.analysis.schema_usage import content
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector, Schema
from connectorsmith.model.script import SchemaById


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Follow the references of each schema that a recipe answers with."""
    for operation in connector.scripted:
        for recipe in (one for one in operation.script or () if isinstance(one, SchemaById)):
            for name, schema in recipe.schemas.items():
                circle = _circle(connector, schema)
                if circle is not None:
                    message = f"the definition {circle} leads back to itself"
                    yield Finding(recipe.at / "schemas" / name, message, "write a schema without the part that repeats")


def _circle(connector: Connector, schema: Schema) -> str | None:
    """A definition in a circle that a schema leads to, if it leads to one."""
    named = (part.definition for part in schema.walk())
    return next((found for name in named if name and (found := _circle_from(connector, name))), None)


@memoized
def _known(_: Connector) -> dict[str, str | None]:
    """The definition in a circle that each definition leads to, if any, by name; filled in as it is asked for."""
    return {}


def _circle_from(connector: Connector, start: str) -> str | None:
    """Follow references depth first, into each definition once."""
    known, definitions = _known(connector), connector.definitions or {}
    if start not in definitions or start in known:
        return known.get(start)
    trail = {start: iter(content(definitions[start]).named)}
    while trail:
        here = next(reversed(trail))
        name = next(trail[here], None)
        if name is None:
            known[here] = None
            trail.popitem()
        elif name in trail or known.get(name):
            circle = name if name in trail else known[name]
            known |= dict.fromkeys(trail, circle)
            return circle
        elif name in definitions and name not in known:
            trail[name] = iter(content(definitions[name]).named)
    return None
