"""Bring a new version of an API into the spec of an older one, and keep what the author has edited since."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from msgspec import Struct

from connectorsmith.diagnostics import SPEC, Diagnostic, Severity
from connectorsmith.importers.openapi3.losses import Loss, loss_kinds
from connectorsmith.language.merge_packages import merge_packages
from connectorsmith.language.order import ordered
from connectorsmith.language.package_places import spec_place
from connectorsmith.language.three_way import Clash
from connectorsmith.language.write import write_connector
from connectorsmith.language.yaml_forms import YamlForm
from connectorsmith.model import METHODS, Connector, Json
from connectorsmith.model.values import ABSENT, Keys, same
from connectorsmith.source.yaml.comments import MODELINE, comment_texts
from connectorsmith.workspace.edit_spec import changed_files, edited_spec
from connectorsmith.workspace.file_changes import FileChange
from connectorsmith.workspace.import_package import connector_of, package_values
from connectorsmith.workspace.import_record import SOURCE, Imported
from connectorsmith.workspace.layout import RECORD
from connectorsmith.workspace.opened import OpenedConnector
from connectorsmith.workspace.targets import beside

_LONGEST_SHOWN: Final = 60


class Update(Struct, frozen=True):
    """The files that an update changes, what it reports with the places in the spec, and what becomes of operations.

    ``fresh`` is set where the author has edited nothing, so that the spec is written as a new import would write it.
    """

    files: tuple[FileChange, ...] = ()
    reported: tuple[tuple[Loss, Diagnostic], ...] = ()
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    fresh: bool = False


def plan_update(opened: OpenedConnector, base: Mapping[str, Json], new: Connector, record: Imported) -> Update:
    """Merge the package that a spec was imported as, the spec's own one, and that of the new description.

    Raises ToolError if the spec cannot express the result.
    """
    assert opened.connector is not None  # a spec with errors is refused before
    ours = package_values(opened.connector)
    merged = merge_packages(base, ours, record.values)
    old, now = _operations(ours), _operations(merged.values)
    reported = [(_loss(clash), _diagnostic(clash, opened)) for clash in merged.clashes]
    shared = [key for key in old if key in now]
    added = tuple(key for key in now if key not in old)
    changed = tuple(key for key in shared if not same(old[key], now[key]))
    removed = tuple(key for key in old if key not in now)
    lone = opened.target.path in opened.target.files
    if not lone and _is_untouched(opened, base, record.notes) and same(merged.values, record.values):
        return Update((), tuple(reported), added, changed, removed, fresh=True)

    def renew_source(form: YamlForm) -> None:
        if form.get(SOURCE) != record.source:
            form[SOURCE] = record.source

    edited = edited_spec(opened, merged.values, renew_source)
    reported += [_comment(text, opened) for text in edited.lost_comments]
    texts: dict[Path, str | bytes] = dict(edited.texts)
    stubs = _new_stubs(record.notes, base)
    for path, text in edited.texts.items() if stubs else ():
        if f"\n{SOURCE}:" in f"\n{text}":
            known = {*text.splitlines()}
            texts[path] = text + "".join(f"{line}\n" for line in stubs if line not in known)
    texts[beside(opened.target, RECORD)] = record.text()
    return Update(tuple(changed_files(texts)), tuple(reported), added, changed, removed)


def _new_stubs(notes: tuple[str, ...], base: Mapping[str, Json]) -> tuple[str, ...]:
    """The comments with triggers for webhooks that the older description lacks; their definitions tell which."""
    known = base.get("apiDefinition", {}).get("definitions") or {}
    heading, triggers = list(notes[:2]), list[list[str]]()
    for line in notes[2:]:
        if not line.startswith("#     "):
            triggers.append([])
        triggers[-1].append(line)
    sent = [(lines, lines[-1].partition("notification: ")[2]) for lines in triggers]
    new = [line for lines, name in sent if name and name not in known for line in lines]
    return (*heading, *new) if new else ()


def _is_untouched(opened: OpenedConnector, base: Mapping[str, Json], notes: tuple[str, ...]) -> bool:
    """Whether a spec is unchanged since the import: without edits, and without comments of the author."""
    written = ordered(write_connector(connector_of(opened.target.name, dict(base))))
    form = {key: value for key, value in opened.spec.value.items() if key != SOURCE}
    comments = [text for part in opened.parts for text in comment_texts(part)]
    return same(written, form) and all(text.startswith(MODELINE) or text in notes for text in comments)


def _operations(values: Mapping[str, Json]) -> dict[str, Json]:
    """The operations of package values by their ids, or their calls where they have none."""
    found: dict[str, Json] = {}
    for path, item in (values.get("apiDefinition", {}).get("paths") or {}).items():
        for method in METHODS if isinstance(item, dict) else ():
            if isinstance(item.get(method), dict):
                found[str(item[method].get("operationId") or f"{method.upper()} {path}")] = [path, method, item[method]]
    return found


def _loss(clash: Clash) -> Loss:
    kind = loss_kinds()[_kind(clash)]
    became = "nothing" if clash.gone else kind.became if clash.theirs is ABSENT else _shown(clash.ours)
    return Loss(kind, clash.keys, _found(clash), became)


def _kind(clash: Clash) -> str:
    if clash.theirs is ABSENT:
        return "update-removed-by-api"
    return "update-removed-by-author" if clash.ours is ABSENT else "update-conflict"


def _found(clash: Clash) -> str:
    if clash.ours is ABSENT:
        return f"{_name(clash.keys)}: the API has changed it to {_shown(clash.theirs)}, and the author has removed it"
    if clash.theirs is ABSENT:
        return f"{_name(clash.keys)}: the API has dropped it"
    return f"{_name(clash.keys)}: the author has {_shown(clash.ours)}, the API has {_shown(clash.theirs)}"


def _name(keys: Keys) -> str:
    """A place in words: the operation by its call, and the keys inside it."""
    names = [str(key) for key in keys[1:]]
    if names[:1] == ["paths"] and len(names) > 2 and names[2] in METHODS:
        names = [f"{names[2].upper()} {names[1]}", *names[3:]]
    return " ".join(names)


def _shown(value: Json) -> str:
    """A value in a few words."""
    if value is ABSENT:
        return "nothing"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"


def _diagnostic(clash: Clash, opened: OpenedConnector) -> Diagnostic:
    loss = _loss(clash)
    assert opened.connector is not None
    at = spec_place(opened.connector, clash.keys)
    message = f"{loss.found}; kept: {loss.became}"
    if clash.ours is ABSENT:
        message = f"{loss.found}; it stays removed"
    elif clash.gone:
        message = f"{loss.found}; left out, since the path lacks the variable"
    found = Diagnostic(loss.kind.id, Severity.WARNING, message, at, hint=loss.kind.maker)
    return opened.placed([found])[0]


def _comment(text: str, opened: OpenedConnector) -> tuple[Loss, Diagnostic]:
    kind = loss_kinds()["update-comment-dropped"]
    found = Diagnostic(kind.id, Severity.WARNING, f"the comment “{text}” has lost its place", SPEC, hint=kind.maker)
    return Loss(kind, (), text, kind.became), opened.placed([found])[0]


def summary(update: Update) -> str:
    """One line: what became of the operations, and how many conflicts there are."""
    parts = {"added": update.added, "changed": update.changed, "removed": update.removed}
    numbers = ", ".join(f"{len(names)} {word}" for word, names in parts.items() if names) or "none changed"
    conflicts = sum(loss.kind.id != "update-comment-dropped" for loss, _ in update.reported)
    return f"operations: {numbers}; conflicts: {conflicts or 'none'}"
