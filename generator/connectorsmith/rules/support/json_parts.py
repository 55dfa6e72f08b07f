"""The parts that the model keeps as raw JSON: unknown keys, and values of an unexpected type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from connectorsmith.analysis.all_parts import written_parameters, written_responses, written_schemas
from connectorsmith.analysis.memoize import memoized_parts
from connectorsmith.diagnostics import Pointer
from connectorsmith.language.vocabulary import PACKAGE_KEYS
from connectorsmith.language.words import resolved
from connectorsmith.model import Connector, Json

Raw = Mapping[str, Json]
_Part = tuple[str, Pointer, Raw]


@memoized_parts
def raw_parts(connector: Connector) -> Iterator[_Part]:
    """Every part of the apiDefinition that has such keys: its kind, its place, and the keys."""
    return (part for part in _all(connector) if part[2])


def names(fit: Mapping[str, object] | None, unfit: Json) -> Mapping[str, object]:
    """By name the members that fit into the model, and those that are beside them and do not."""
    return {**fit, **unfit} if fit and isinstance(unfit, dict) else fit or {}


def keys_inside(kind: str, key: str) -> frozenset[str]:
    """The names that an object under a key of a part may hold."""
    return frozenset(resolved(PACKAGE_KEYS[kind][key])["properties"])


def word(key: str) -> str:
    """The word of a spec for a key of the package, as places are written."""
    return key.removeprefix("x-ms-")


def _all(connector: Connector) -> Iterator[_Part]:
    yield "root", connector.at, connector.extra
    unfit = {path: item for path, item in connector.extra_paths.items() if path.startswith("/")}
    yield "root", connector.at, {"paths": unfit} if unfit else {}
    if connector.info is not None:
        yield "info", connector.info.at, connector.info.extra
    for item in (connector.paths or {}).values():
        yield "path", item.at, item.extra
        if item.notification is not None:
            yield "notification", item.notification.at, item.notification.extra
    for operation in connector.operations:
        yield "operation", operation.at, operation.extra
    for response in written_responses(connector):
        yield "response", response.at, response.extra
    own: set[int] = set()
    for parameter in written_parameters(connector):
        own.add(id(parameter.value))
        yield "parameter", parameter.at, parameter.value.extra
    for schema in written_schemas(connector):
        if id(schema) not in own:
            yield "schema", schema.at, schema.extra
