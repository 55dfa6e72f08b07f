"""What ``changes`` reads and writes beside a spec: accepted changes, release notes, and operations brought back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from connectorsmith.changes.accepted import AcceptedFile, accepting, read_accepted, with_accepted
from connectorsmith.changes.change import Change
from connectorsmith.changes.judge import judge
from connectorsmith.changes.next_version import next_version
from connectorsmith.changes.notes import FILE, release_notes, with_notes
from connectorsmith.changes.restore import REMOVED, restored
from connectorsmith.cli._alone import alone
from connectorsmith.cli._print import say, say_lines, without_secrets
from connectorsmith.cli._versions import Version
from connectorsmith.diagnostics import Diagnostic, Severity, Span
from connectorsmith.diagnostics.presentation import Presentation
from connectorsmith.errors import ConnectorsmithError
from connectorsmith.lint.fix import Fixed, plan_fixes
from connectorsmith.model import Connector, Info
from connectorsmith.source.read_files import read_bytes
from connectorsmith.workspace.file_changes import FileChange
from connectorsmith.workspace.layout import ACCEPTED
from connectorsmith.workspace.targets import beside
from connectorsmith.workspace.write_files import apply


class Compared(Struct, frozen=True):
    """Two versions, their changes, and the findings on the list of accepted changes."""

    old: Version
    new: Version
    connectors: tuple[Connector, Connector]
    changes: list[Change]
    accepted: AcceptedFile | None = None
    said: tuple[Diagnostic, ...] = ()

    @property
    def version(self) -> str | None:
        """The version of the new connector."""
        return (self.connectors[1].info or Info()).version


def compare(old: Version, new: Version, consumers: Sequence[str]) -> Compared:
    """Compare two versions that could be read, and look up what was accepted beside the new spec."""
    before, after = old.opened.connector, new.opened.connector
    assert before is not None
    assert after is not None
    alone = [one.label for one in (old, new) if _is_definition_alone(one)]
    if alone:
        say(f"note: {alone[0]} has no apiProperties.json beside it, so only the definitions are compared", err=True)
        before, after = (replace(one, properties=None, limits=(), assets={}) for one in (before, after))
    changes = judge(before, after, consumers)
    target = new.opened.target
    if not target.is_spec:
        return Compared(old, new, (before, after), changes)
    known = read_accepted(beside(target, ACCEPTED))
    found, unused = with_accepted(changes, known, (after.info or Info()).version)
    return Compared(old, new, (before, after), found, known, (*known.faults, *unused))


def _is_definition_alone(version: Version) -> bool:
    """Whether a version is a definition that was named as a file and has no apiProperties.json beside it."""
    opened = version.opened
    has_properties = opened.connector is not None and opened.connector.properties is not None
    return not opened.target.is_spec and opened.target.path.is_file() and not has_properties


def accept(compared: Compared, reason: str) -> None:
    """List what breaks as accepted. Raises ConnectorsmithError if the new version is not a spec that can be written."""
    known = compared.accepted
    if known is None or compared.new.laid_out is not None:
        raise _not_writable(compared.new, "accept changes of")
    if known.faults:
        raise ConnectorsmithError(f"{known.file} cannot be read, and is left alone", "correct it first")
    text, count = accepting(known, compared.changes, compared.version, reason)
    if count:
        _write(known.file, text)
    say(f"{Presentation().name(known.file)}: {count} change{'s' * (count != 1)} accepted", err=True)


def write_notes(compared: Compared) -> None:
    """Put an entry on top of the changelog of the spec. Raises ConnectorsmithError as ``accept`` does."""
    target = compared.new.opened.target
    if not target.is_spec or compared.new.laid_out is not None:
        raise _not_writable(compared.new, "write notes about")
    old, new = compared.connectors
    version = compared.version
    if version is None or version == (old.info or Info()).version:
        version = next_version(version, compared.changes) or "Unreleased"
    file = beside(target, FILE)
    text = read_bytes(file).decode("utf-8", "replace") if file.is_file() else ""
    _write(file, with_notes(text, without_secrets(release_notes(compared.changes, old, new, version))))
    say(f"{Presentation().name(file)}: notes of {version} written", err=True)


def bring_back(compared: Compared) -> bool:
    """Bring removed operations back to the spec, deprecated; tell whether anything was written."""
    target = compared.new.opened.target
    if not target.is_spec or compared.new.laid_out is not None:
        raise _not_writable(compared.new, "bring operations back to")
    fixes, left = restored(compared.changes, *compared.connectors, written=compared.new.opened.spec.value)
    for line in left:
        say(line, err=True)
    homes = compared.new.opened.spec.files
    found: dict[Path, list[Diagnostic]] = {}
    for fix in fixes:
        file = homes.get(str(fix.at.keys[0]), target.files[0])
        known = found.setdefault(file, [])
        known.append(Diagnostic(REMOVED, Severity.ERROR, "", fix.at, Span(file, 1, 1), fixes=(fix,)))
    fixed = Fixed()
    with alone(None, (), target.folder):
        planned = [one for file, listed in found.items() for one in plan_fixes([file], listed, fixed)]
        apply(planned)
    for line in fixed.done:
        say_lines(line, err=True)
    return bool(planned)


def _write(file: Path, text: str) -> None:
    with alone(None, (), file.parent):
        old = read_bytes(file) if file.is_file() else None
        apply([FileChange(file, old, text.encode())])


def _not_writable(version: Version, doing: str) -> ConnectorsmithError:
    return ConnectorsmithError(f"cannot {doing} {version.label}, which is not a spec here", "name a spec as NEW")
