"""The cure that is certain to be right: operations that were removed come back to the spec, deprecated.

They come back as the old spec writes them, in their old position, with the shared parts, definitions and snippets that
they refer to and the new spec lacks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from msgspec import Struct, field
from msgspec.structs import replace

from connectorsmith.changes.change import Change
from connectorsmith.changes.references import DEFINITIONS, FILES, references
from connectorsmith.diagnostics import SPEC
from connectorsmith.language.operations import SECTIONS, section_of, write_operation
from connectorsmith.language.parameters import read_parameter
from connectorsmith.language.responses import write_response
from connectorsmith.language.schemas import write_schema
from connectorsmith.language.shared_definitions import named
from connectorsmith.model import Connector, Operation
from connectorsmith.workspace.opened import OpenedConnector

REMOVED: Final = "operation-removed"
_RENAMED: Final = "operation-renamed"
_WORDS: Final = {
    "parameters": "the shared parameter",
    "errors": "the shared error",
    "shared": "the shared schema",
    "recipes": "the shared recipe",
    "responses": "the shared response",
    DEFINITIONS: "the definition",
    FILES: "the file",
}


class Restored(Struct):
    """The restored parts: entries by section and key, files by their path below the spec, and what cannot be restored.

    ``operations`` has the section and the key of each operation that comes back. ``left`` are sentences.
    """

    sections: dict[str, dict[str, Any]] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    operations: list[tuple[str, str]] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    @property
    def further(self) -> list[str]:
        """The restored parts other than operations, in words."""
        parts = [(section, key) for section, entries in self.sections.items() for key in entries]
        parts += [(FILES, path) for path in self.files]
        return [f"{_WORDS[section]} {key}" for section, key in parts if section in _WORDS]


def restore(changes: Iterable[Change], old: OpenedConnector, new: OpenedConnector) -> Restored:
    """Restore the removed operations that are not accepted; both versions have a connector, ``new`` is a spec.

    Entries of an old spec are its own objects, for the comments in them.
    """
    before, after = old.connector, new.connector
    assert before is not None
    assert after is not None
    written = _written(old, new)
    found = Restored()
    taken = {(one.method, one.path): one for one in after.operations}
    for operation in _removed(changes, before):
        rival = taken.get((operation.method, operation.path))
        if rival is not None:
            hint = f"give {rival.id} its old id again, or add the new form under another path"
            found.left.append(f"{operation.id} cannot come back, because {rival.id} has its call: {hint}")
            continue
        section, key = _place(operation)
        form = written[section][key] = {**written[section][key], "deprecated": True}
        found.sections.setdefault(section, {})[key] = form
        found.operations.append((section, key))
        _add_parts(found, form, written, new)
        _add_files(found, before, after)
        found.left += _left_out(operation, before, after)
    return found


def _removed(changes: Iterable[Change], old: Connector) -> Iterator[Operation]:
    for change in changes:
        is_gone = change.fact.kind in (REMOVED, _RENAMED)
        operation = old.operation(change.fact.difference.name) if is_gone else None
        if operation is not None and change.accepted is None:
            yield operation


def _written(old: OpenedConnector, new: OpenedConnector) -> dict[str, Any]:
    """The value of the old spec; of a package, the operations and definitions as the new spec would write them."""
    if old.target.is_spec:
        whole = {key: value for part in old.parts for key, value in (part.value or {}).items()}
        return {**whole, **{section: {**whole.get(section, {})} for section in SECTIONS}}
    connector = old.connector
    assert connector is not None
    sections: dict[str, Any] = {section: {} for section in SECTIONS}
    for operation in connector.operations:
        item = (connector.paths or {}).get(operation.path)
        notification = item.notification if item is not None else None
        alone = replace(operation, parameters=tuple(map(connector.parameter, operation.parameters or ())) or None)
        form = write_operation(alone, str(operation.id), notification, _usual_errors(operation, new))
        if "parameters" in form:
            form["parameters"] = [_shared(one, new) for one in form["parameters"]]
        sections[section_of(operation)][str(operation.id)] = form
    definitions = {name: write_schema(schema) for name, schema in (connector.definitions or {}).items()}
    return {**sections, DEFINITIONS: definitions}


def _usual_errors(operation: Operation, new: OpenedConnector) -> set[str]:
    """The codes of the responses that the new spec shares."""
    shared = new.spec.value.get("errors") or {}
    responses = (operation.responses or {}).items()
    return {code for code, response in responses if shared.get(code) == write_response(response, code)}


def _shared(form: dict[str, Any], new: OpenedConnector) -> str | dict[str, Any]:
    """A parameter by the name under which the new spec shares the same one, else as it is."""
    shared = new.spec.value.get("parameters") or {}
    whole = read_parameter(form, SPEC)
    alike = (name for name, one in shared.items() if isinstance(one, dict) and not {"use", "by"} & one.keys()
             and read_parameter(named(name, one), SPEC) == whole)  # fmt: skip
    return next(alike, form)


def _place(operation: Operation) -> tuple[str, str]:
    """The section and the key of an operation in the value of its spec."""
    keys = operation.at.keys
    if operation.at.document == SPEC.document and len(keys) == 2:
        return str(keys[0]), str(keys[1])
    return section_of(operation), str(operation.id)


def _add_parts(found: Restored, form: Any, written: Mapping[str, Any], new: OpenedConnector) -> None:
    """Add what a form refers to, directly or through other parts, and the new spec lacks."""
    here = new.spec.value
    waiting = [*references(form)]
    seen: set[tuple[str, str]] = set()
    while waiting:
        section, name = part = waiting.pop()
        if part in seen:
            continue
        seen.add(part)
        if section == FILES:
            found.files.setdefault(name, b"")
        elif name in (written.get(section) or {}) and name not in (here.get(section) or {}):
            found.sections.setdefault(section, {})[name] = written[section][name]
            waiting += references(written[section][name], section)


def _add_files(found: Restored, old: Connector, new: Connector) -> None:
    """Fill in the files that the new version lacks, and leave out all others that were named."""
    gone = {name: old.assets[name] for name in found.files if name in old.assets and name not in new.assets}
    found.files = gone


def _left_out(operation: Operation, old: Connector, new: Connector) -> Iterator[str]:
    """Parts of the old version that act on an operation from elsewhere, and are not restored."""
    known = {policy.title or policy.template for policy in new.policies if operation.id in (policy.operations or ())}
    for policy in old.policies:
        name = policy.title or policy.template
        if operation.id in (policy.operations or ()) and name not in known:
            yield f"the policy {name} acted on {operation.id} and is not brought back: add it if it is needed"
    listed = [(one.properties and one.properties.script_operations) or () for one in (old, new)]
    if operation.id in listed[0] and operation.id not in listed[1] and not operation.script:
        yield f"{operation.id} ran through script.csx and comes back without its code: add what it needs to `script`"
