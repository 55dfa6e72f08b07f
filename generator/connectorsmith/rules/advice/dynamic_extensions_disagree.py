"""The two descriptions of one dropdown, or of one dynamic schema, say different things.

Why: some products read the older extension and some the newer, so that the same field behaves in two ways.
Write: in a spec "options:" or "fields:", which write both; in a package the same operation, paths and parameters.
Bad:
    dynamic-values: {operationId: ListDays, value-path: id, value-title: name}
    dynamic-list: {operationId: ListDays, itemValuePath: key, itemTitlePath: name}
Good:
    options: {operation: ListDays, value: id, title: name}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/openapi-extensions
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

from connectorsmith.analysis.dynamic_calls import dynamic_schemas
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector, Json, Schema
from connectorsmith.rules.support.phrases import both


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Compare the extensions of every value that has both of a pair."""
    for schema in dynamic_schemas(connector):
        for old, new, keys in (
            (schema.dynamic_values, schema.dynamic_list, _LIST),
            (schema.dynamic_schema, schema.dynamic_properties, _SCHEMA),
        ):
            if old is not None and new is not None:
                yield from _compare(schema, old, new, keys)


def _compare(schema: Schema, old: _Call, new: _Call, keys: Mapping[str, str]) -> Iterator[Finding]:
    at = schema.at / ("dynamic-list" if keys is _LIST else "dynamic-properties")
    for first, second in keys.items():
        if _plain(old.get(first)) != _plain(new.get(second)):
            message = f"{first} is {_shown(old.get(first))}, and {second} is {_shown(new.get(second))}"
            yield Finding(at / second, message, "make both say the same")
    given, taken = ({name.rpartition("/")[2] for name in call.get("parameters") or {}} for call in (old, new))
    if given != taken:
        only = both(f'"{name}"' for name in sorted(given ^ taken))
        yield Finding(at / "parameters", f"only one of the two extensions gives {only}", "make both give the same")


def _plain(value: Json) -> str:
    """A path without what does not count: no path at all and an empty one are the whole answer."""
    return str(value or "").strip("/")


def _shown(value: Json) -> str:
    return f'"{value}"' if value else "not given"


_Call: TypeAlias = Mapping[str, Json]
_LIST: Final = {
    "operationId": "operationId",
    "value-collection": "itemsPath",
    "value-path": "itemValuePath",
    "value-title": "itemTitlePath",
}
_SCHEMA: Final = {"operationId": "operationId"}
