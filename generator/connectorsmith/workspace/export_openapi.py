"""An opened connector as an OpenAPI 3.0 document, and its losses at their places in the files of the connector."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

import yaml
from msgspec.structs import replace

from connectorsmith.analysis.definition_path import locate
from connectorsmith.diagnostics import DEFINITION, PROPERTIES, SPEC, Diagnostic, Pointer
from connectorsmith.diagnostics.json_text import json_text
from connectorsmith.emitters import definition, properties
from connectorsmith.errors import FileError
from connectorsmith.exporters.openapi3.document import Export, export
from connectorsmith.exporters.openapi3.losses import export_kinds
from connectorsmith.importers.exported.marks import MARK, UNSUBSCRIBES
from connectorsmith.importers.openapi3.losses import Loss
from connectorsmith.language.package_secrets import without_secrets
from connectorsmith.model import Connector
from connectorsmith.model.files import DEFINITION_FILE, SETTINGS
from connectorsmith.model.script import SCRIPT
from connectorsmith.source.yaml.scalars import TEXT, classify
from connectorsmith.workspace.import_openapi import SEVERITIES
from connectorsmith.workspace.opened import OpenedConnector

_WORDS: Final = {"policyTemplateInstances": "policies"}


def export_connector(connector: Connector) -> Export:
    """Convert a connector; secrets, custom code and other files of it are left out, and reported."""
    values: dict[str, Any] = {"apiDefinition": json.loads(next(definition.emit(connector)).content)}
    for file in properties.emit(connector):
        values["apiProperties"] = json.loads(file.content)
    cleaned = without_secrets(values)
    places = [one.at for one in cleaned.found if one.at is not None]
    made = export(cleaned.values["apiDefinition"], cleaned.values.get("apiProperties"))
    unsubscribes = {one.id: one.unsubscribe for one in connector.operations if one.id and one.unsubscribe}
    if unsubscribes:
        made.document[MARK][UNSUBSCRIBES] = unsubscribes
    secrets = [_loss("secret-not-exported", at.keys, str(at.key), _document(at)) for at in places]
    return replace(made, losses=(*made.losses, *secrets, *_beside(connector)))


def _document(at: Pointer) -> str:
    return "" if at.document == DEFINITION.document else str(PROPERTIES.key)


def _beside(connector: Connector) -> Iterator[Loss]:
    """The losses of what a connector has beside its definition and its properties."""
    if connector.own_script or connector.scripted:
        yield _loss("script-left-out", (), SCRIPT)
    for name in sorted(connector.assets):
        if name not in (DEFINITION_FILE, SCRIPT, SETTINGS) and not name.startswith("script/"):
            yield _loss("file-left-out", (), name)
    for limit in connector.limits:
        yield _loss("limit-not-applied", (), f"the limit {limit.name}")


def _loss(name: str, keys: tuple[str | int, ...], found: str, file: str = "") -> Loss:
    kind = export_kinds()[name]
    return Loss(kind, keys, found, kind.became, file)


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Writes what is met twice in full: readers of OpenAPI need not know anchors."""

    def ignore_aliases(self, _data: Any) -> bool:
        """True for every value."""
        return True


def _quoted(dumper: Any, text: str) -> Any:
    """A text, in quotes where a version of YAML reads it as something else."""
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, None if classify(text) == TEXT else '"')


_Dumper.add_representer(str, _quoted)


def text_of(document: dict[str, Any], form: str) -> str:
    """A document as text; ``form`` is the end of the name of its file. Raises FileError for one that is not known.

    PyYAML writes it, since keys such as 200 have to be texts here; a spec leaves their quotes out.
    """
    if form in (".yaml", ".yml"):
        return str(yaml.dump(document, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120))
    if form == ".json":
        return json_text(document) + "\n"
    raise FileError(f"{form or 'no ending'} is neither .yaml nor .json", "name the file openapi.yaml or openapi.json")


def diagnose_losses(made: Export, opened: OpenedConnector, connector: Connector) -> list[Diagnostic]:
    """Each loss as a diagnostic, at its place in the spec or the package."""
    return opened.placed([_diagnostic(loss, connector) for loss in made.losses])


def _diagnostic(loss: Loss, connector: Connector) -> Diagnostic:
    message = f"{loss.found}, left out" if loss.became == "nothing" else f"{loss.found}, becomes {loss.became}"
    at = _place(loss, connector)
    return Diagnostic(loss.kind.id, SEVERITIES[loss.kind.kind], message, at, hint=loss.kind.maker)


def _place(loss: Loss, connector: Connector) -> Pointer:
    """Where a loss is in the files of a connector; in a spec, words of the language have other names."""
    in_spec = connector.at.document == SPEC.document
    keys = loss.keys
    if loss.file:
        at = SPEC if in_spec else PROPERTIES
        keys = tuple(_WORDS.get(str(key), key) for key in keys[1:]) if in_spec else keys
    else:
        found = locate(connector, keys)
        if found is not None:
            return found
        at = connector.at
    for key in keys:
        at /= key
    return at
