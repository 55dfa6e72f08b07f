"""An opened connector: what every verb works on, made once by ``workspace.open`` and handed on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from connectorsmith.diagnostics import DEFINITION, PROPERTIES, SPEC, Diagnostic, Pointer, Span
from connectorsmith.language.words import words_within
from connectorsmith.model import Connector
from connectorsmith.source.document import Document, place, place_all
from connectorsmith.workspace.targets import Target

if TYPE_CHECKING:
    from connectorsmith.language.suppressions import Suppression

_IN_PROPERTIES: Final = words_within("properties")
"""Words at a spec's root that a package writes into apiProperties."""


class OpenedConnector(Struct, frozen=True):
    """A connector that was opened, as it is in one of its environments if one was named.

    ``documents`` has each file's values and places by label: ``spec``, ``apiDefinition``, ``apiProperties``, and the
    files beside them by name. ``parts`` are the documents of a spec's single files. ``diagnostics`` are the faults met
    while the files were read, with their places; with an error there is no ``connector``. Where one of a package's two
    JSON files cannot be read, ``sound`` is what the other one gives.
    """

    target: Target
    connector: Connector | None
    documents: Mapping[str, Document]
    diagnostics: tuple[Diagnostic, ...]
    suppressions: tuple[Suppression, ...] = ()
    environment: str | None = None
    parts: tuple[Document, ...] = ()
    sound: Connector | None = None

    @property
    def spec(self) -> Document:
        """The merged document of a spec. Raises KeyError for a package."""
        return self.documents[str(SPEC.key)]

    @property
    def broken(self) -> str:
        """The label of the JSON file that cannot be read, where there is a ``sound`` one beside it."""
        return str((PROPERTIES if self.sound is not None and self.sound.properties is None else DEFINITION).key)

    def placed(self, diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
        """Diagnostics with their spans; where nothing nearer is known, the start of the first file.

        In a package they have the pointers of its files, as Microsoft's services name them.
        """
        found = place_all(diagnostics, self.documents)
        return [
            one if one.span is not None else self._at_root(diagnostic)
            for one, diagnostic in zip(found, diagnostics, strict=True)
        ]

    def _at_root(self, diagnostic: Diagnostic) -> Diagnostic:
        """A diagnostic about a missing key: at the root of the spec, or of the package file that would hold it."""
        if diagnostic.at is not None and not self.target.is_spec:
            places = tuple((word, _in_package(at)) for word, at in diagnostic.places)
            diagnostic = replace(diagnostic, at=_in_package(diagnostic.at), places=places)
        found = place(diagnostic, self.documents)
        if found.span is not None:
            return found
        return replace(found, span=Span(next(iter(self.documents.values())).file, 1, 1))


def _in_package(at: Pointer) -> Pointer:
    if at.document != SPEC.document:
        return at
    keys = at.keys
    found = PROPERTIES if keys and keys[0] in _IN_PROPERTIES else DEFINITION
    for key in keys:
        found = found / key
    return found
