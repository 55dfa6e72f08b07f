"""A list of required properties names one that does not exist.

Why: no value can be given for it, and the platform refuses the connector.
Write: "required: true" on the property itself, which cannot go wrong.
Bad:
    Order: {required: [nmae], properties: {name: string}}
Good:
    Order: {properties: {name: {type: string, required: true}}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    RequiredPropertyDefinitionMissing; https://spec.openapis.org/oas/v2.0#schema-object. The members of an allOf are
    taken together. Beside additionalProperties, a dynamic schema and references that lead nowhere a list is let pass,
    since these bring properties of their own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from connectorsmith.analysis.all_parts import schemas_having
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.model import Connector, Schema
from connectorsmith.rules.support.json_parts import names
from connectorsmith.rules.support.maker_texts import named


@rule(Severity.ERROR, code="RequiredPropertyDefinitionMissing")
def check(connector: Connector) -> Iterator[Finding]:
    """Compare each list with the properties beside it, or of the whole allOf, where these are all there are."""
    composed = list(schemas_having(connector, "all_of"))
    parts = {id(part) for schema in composed for part in schema.all_of or ()}
    for schema in schemas_having(connector, "required"):
        if _closed(schema) and id(schema) not in parts:
            yield from _unknown(schema, names(schema.properties, schema.extra.get("properties")))
    for schema in composed:
        if id(schema) not in parts:
            written, known = _composition(connector, schema)
            for member in written:
                yield from _unknown(member, known)


def _composition(connector: Connector, schema: Schema) -> tuple[list[Schema], set[str]]:
    """What a schema with ``allOf`` and its members write, and the properties of all.

    Nothing if it may have properties that are not written.
    """
    written: list[Schema] = []
    known: set[str] = set()
    waiting, seen = [(schema, True)], {id(schema)}
    closed = True
    while waiting:
        one, inline = waiting.pop()
        if inline:
            written.append(one)
        target = connector.resolve(one)
        leads_nowhere = one.ref is not None and (target is one or target.ref is not None)
        closed &= not (leads_nowhere or target.additional_properties or target.dynamic)
        known.update(names(target.properties, target.extra.get("properties")))
        for part in target.all_of or ():
            if id(part) not in seen:
                seen.add(id(part))
                waiting.append((part, inline and part.ref is None))
    return (written, known) if closed else ([], set())


def _unknown(schema: Schema, known: Collection[str]) -> Iterator[Finding]:
    for index, name in enumerate(schema.required or ()):
        if name not in known:
            likely = suggest(name, known)
            hint = f'did you mean "{likely}"?' if likely else "remove it from the list, or add the property"
            message = f'{named(schema.at)} has no property "{name}" to be required'
            yield Finding(schema.at / "required" / index, message, hint)


def _closed(schema: Schema) -> bool:
    """Whether the properties beside the list are all there are, also if there are none."""
    known = schema.properties is not None or (schema.type == "object" and not schema.dynamic)
    return known and schema.all_of is None and not schema.additional_properties
