"""Operations of two versions: paired by their id, then compared word by word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Final

from msgspec import Struct

from connectorsmith.analysis.memoize import memoized
from connectorsmith.analysis.operation_versions import annotation
from connectorsmith.changes.fact import Difference, Renamed, present
from connectorsmith.changes.hidden_keys import shown_path
from connectorsmith.changes.properties_place import is_spec
from connectorsmith.diagnostics import Pointer
from connectorsmith.language.operations import section_of
from connectorsmith.model import ABSENT, Connector, Json, Operation, PathItem, same
from connectorsmith.model.values import Absent

_KEYS: Final = {
    "x-ms-name-for-model": "model-text-changed",
    "x-ms-description-for-model": "model-text-changed",
    "x-ms-agentic-protocol": "agentic-protocol-changed",
    "externalDocs": "documentation-link-changed",
    "x-ms-trigger-metadata": "trigger-metadata-changed",
    "x-ms-notification": "trigger-delivery-changed",
}
_ATTRIBUTES: Final = {
    "summary": "operation-summary-changed",
    "description": "operation-description-changed",
    "trigger_hint": "trigger-hint-changed",
    "tags": "tags-changed",
}
PREFIX: Final = "x-ms-"
"""The prefix of known extensions, which a spec leaves out; places are found with and without it."""
_NO_NAME: Final = re.compile(r"[^A-Za-z0-9]")
_ANNOTATION: Final = "x-ms-api-annotation"
_PAGEABLE: Final = "x-ms-pageable"


class Paired(Struct, frozen=True, dict=True):
    """The operations of two versions: in both, in both under another id, only in the old one, only in the new one."""

    both: tuple[tuple[Operation, Operation], ...]
    renamed: tuple[tuple[Operation, Operation], ...]
    gone: tuple[Operation, ...]
    come: tuple[Operation, ...]

    @cached_property
    def by_id(self) -> dict[str, list[tuple[Operation, Operation]]]:
        """The operations that both versions have, by the id of either version."""
        found: dict[str, list[tuple[Operation, Operation]]] = {}
        for pair in (*self.both, *self.renamed):
            for name in {one.id for one in pair if one.id is not None}:
                found.setdefault(name, []).append(pair)
        return found

    def in_both(self, names: Iterable[str], *, old: bool) -> list[str]:
        """Names of operations by their new id, without those that only one version has, which differ themselves."""
        now = {label(before): label(after) for before, after in self.renamed}
        alone = {*map(label, (*self.gone, *self.come)), *(now.values() if old else now)}
        return [now.get(name, name) if old else name for name in names if name not in alone]


def label(operation: Operation) -> str:
    """The name of an operation: its id, or its call if it has none."""
    return operation.id or f"{operation.method.upper()} {shown_path(operation.path)}"


def pair_operations(old: Connector, new: Connector) -> Paired:
    """Pair operations by their label, of several with the same one the first with the first; then by their call."""
    both, gone, come = _paired(old.operations, new.operations, label)
    before, after = (Counter(map(_call, side)) for side in (gone, come))
    alone = {call for call, count in before.items() if count == after[call] == 1}
    renamed, gone, come = _paired(gone, come, lambda one: _call(one) if _call(one) in alone else id(one))
    return Paired(tuple(both), tuple(renamed), tuple(gone), tuple(come))


def _paired(
    old: Sequence[Operation], new: Sequence[Operation], key: Callable[[Operation], Hashable]
) -> tuple[list[tuple[Operation, Operation]], list[Operation], list[Operation]]:
    waiting: dict[Hashable, list[Operation]] = {}
    for operation in reversed(new):
        waiting.setdefault(key(operation), []).append(operation)
    both: list[tuple[Operation, Operation]] = []
    gone: list[Operation] = []
    for operation in old:
        others = waiting.get(key(operation))
        if others:
            both.append((operation, others.pop()))
        else:
            gone.append(operation)
    left = {id(one) for others in waiting.values() for one in others}
    return both, gone, [one for one in new if id(one) in left]


def _call(operation: Operation) -> tuple[str, str]:
    """The call of an operation, whatever the parameters in its path are called."""
    return operation.method, _blanked(operation)


def presence(paired: Paired, new: Connector) -> Iterator[tuple[str, Difference]]:
    """Yield operations that are gone, renamed or new; what is gone has its place at the section that it was in."""
    for operation in paired.gone:
        yield label(operation), _present("operation-removed", operation, _section(operation, new))
    for before, after in paired.renamed:
        yield label(before), _renamed(before, after)
    for operation in paired.come:
        yield label(operation), _present("operation-added", operation, new.at)


def _section(operation: Operation, new: Connector) -> Pointer:
    """Where operations of this sort are written; where none of them is left, where any operation is."""
    if not is_spec(new):
        return new.at / "paths"
    wanted = section_of(operation)
    written = [str(one.at.keys[0]) for one in new.operations if one.at.keys]
    return new.at / (wanted if wanted in written or not written else written[0])


def _present(kind: str, operation: Operation, near: Pointer) -> Difference:
    words = {"internal": operation.internal, "deprecated": operation.deprecated, "trigger": operation.trigger}
    traits = [word for word, holds in words.items() if holds]
    removed = kind == "operation-removed"
    return present(kind, label(operation), (), traits, operation.at, near, removed=removed)


def _renamed(old: Operation, new: Operation) -> Difference:
    """Power Apps knows an operation by the letters and digits of its id."""
    ids = [_NO_NAME.sub("", label(one)).casefold() for one in (old, new)]
    traits = frozenset({"same-name"} if ids[0] == ids[1] else ())
    call = Renamed(label(new), (f"same call {new.method.upper()} {shown_path(new.path)}",))
    return Difference(
        "operation-renamed", label(old), (), traits, label(old), label(new), old.at, new.at, new.at, renamed=call
    )


def compare_words(
    old: Operation,
    new: Operation,
    items: tuple[PathItem, PathItem],
    connectors: tuple[Connector, Connector],
    ids: Mapping[str, str],
) -> Iterator[Difference]:
    """Yield how an operation differs, apart from its parameters and responses; ``ids`` are the new ids of others."""
    compared = Compared(old.at, new.at)
    if old.method != new.method:
        yield compared.difference("method-changed", "call", old.method.upper(), new.method.upper())
    if old.path != new.path:
        blank = "names-only" if _blanked(old) == _blanked(new) else ""
        yield compared.difference("path-changed", "call", shown_path(old.path), shown_path(new.path), blank)
    yield from _visibility(compared, old, new)
    yield from _deprecated(compared, old, new)
    yield from _trigger(compared, old, new)
    for attribute, kind in _ATTRIBUTES.items():
        yield from compared.changed(kind, attribute, getattr(old, attribute), getattr(new, attribute))
    if all(map(is_spec, connectors)) and ids.get(old.unsubscribe or "", old.unsubscribe) != new.unsubscribe:
        yield from compared.changed("unsubscribe-changed", "unsubscribe", old.unsubscribe, new.unsubscribe)
    twin = ["twin"] if _versions(connectors[1])[_version(new)] > 1 else []
    yield from _extra(compared, {**old.extra}, {**new.extra}, *twin)
    yield from _extra(Compared(items[0].at, items[1].at), {**items[0].extra}, {**items[1].extra})


def _blanked(operation: Operation) -> str:
    path = operation.path
    for name in operation.variables:
        path = path.replace(f"{{{name}}}", "{}")
    return path


def _visibility(compared: Compared, old: Operation, new: Operation) -> Iterator[Difference]:
    before, after = old.visibility or "none", new.visibility or "none"
    if before == after:
        return
    word = "hidden" if after == "internal" else "shown" if before == "internal" else "visibility-changed"
    traits = ["trigger"] if new.trigger else []
    yield compared.difference(f"operation-{word}", "visibility", before, after, *traits)


def _deprecated(compared: Compared, old: Operation, new: Operation) -> Iterator[Difference]:
    if bool(old.deprecated) == bool(new.deprecated):
        return
    annotation = new.extra.get(_ANNOTATION)
    successor = isinstance(annotation, dict) and ("replacement" in annotation or "family" in annotation)
    kind = "operation-deprecated" if new.deprecated else "operation-restored"
    yield compared.difference(
        kind, "deprecated", bool(old.deprecated), bool(new.deprecated), "successor" if successor else ""
    )


def _trigger(compared: Compared, old: Operation, new: Operation) -> Iterator[Difference]:
    if old.trigger == new.trigger:
        return
    kind = "action-became-trigger" if old.trigger is None else "trigger-became-action" if new.trigger is None else ""
    yield compared.difference(
        kind or "trigger-batch-changed", "trigger", _or_absent(old.trigger), _or_absent(new.trigger)
    )


@memoized
def _versions(connector: Connector) -> Counter[tuple[str, str]]:
    """How many operations have each family and revision."""
    return Counter(map(_version, connector.operations))


def _version(operation: Operation) -> tuple[str, str]:
    """The family and the revision of an operation, which are its id and 1 if it does not say them."""
    own = annotation(operation)
    return str(own.get("family", label(operation))), str(own.get("revision", 1))


def _extra(compared: Compared, old: dict[str, Json], new: dict[str, Json], *twin: str) -> Iterator[Difference]:
    for key in dict.fromkeys((*old, *new)):
        before, after = old.get(key, ABSENT), new.get(key, ABSENT)
        if same(before, after):
            continue
        if key == _PAGEABLE:
            word = "added" if before is ABSENT else "removed" if after is ABSENT else "changed"
            yield compared.difference(f"paging-{word}", key, before, after)
        elif key == _ANNOTATION:
            yield compared.difference(
                "operation-version-changed", key, before, after, *_of_version(before, after), *twin
            )
        else:
            kind = _KEYS.get(key) or (
                "operation-extension-changed" if key.startswith("x-") else "operation-keyword-changed"
            )
            yield compared.difference(kind, key, before, after)


def _of_version(old: Json | Absent, new: Json | Absent) -> Iterator[str]:
    before, after = (value if isinstance(value, dict) else {} for value in (old, new))
    if before.get("family") != after.get("family") and before.get("family") is not None:
        yield "family"
    revisions = before.get("revision", 1), after.get("revision", 1)
    if all(type(one) is int for one in revisions) and revisions[1] < revisions[0]:
        yield "lowered"
    if (
        str(after.get("status")).casefold() == "preview"
        and str(before.get("status", "production")).casefold() != "preview"
    ):
        yield "preview"


class Compared(Struct, frozen=True):
    """Two things whose words are compared, by their places."""

    old: Pointer
    new: Pointer

    def difference(self, kind: str, key: str, old: Json | Absent, new: Json | Absent, *traits: str) -> Difference:
        """A difference of a word; its last step is the word itself."""
        word = key.removeprefix(PREFIX)
        old_at, new_at = self.old / word, self.new / word
        return Difference(
            kind, key, (), frozenset(filter(None, traits)), _listed(old), _listed(new), old_at, new_at, new_at
        )

    def changed(self, kind: str, attribute: str, old: Any, new: Any, *traits: str) -> Iterator[Difference]:
        """A difference if the values are others; ``None`` means that nothing is written."""
        before, after = _or_absent(_listed(old)), _or_absent(_listed(new))
        if not same(before, after):
            yield self.difference(kind, attribute.replace("_", "-"), before, after, *traits)


def _or_absent(value: Any) -> Json | Absent:
    return ABSENT if value is None else value


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, Sequence) and not isinstance(value, str) else value
