"""Compare the responses of an operation by their status, and the content of its webhook."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from connectorsmith.analysis.schema_usage import answers
from connectorsmith.changes.collect import Collector
from connectorsmith.changes.fact import Difference, Direction, present
from connectorsmith.changes.operations import Compared, label
from connectorsmith.changes.split_list import compare_split
from connectorsmith.model import ABSENT, Notification, Operation, PathItem, Response, Schema, same

NOTIFICATION: Final = "x-ms-notification-content"
DEFAULT: Final = "default"


def compare_responses(collected: Collector, operation: str, old: Operation, new: Operation) -> None:
    """Compare the responses of an operation; which of them makers see counts as well."""
    before, after = dict(answers(collected.old, old)), dict(answers(collected.new, new))
    shown = shown_status(before), shown_status(after)
    path = f"operation/{operation}"
    compared = Compared(old.at / "responses", new.at / "responses")
    if shown[0] != shown[1] and (shown[0] in after or shown[1] in before):
        first, then = (ABSENT if status is None else status for status in shown)
        change = compared.difference("shown-response-changed", "responses", first, then)
        collected.add(change, "output", operation, path)
    schemas = [side[code].schema if code else None for side, code in zip((before, after), shown, strict=True)]
    if schemas[0] is not None and schemas[1] is not None:
        _split(collected, operation, (old, new), (schemas[0], schemas[1]), f"{path}/responses/{shown[1]}/schema")
    for code in dict.fromkeys((*before, *after)):
        direction: Direction = "output" if _succeeds(code) or code in shown else "error"
        if code in before and code in after:
            _compare(collected, operation, direction, code, (before[code], after[code]))
        else:
            removed = code in before
            kind = "response-removed" if removed else "response-added"
            one = before[code] if removed else after[code]
            traits = frozenset(["shown"] if code in shown else [])
            found = present(kind, code, ("responses", code), traits, one.at, new.at / "responses", removed=removed)
            collected.add(found, direction, operation, path)


def _split(
    collected: Collector,
    operation: str,
    pair: tuple[Operation, Operation],
    schemas: tuple[Schema, Schema],
    path: str,
) -> None:
    """Compare the list that a batch trigger is split by."""
    sides = (collected.old, schemas[0]), (collected.new, schemas[1])
    for difference in compare_split((pair[0].trigger, pair[1].trigger), sides, pair[1].at):
        collected.add(difference, "output", operation, path)


def shown_status(responses: Mapping[str, Response]) -> str | None:
    """The status whose response makers see: the only one, else 200, 201 or default.

    Source: the designer of Logic Apps, https://github.com/Azure/LogicAppsUX (outputprocessor.ts).
    """
    if len(responses) == 1:
        only = next(iter(responses))
        return only if _succeeds(only) or only == DEFAULT else None
    return next((code for code in ("200", "201", DEFAULT) if code in responses), None)


def _succeeds(code: str) -> bool:
    return code.startswith("2")


def _compare(
    collected: Collector, operation: str, direction: Direction, code: str, pair: tuple[Response, Response]
) -> None:
    old, new = pair
    path = f"operation/{operation}/responses/{code}"
    compared = Compared(old.at, new.at)
    for difference in compared.changed("response-description-changed", "description", old.description, new.description):
        collected.add(difference, direction, operation, path)
    _extras(collected, operation, direction, path, (old.extra, new.extra), compared)
    _schemas(collected, operation, direction, path, (old.schema, new.schema), compared)
    before, after = _lower(old.headers), _lower(new.headers)
    for key in dict.fromkeys((*before, *after)):
        name, schema = after.get(key) or before[key]
        tail = ("headers", name)
        if key in before and key in after:
            collected.value(operation, direction, "/".join((path, *tail)), before[key][1], schema)
        else:
            removed = key in before
            kind = "header-removed" if removed else "header-added"
            traits = ["location"] if key == "location" else []
            found = present(kind, name, tail, traits, schema.at, new.at / "headers", removed=removed)
            collected.add(found, direction, operation, path)


def _lower(headers: Mapping[str, Schema] | None) -> dict[str, tuple[str, Schema]]:
    """Headers by their name without its case, which has no meaning, https://www.rfc-editor.org/rfc/rfc9110#section-5.1."""
    return {name.casefold(): (name, schema) for name, schema in (headers or {}).items()}


def _schemas(
    collected: Collector,
    operation: str,
    direction: Direction,
    path: str,
    schemas: tuple[Schema | None, Schema | None],
    compared: Compared,
) -> None:
    old, new = schemas
    if old is not None and new is not None:
        collected.value(operation, direction, f"{path}/schema", old, new)
    elif old is not None or new is not None:
        kind = "response-schema-added" if old is None else "response-schema-removed"
        places = (None if old is None else compared.old / "schema"), (None if new is None else compared.new / "schema")
        change = Difference(kind, "schema", ("schema",), frozenset(), ABSENT, ABSENT, *places, compared.new / "schema")
        collected.add(change, direction, operation, path)


def _extras(
    collected: Collector,
    operation: str,
    direction: Direction,
    path: str,
    extras: tuple[Mapping[str, object], Mapping[str, object]],
    compared: Compared,
) -> None:
    old, new = extras
    for key in dict.fromkeys((*old, *new)):
        before, after = old.get(key, ABSENT), new.get(key, ABSENT)
        if not same(before, after):
            kind = "example-changed" if key == "examples" else "response-extension-changed"
            collected.add(compared.difference(kind, key, before, after), direction, operation, path)


def compare_notifications(
    collected: Collector, operations: tuple[Operation, Operation], items: tuple[PathItem, PathItem]
) -> None:
    """Compare what the webhook of an operation's path sends."""
    operation, near = label(operations[1]), operations[1].at
    old, new = (item.notification for item in items)
    path = f"operation/{operation}"
    if old is None or new is None:
        one: Notification | None = old or new
        if one is not None:
            kind = "notification-added" if old is None else "notification-removed"
            places = (None if old is None else old.at), (None if new is None else new.at)
            tail = ("responses", NOTIFICATION)
            change = Difference(kind, NOTIFICATION, tail, frozenset(), ABSENT, ABSENT, *places, new.at if new else near)
            collected.add(change, "output", operation, path)
        return
    compared = Compared(old.at, new.at)
    inside = f"{path}/responses/{NOTIFICATION}"
    for difference in compared.changed("response-description-changed", "description", old.description, new.description):
        collected.add(difference, "output", operation, inside)
    _extras(collected, operation, "output", inside, (old.extra, new.extra), compared)
    _schemas(collected, operation, "output", inside, (old.schema, new.schema), compared)
    if old.schema is not None and new.schema is not None:
        _split(collected, operation, operations, (old.schema, new.schema), f"{inside}/schema")
