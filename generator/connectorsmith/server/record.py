"""Recorded calls on disk: cases in YAML, added to those that the file has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from connectorsmith.analysis.all_parts import parts_of_schema
from connectorsmith.analysis.operation_parts import parameters
from connectorsmith.analysis.schema_usage import own_schemas
from connectorsmith.connector_tests.read_cases import read_cases
from connectorsmith.diagnostics import has_errors
from connectorsmith.errors import ConnectorsmithError, FileError, UnknownNameError
from connectorsmith.language.free_names import free_name
from connectorsmith.model import Connector, Operation
from connectorsmith.source.read_files import read_bytes
from connectorsmith.source.yaml.write import write_yaml
from connectorsmith.workspace.exclusive import exclusive
from connectorsmith.workspace.file_changes import FileChange, with_line_ends_of
from connectorsmith.workspace.homes import home_of
from connectorsmith.workspace.open import SpecError, open_target
from connectorsmith.workspace.targets import Target
from connectorsmith.workspace.write_files import apply


class Recorded(Struct, frozen=True):
    """A case, with the connector as it was when it was called, and where that is."""

    case: Mapping[str, Any]
    connector: Connector
    target: Target


def write_cases(file: Path, recorded: Iterable[Recorded]) -> None:
    """Add cases to a file, named for their operations, unless a rename has made their names old in the meantime.

    Raises FileError, and SpecError for a file of other content; once the other cases are written, UnknownNameError
    for an operation that the connector has lost since the call, ConnectorsmithError for other names.
    """
    home = home_of(file.absolute().parent)
    with exclusive(home):  # another run may add cases, or rename what they call
        current: dict[Target, Connector | None] = {}
        written, faults = [], []
        for one in recorded:
            if one.target not in current:
                current[one.target] = _opened(one.target)
            fault = _fault(one, current[one.target])
            if fault is None:
                written.append(one.case)
            else:
                faults.append(fault)
        if written:
            _write(file, home, written)
    if faults:
        raise faults[0]


def _opened(target: Target) -> Connector | None:
    """The connector as it is on disk; ``None`` where that cannot be read."""
    try:
        return open_target(target).connector
    except FileError:
        return None


def _fault(recorded: Recorded, now: Connector | None) -> ConnectorsmithError | None:
    """Why a case is out of date; a connector that cannot be read now, ``None``, is taken to be as it was."""
    name = recorded.case["operation"]
    before = recorded.connector.operation(name)
    if now is None or before is None:
        return None
    after = now.operation(name)
    if after is None:
        known = tuple(one.id for one in now.operations if one.id)
        fault = UnknownNameError(f"operation of {recorded.connector.id}", name, known)
        fault.exit_code = ConnectorsmithError.exit_code  # the name was right when it was typed
        return fault
    lost = _names(recorded.connector, before) - _names(now, after)
    if not lost:
        return None
    names = ", ".join(sorted(lost))
    return ConnectorsmithError(
        f"{name} has changed since it was called: it has lost {names}", "call it again to record it"
    )


def _names(connector: Connector, operation: Operation) -> set[str]:
    """The names of an operation's parameters, and of the properties that it takes and answers with."""
    found = {f"parameter {one.name}" for one in parameters(connector, operation) if one.name is not None}
    waiting = list(own_schemas(connector, operation))
    seen: set[str] = set()
    while waiting:
        for part in parts_of_schema(waiting.pop()):
            found.update(f"property {name}" for name in part.properties or ())
            if part.definition is not None and part.definition not in seen:
                seen.add(part.definition)
                waiting += [schema for schema in [(connector.definitions or {}).get(part.definition)] if schema]
    return found


def _write(file: Path, home: Path, cases: Iterable[Mapping[str, Any]]) -> None:
    old: bytes | None = None
    known: dict[str, Any] = {}
    if file.exists():
        found = read_cases(file, home)
        if has_errors(found.diagnostics):
            raise SpecError(found.diagnostics)
        known = found.document.value
        old = read_bytes(file)
    numbers: dict[str, int] = {}
    for case in cases:
        known[free_name(case["operation"], known, numbers, " ")] = dict(case)
    text = write_yaml(known)
    apply([FileChange(file.absolute(), old, with_line_ends_of(old or b"", text))])
