"""A target of ``lint`` from the disk: a spec or a package becomes a connector with a place for each of its keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from connectorsmith.diagnostics import DEFINITION, PROPERTIES, SPEC, Diagnostic, Pointer, Span
from connectorsmith.lint.targets import LintTarget, Subject
from connectorsmith.model import Connector
from connectorsmith.model.files import DEFINITION_FILE
from connectorsmith.source.document import AssetDocument, Document, place, place_all
from connectorsmith.source.read_files import read_assets
from connectorsmith.workspace.import_package import read_package
from connectorsmith.workspace.packages import find_package

if TYPE_CHECKING:
    from connectorsmith.workspace.load_specs import Target

_IN_PROPERTIES: Final = frozenset(
    {
        *("publisher", "stackOwner", "iconBrandColor", "capabilities", "scriptOperations"),
        *("connectionParameters", "connectionParameterSets", "policies"),
    }
)
"""Words at a spec's root that a package writes into apiProperties."""

LONG: Final = 100_000
"""Characters of a spec from which on its definition may come near a limit; it is at most ten times as long."""


def open_subject(target: LintTarget) -> Subject:
    """Read a target; faults are in its ``diagnostics``, placed. Raises FileError if a file cannot be opened."""
    return _open_package(target) if target.spec is None else _open_spec(target, target.spec)


def _open_spec(target: LintTarget, files: Target) -> Subject:
    from connectorsmith.language.load import load_spec  # packages do without it

    folder = files.files[0].parent
    assets = read_assets(folder)
    spec = load_spec(target.name, files.files, assets)
    documents: dict[str, Document] = {str(SPEC.key): spec.document}
    documents |= {name: AssetDocument(folder / name) for name in assets}
    connector = spec.connector
    if connector is not None and sum(map(len, spec.document.texts.values())) > LONG:
        connector = _measured(connector)
    return Subject(target, connector, documents, list(spec.diagnostics), spec.suppressions)


def _measured(connector: Connector) -> Connector:
    """The connector with the definition that is generated from it, whose size there are rules about."""
    from connectorsmith.emitters.definition import emit  # templates take long to import

    return _with_definition(connector, next(iter(emit(connector))).content)


def _with_definition(connector: Connector, content: bytes) -> Connector:
    return replace(connector, assets={**connector.assets, DEFINITION_FILE: content})


def _open_package(target: LintTarget) -> Subject:
    package = find_package(target.path)
    read = read_package(package, lenient=True, partial=True)
    documents = dict(read.documents)
    documents |= {name: AssetDocument(file) for name, file in package.assets.items()}
    connector = None if read.connector is None else replace(read.connector, at=DEFINITION)
    if connector is not None:
        connector = _with_definition(connector, package.definition.read_bytes())
    return Subject(target, connector, documents, list(read.diagnostics))


def placed(diagnostics: Sequence[Diagnostic], subject: Subject) -> list[Diagnostic]:
    """Diagnostics with their spans; where nothing nearer is known, the start of the subject's first file.

    In a package they have the pointers of its files, as Microsoft's services name them.
    """
    found = place_all(diagnostics, subject.documents)
    return [
        one if one.span is not None else _from_elsewhere(diagnostic, subject)
        for one, diagnostic in zip(found, diagnostics, strict=True)
    ]


def _from_elsewhere(diagnostic: Diagnostic, subject: Subject) -> Diagnostic:
    """A diagnostic about what is not there: at the root of a spec, which a package has two files for, or nowhere."""
    if diagnostic.at is not None and subject.target.spec is None:
        places = tuple((word, _in_package(at)) for word, at in diagnostic.places)
        diagnostic = replace(diagnostic, at=_in_package(diagnostic.at), places=places)
    found = place(diagnostic, subject.documents)
    if found.span is not None:
        return found
    return replace(found, span=Span(next(iter(subject.documents.values())).file, 1, 1))


def _in_package(at: Pointer) -> Pointer:
    if at.document != SPEC.document:
        return at
    keys = at.keys
    found = PROPERTIES if keys and keys[0] in _IN_PROPERTIES else DEFINITION
    for key in keys:
        found = found / key
    return found
