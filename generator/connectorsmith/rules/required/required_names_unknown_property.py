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
from typing import Final

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
        written = [] if id(schema) in parts else [*_written(schema)]
        if any(member.required for member in written):
            known = _known(connector, schema, {name for member in written for name in member.required or ()})
            for member in written if known is not None else ():
                yield from _unknown(member, known or ())


def _written(schema: Schema) -> Iterator[Schema]:
    """A schema and the members of its allOf that are written in it, and not elsewhere."""
    waiting = [schema]
    while waiting:
        one = waiting.pop()
        yield one
        waiting += [part for part in one.all_of or () if part.ref is None]


def _known(connector: Connector, schema: Schema, wanted: set[str]) -> set[str] | None:
    """The names of the properties of a schema and its allOf, until all that are wanted are among them.

    ``None`` if it may have properties that are not written, or has so many parts that a rule of its own reports it.
    """
    known: set[str] = set()
    waiting, seen = [schema], {id(schema)}
    while waiting:
        one = waiting.pop()
        target = connector.resolve(one)
        leads_nowhere = one.ref is not None and (target is one or target.ref is not None)
        if leads_nowhere or target.additional_properties or target.dynamic or len(seen) > _MOST:
            return None
        known.update(names(target.properties, target.extra.get("properties")))
        if wanted <= known:
            break
        for part in target.all_of or ():
            if id(part) not in seen:
                seen.add(id(part))
                waiting.append(part)
    return known


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


_MOST: Final = 1_000
"""Members of an allOf, and of the definitions in it, that are looked through."""
