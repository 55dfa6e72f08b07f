"""The files that ``changes`` reads and writes beside a spec: accepted changes and release notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from connectorsmith import api
from connectorsmith.changes.accepted import VersionRange, accepting, with_accepted
from connectorsmith.changes.accepted_file import AcceptedFile, read_accepted
from connectorsmith.changes.change import Change
from connectorsmith.changes.changelog import with_notes
from connectorsmith.changes.labels import labels
from connectorsmith.changes.next_version import next_version
from connectorsmith.changes.notes import release_notes
from connectorsmith.cli._alone import alone
from connectorsmith.cli._print import say, without_secrets
from connectorsmith.cli._versions import Version
from connectorsmith.diagnostics import Diagnostic
from connectorsmith.diagnostics.presentation import Presentation
from connectorsmith.errors import ConnectorsmithError, FileError
from connectorsmith.model import Connector
from connectorsmith.source.links import refuse_link_out
from connectorsmith.source.read_files import read_bytes
from connectorsmith.workspace.file_changes import FileChange, rewritten
from connectorsmith.workspace.homes import home_of
from connectorsmith.workspace.layout import ACCEPTED, CHANGELOG
from connectorsmith.workspace.targets import Target, beside
from connectorsmith.workspace.write_files import apply


class ComparedVersions(Struct, frozen=True):
    """Two versions with what differs between them, and the findings about the list of accepted changes."""

    old: Version
    new: Version
    connectors: tuple[Connector, Connector]
    changes: list[Change]
    accepted: AcceptedFile | None = None
    findings: tuple[Diagnostic, ...] = ()

    @property
    def versions(self) -> VersionRange:
        """The versions that the two connectors have."""
        return VersionRange.between(*self.connectors)

    @property
    def name(self) -> str:
        """The name of the connector in messages."""
        label = self.new.label
        return label if Path(label).name.strip(".") else self.new.opened.target.name


def compare(old: Version, new: Version, consumers: Sequence[str]) -> ComparedVersions:
    """Compare two versions that could be read, and look up what was accepted beside the new spec."""
    before, after = old.opened.connector, new.opened.connector
    assert before is not None
    assert after is not None
    alone = [one.label for one in (old, new) if _is_definition_alone(one)]
    if alone:
        say(f"note: {alone[0]} has no apiProperties.json beside it, so only the definitions are compared", err=True)
        before, after = (replace(one, properties=None, limits=(), assets={}) for one in (before, after))
    changes = api.changes(before, after, consumers=consumers)
    target = new.opened.target
    if not target.is_spec:
        return ComparedVersions(old, new, (before, after), changes)
    known = _accepted(target)
    base = _accepted(old.opened.target) if old.opened.target.is_spec else None
    found, unused = with_accepted(changes, known, VersionRange.between(before, after), base)
    return ComparedVersions(old, new, (before, after), found, known, (*known.faults, *unused))


def _accepted(target: Target) -> AcceptedFile:
    file = beside(target, ACCEPTED)
    return read_accepted(file, home_of(file.parent))


def _is_definition_alone(version: Version) -> bool:
    """Whether a version is a definition that was named as a file and has no apiProperties.json beside it."""
    opened = version.opened
    has_properties = opened.connector is not None and opened.connector.properties is not None
    return not opened.target.is_spec and opened.target.path.is_file() and not has_properties


def accept(compared: ComparedVersions, reason: str) -> None:
    """List what breaks as accepted, in a file without faults.

    Raises ConnectorsmithError if the new version is not a spec that can be written.
    """
    known = compared.accepted
    if known is None or compared.new.laid_out is not None:
        raise not_writable(compared.new, "accept changes of")
    text, count = accepting(known, compared.changes, compared.versions, reason)
    if count:
        there = known.document
        _write(
            FileChange(known.file, None, text.encode()) if there is None else rewritten(known.file, there.text, text)
        )
    say(f"{Presentation().name(known.file)}: {count} change{'s' * (count != 1)} accepted", err=True)


def write_notes(compared: ComparedVersions) -> None:
    """Add what changed to the changelog of the spec, below the heading of the version.

    Raises ConnectorsmithError if the new version is not a spec that can be written, or its changelog is not UTF-8.
    """
    target = compared.new.opened.target
    if not target.is_spec or compared.new.laid_out is not None:
        raise not_writable(compared.new, "write notes about")
    versions = compared.versions
    version = versions.new
    if version is None or version == versions.old:
        version = next_version(version, compared.changes) or "Unreleased"
    file = beside(target, CHANGELOG)
    shown = Presentation().name(file)
    sides = compared.old.opened, compared.new.opened
    sections = release_notes(compared.changes, *compared.connectors, lambda change: labels(change, *sides))
    if not sections:
        say(f"{shown}: nothing to add, because nothing changed for makers", err=True)
        return
    old, text = _content_of(file)
    new = with_notes(text, version, {heading: _fit_to_print(sentences) for heading, sentences in sections.items()})
    if new == text:
        say(f"{shown}: the notes of {version} are complete already", err=True)
        return
    _write(FileChange(file, old, new.encode()))
    say(f"{shown}: notes of {version} written", err=True)


def _fit_to_print(sentences: Mapping[str, str | None]) -> dict[str, str | None]:
    """Sentences and their reasons without secrets."""
    return {without_secrets(sentence): reason and without_secrets(reason) for sentence, reason in sentences.items()}


def _content_of(file: Path) -> tuple[bytes | None, str]:
    """The bytes of a file and its text, empty if there is none.

    Raises FileError if it is not UTF-8, or if a link leads to it out of the workspace.
    """
    if not file.is_file():
        return None, ""
    refuse_link_out(file, home_of(file.parent))
    old = read_bytes(file)
    try:
        return old, old.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise FileError(f"{file} is not UTF-8, and was not changed", "save it as UTF-8") from fault


def _write(change: FileChange) -> None:
    with alone(None, (), change.path.parent):
        apply([change])


def not_writable(version: Version, doing: str) -> ConnectorsmithError:
    """The fault of a version that is asked to change and is not a spec in the work tree."""
    return ConnectorsmithError(
        f"cannot {doing} {version.label}, which is not a spec in the work tree", "name a spec as NEW"
    )
