"""The cure that cannot be wrong: an operation that was removed comes back to the spec, deprecated."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import Final

from msgspec.structs import replace

from connectorsmith.analysis.schema_usage import content, own_schemas
from connectorsmith.changes.change import Change
from connectorsmith.diagnostics import SPEC, Fix
from connectorsmith.language.operations import section_of, write_operation
from connectorsmith.language.schemas import write_schema
from connectorsmith.language.yaml_forms import YamlForm
from connectorsmith.model import Connector, Operation, Schema

REMOVED: Final = "operation-removed"
DEFINITIONS: Final = "definitions"


def restored(
    changes: Iterable[Change], old: Connector, new: Connector, written: Container[str]
) -> tuple[list[Fix], list[str]]:
    """The fixes that bring removed operations back, and why some cannot come back.

    What they refer to comes back with them, where the new version does not have it any more. ``written`` are the keys
    at the root of the new spec.
    """
    taken = {(one.method, one.path): one for one in new.operations}
    sections: dict[str, dict[str, YamlForm | str]] = {}
    left: list[str] = []
    for operation in _removed(changes, old):
        rival = taken.get((operation.method, operation.path))
        if rival is not None:
            left.append(f"{operation.id} cannot come back: {rival.id} has its call, so give that one its old id again")
            continue
        sections.setdefault(section_of(operation), {})[str(operation.id)] = _form(operation, old)
        for name, schema in _definitions(operation, old, new):
            sections.setdefault(DEFINITIONS, {})[name] = write_schema(schema)
    fixes: list[Fix] = []
    for section, entries in sections.items():
        if section in written:
            fixes += [Fix.set(SPEC / section / key, form) for key, form in entries.items()]
        else:
            fixes.append(Fix.set(SPEC / section, entries))
    return fixes, left


def _form(operation: Operation, old: Connector) -> YamlForm:
    item = (old.paths or {}).get(operation.path)
    notification = item.notification if item is not None else None
    return write_operation(replace(operation, deprecated=True), str(operation.id), notification, set())


def _removed(changes: Iterable[Change], old: Connector) -> Iterator[Operation]:
    for change in changes:
        operation = old.operation(change.fact.difference.name) if change.fact.kind == REMOVED else None
        if operation is not None and change.accepted is None:
            yield operation


def _definitions(operation: Operation, old: Connector, new: Connector) -> Iterator[tuple[str, Schema]]:
    """The definitions that an operation refers to, directly or through others, and that are gone."""
    waiting = [name for schema in own_schemas(old, operation) for name in content(schema).named]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in seen or name in (new.definitions or {}) or name not in (old.definitions or {}):
            continue
        seen.add(name)
        schema = (old.definitions or {})[name]
        yield name, schema
        waiting += content(schema).named
