"""A list that represents a set has the same entry twice.

Why: the second entry says nothing; it is mostly a slip for another value.
Write: each entry once.
Bad:
    status: {type: string, enum: [open, closed, open]}
Good:
    status: {type: string, enum: [open, closed]}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    ArrayDuplicateValue
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from connectorsmith.analysis.all_parts import in_order, schemas_having
from connectorsmith.diagnostics import Finding, Pointer, Severity, rule
from connectorsmith.model import Connector, Json, Operation

_Listed = tuple[Pointer, str, Iterable[Json]]


@rule(Severity.ERROR, code="ArrayDuplicateValue")
def check(connector: Connector) -> Iterator[Finding]:
    """Compare the entries of every list that is a set; values of different types are different."""
    for part, word, entries in _lists(connector):
        keys = _keys(entries)
        at, first = part / word, dict[Json, int]()
        for index, (entry, key) in enumerate(zip(entries, keys, strict=True)):
            known = first.setdefault(key, index)
            if known != index:
                place = ("the first one", at / known)
                yield Finding(at / index, f"{json.dumps(entry)} appears twice in `{at.key}`", "remove one", (place,))


def _lists(connector: Connector) -> Iterator[_Listed]:
    """Every list that has an entry twice: what it belongs to, its key, its entries."""
    parts: tuple[Connector | Operation, ...] = (connector, *connector.operations)
    for part in parts:
        for word, entries in (("schemes", part.schemes), ("consumes", part.consumes), ("produces", part.produces)):
            if entries and _repeats(entries):
                yield part.at, word, entries
        if isinstance(part, Operation) and part.tags and _repeats(part.tags):
            yield part.at, "tags", part.tags
    required = [
        schema for schema in schemas_having(connector, "required") if schema.required and _repeats(schema.required)
    ]
    enums = [schema for schema in schemas_having(connector, "enum") if schema.enum and _repeats(schema.enum)]
    for schema in in_order(connector, required, enums):
        for word, values in (("required", schema.required), ("enum", schema.enum)):
            if values and _repeats(values):
                yield schema.at, word, values


def _repeats(entries: Sequence[Json]) -> bool:
    return len(set(_keys(entries))) < len(entries)


def _keys(entries: Iterable[Json]) -> list[Json]:
    """What is equal for equal entries alone: true and 1 are different."""
    return [entry if isinstance(entry, str) else (json.dumps(entry, sort_keys=True),) for entry in entries]
