"""The one way in: a target becomes an opened connector, whatever it is, and each of its files is read once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from connectorsmith.diagnostics import DEFINITION, SPEC, Diagnostic, Rule, Severity, Span, discover, has_errors
from connectorsmith.model import Connector, Json
from connectorsmith.model.files import DEFINITION_FILE
from connectorsmith.source.document import AssetDocument, Document, place
from connectorsmith.source.file_names import id_fault
from connectorsmith.source.read_files import asset_files, read_assets, read_text
from connectorsmith.workspace.opened import OpenedConnector
from connectorsmith.workspace.targets import Target, single_target

LONG: Final = 100_000
"""Length of a spec from which its definition, at most ten times as long, may reach a limit."""

_FIT: Final = frozenset({"yaml-trap", "duplicate-key"})
"""Faults of YAML that leave values whose form can be checked."""


class SpecError(Exception):
    """A spec cannot be made into a connector; ``diagnostics`` says why."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        super().__init__("; ".join(f"{item.span}: {item.message}" for item in diagnostics))
        self.diagnostics = tuple(diagnostics)


def open_target(target: Target, environment: str | None = None) -> OpenedConnector:
    """Read a spec or a package, without checking it against rules; faults are in its ``diagnostics``.

    Nothing is read through a link that leads out of the workspace or the package. ``environment`` is one of a spec's.
    Raises FileError if a file cannot be opened, and UnknownNameError if the spec has no such environment.
    """
    if not target.is_spec:
        return _open_package(target)
    opened = _open_spec(target)
    if environment is None:
        return opened
    from connectorsmith.workspace.environments import in_environment  # most verbs look at a spec as it is

    return in_environment(opened, environment)


def open_checked(target: Target, environment: str | None = None) -> OpenedConnector:
    """Open a spec and check it against the required rules. Raises as ``open_target`` does."""
    return checked(open_target(target, environment))


@cache
def required_rules() -> tuple[Rule, ...]:
    """The rules that every spec must pass before anything is built from it, by id."""
    from connectorsmith.rules import required  # lint loads all rules by itself

    return discover(required)


def checked(opened: OpenedConnector) -> OpenedConnector:
    """An opened spec with the findings of the required rules; without its connector if one of them is an error.

    If there is none, its definition is checked against the JSON Schema of Swagger 2.0 as well. A spec that has errors
    already is checked in the parts that they do not concern.
    """
    if opened.connector is None:
        return replace(opened, diagnostics=(*opened.diagnostics, *further_faults(opened)))
    from connectorsmith.rules import required
    from connectorsmith.rules.consequences import without_consequences
    from connectorsmith.rules.needs import rules_for
    from connectorsmith.workspace.swagger_schema import swagger_faults  # packages do without all of these

    ran = rules_for(opened.connector, required)
    found = [diagnostic for rule in ran for diagnostic in rule.diagnose(opened.connector)]
    if not has_errors(found):
        found += swagger_faults(opened.connector)
    placed = tuple(without_consequences([place(diagnostic, opened.documents) for diagnostic in found]))
    known = replace(opened, diagnostics=(*opened.diagnostics, *placed))
    if not has_errors(placed):
        return known
    return replace(known, connector=None, diagnostics=(*known.diagnostics, *further_faults(known)))


def further_faults(opened: OpenedConnector) -> list[Diagnostic]:
    """Further faults of a spec that has errors which cannot have caused them, with places."""
    if not opened.target.is_spec:
        return []
    from connectorsmith.workspace.independent_faults import independent_faults  # most specs have no errors

    return independent_faults(opened)


def load(name: str | Path, workspace: str | Path | None = None) -> Connector:
    """Read the connector of this name in the workspace, or the one whose spec file or folder is at this path.

    ``workspace`` is a folder to search upwards from, by default the current one; a path is relative to the current
    one. Raises SpecError if the spec is wrong, FileError or UnknownNameError if there is none.
    """
    opened = open_checked(single_target(str(name), None if workspace is None else Path(workspace)))
    if opened.connector is None:
        raise SpecError(opened.diagnostics)
    return opened.connector


