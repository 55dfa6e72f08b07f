"""A list that stands for a set has the same entry twice.

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
from collections.abc import Iterable, Iterator

from connectorsmith.diagnostics import Finding, Pointer, Severity, rule
from connectorsmith.model import Connector, Json
from connectorsmith.model.parts import in_order, schemas_having

_Listed = tuple[Pointer, Iterable[Json] | None]


@rule(Severity.ERROR, code="ArrayDuplicateValue", gate=True)
def check(connector: Connector) -> Iterator[Finding]:
    """Compare the entries of every list that is a set; values of different types are different."""
    for at, entries in _lists(connector):
        first: dict[Json, int] = {}
        for index, entry in enumerate(entries or ()):
            key = entry if isinstance(entry, str) else (json.dumps(entry, sort_keys=True),)
            known = first.setdefault(key, index)
            if known != index:
                place = ("the first one", at / known)
                yield Finding(at / index, f"{json.dumps(entry)} stands twice in `{at.key}`", "remove one", (place,))


def _lists(connector: Connector) -> Iterator[_Listed]:
    yield connector.at / "schemes", connector.schemes
    yield connector.at / "consumes", connector.consumes
    yield connector.at / "produces", connector.produces
    for operation in connector.operations:
        yield operation.at / "schemes", operation.schemes
        yield operation.at / "consumes", operation.consumes
        yield operation.at / "produces", operation.produces
        yield operation.at / "tags", operation.tags
    for schema in in_order(connector, schemas_having(connector, "required"), schemas_having(connector, "enum")):
        if schema.required is not None:
            yield schema.at / "required", schema.required
        if schema.enum is not None:
            yield schema.at / "enum", schema.enum