def _open_spec(target: Target) -> OpenedConnector:
    from connectorsmith.language.load import check_document, merge_documents
    from connectorsmith.language.read import read_connector
    from connectorsmith.language.suppressions import Suppression, take_suppressions
    from connectorsmith.workspace.homes import check_spec_files  # packages do without all of these

    unfit = [*_check_name(target), *check_spec_files((*target.files, *asset_files(target.folder)))]
    if unfit:
        return OpenedConnector(target, None, {str(SPEC.key): Document(target.files[0], {})}, tuple(unfit))
    parts, diagnostics = _read_parts(target.files)
    document, faults = merge_documents(parts)
    diagnostics += faults
    assets = read_assets(target.folder)
    connector: Connector | None = None
    suppressions: tuple[Suppression, ...] = ()
    if has_errors(diagnostics):
        diagnostics += _further_faults(document, diagnostics, {part.file for part in parts if part.value is None})
    else:
        diagnostics += check_document(document)
    if not has_errors(diagnostics):
        document, suppressions = take_suppressions(document)
        connector, faults = read_connector(target.name, document.value, assets)
        templates, unusable = _templates(connector, target)
        connector = replace(connector, own_templates=templates)
        diagnostics += [*faults, *unusable]
    documents: dict[str, Document] = {str(SPEC.key): document}
    documents |= {name: AssetDocument(target.folder / name) for name in assets}
    placed = tuple(sorted((place(item, documents) for item in diagnostics), key=_order))
    usable = None if has_errors(placed) else connector
    return OpenedConnector(target, usable, documents, placed, suppressions, parts=tuple(parts))


def _further_faults(document: Document, known: Sequence[Diagnostic], unread: Set[Path]) -> Iterator[Diagnostic]:
    """The faults in the form of a spec whose files have faults already, so that one run reports all.

    At the keys of those faults, and at the root, where what a file should have held may be missing, nothing is sure;
    nor is it if a fault in a file that was read is of another kind, such as half a character. ``unread`` are the files
    that give no value.
    """
    from connectorsmith.language.load import check_document
    from connectorsmith.language.sound_parts import path_at

    unfit = [one for one in known if one.severity >= Severity.ERROR and one.rule not in _FIT]
    if not document.value or any(one.span is None or one.span.file not in unread for one in unfit):
        return
    unsure = [path_at(one.span, document) for one in known if one.span is not None]
    for fault in check_document(document):
        keys = () if fault.at is None else fault.at.keys
        if keys and not any(path and keys[: len(path)] == path for path in unsure):
            yield fault


def _check_name(target: Target) -> Iterator[Diagnostic]:
    """A fault if the name of the spec cannot be that of the files and folders which are made from it."""
    fault = id_fault(target.name)
    if fault is not None:
        message = f"the id {target.name} cannot name files on every system: {fault}"
        span = Span(target.files[0], 1, 1)
        yield Diagnostic(
            "id-not-portable", Severity.ERROR, message, span=span, hint="rename it, to letters, digits and hyphens"
        )


def _read_parts(files: Sequence[Path]) -> tuple[list[Document], list[Diagnostic]]:
    """The document of each file that could be read, and the faults of all."""
    from connectorsmith.source.yaml.read import read_yaml  # packages do without it

    documents: list[Document] = []
    diagnostics: list[Diagnostic] = []
    for file in files:
        text, faults = read_text(file)
        diagnostics += faults
        if text is not None:
            document, faults = read_yaml(text, file)
            documents.append(document)
            diagnostics += faults
    return documents, diagnostics


def _order(diagnostic: Diagnostic) -> tuple[str, int, int, str]:
    span = diagnostic.span
    return (str(span.file), span.line, span.column, diagnostic.message) if span else ("", 0, 0, diagnostic.message)


def _open_package(target: Target) -> OpenedConnector:
    from connectorsmith.workspace.import_package import read_package
    from connectorsmith.workspace.is_packed import is_packed
    from connectorsmith.workspace.packages import find_package  # specs do without all of these

    if is_packed(target.path):
        from connectorsmith.workspace.packed import read_packed

        opened = read_packed(target.path, target.name, lenient=True, partial=True)
    else:
        opened = read_package(find_package(target.path), lenient=True, partial=True)
    templates, unusable = _templates(opened.connector or opened.sound, target)
    usable = None if has_errors(unusable) else opened.connector
    whole, sound = (one and replace(one, at=DEFINITION, own_templates=templates) for one in (usable, opened.sound))
    return replace(opened, target=target, connector=whole, sound=sound, diagnostics=(*opened.diagnostics, *unusable))


def _templates(
    connector: Connector | None, target: Target
) -> tuple[Mapping[str, Mapping[str, Json]], list[Diagnostic]]:
    """The policy templates of a connector's workspace and the faults of their files, if it has policies at all."""
    if connector is None or not connector.policies:
        return {}, []
    from connectorsmith.workspace.own_templates import own_templates  # most connectors have no policies

    return own_templates(target.folder)


def measured(opened: OpenedConnector) -> OpenedConnector:
    """With the generated definition among the assets, whose size rules look at, if the spec is long enough."""
    connector = opened.connector
    long = opened.target.is_spec and sum(map(len, opened.spec.texts.values())) > LONG
    if connector is None or not long:
        return opened
    from connectorsmith.emitters.definition import emit  # templates take long to import

    return replace(opened, connector=with_definition(connector, next(iter(emit(connector))).content))


def with_definition(connector: Connector, content: bytes) -> Connector:
    """The connector with the bytes of its definition, about whose size there are rules."""
    return replace(connector, assets={**connector.assets, DEFINITION_FILE: content})
