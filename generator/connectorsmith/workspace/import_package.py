"""A foreign package to a connector, and a connector to the files of its spec; and back again, to compare."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from msgspec.structs import replace

from connectorsmith.diagnostics import DEFINITION, PROPERTIES, Diagnostic, Severity, has_errors
from connectorsmith.errors import ToolError
from connectorsmith.importers import properties, swagger
from connectorsmith.model import Connector, Json
from connectorsmith.model.files import DEFINITION_FILE
from connectorsmith.model.script import SCRIPT
from connectorsmith.model.values import differences
from connectorsmith.source.document import AssetDocument, Document, place
from connectorsmith.source.json.document import JsonDocument
from connectorsmith.source.json.faults import DUPLICATE
from connectorsmith.source.links import check_files
from connectorsmith.workspace.opened import OpenedConnector
from connectorsmith.workspace.packages import Package, id_of
from connectorsmith.workspace.reading import Reading
from connectorsmith.workspace.targets import Target

if TYPE_CHECKING:
    from connectorsmith.language.package_secrets import WithoutSecrets


def read_package(
    package: Package,
    name: str | None = None,
    *,
    lenient: bool = False,
    partial: bool = False,
    reading: Reading | None = None,
) -> OpenedConnector:
    """Read the files of a package into a connector, which has none of the secrets in them unless it is for lint.

    ``lenient`` repairs the JSON, see ``read_json``; ``partial`` is for lint alone, see ``sort_keys``, and puts the
    definition among the assets, whose size rules look at. Faults are returned, each at its place; with an error in one
    of the JSON files there is not a connector, and ``sound`` is what the other one gives. Nothing is read through a
    link that leads out of the package. ``reading`` has the files that were read already. Raises FileError if a file
    cannot be opened.
    """
    reading = Reading() if reading is None else reading
    files = {str(DEFINITION.key): package.definition}
    if package.properties is not None:
        files[str(PROPERTIES.key)] = package.properties
    documents: dict[str, Document] = {}
    target = Target(name or id_of(package.name), package.definition)
    diagnostics = check_files([*files.values(), *package.assets.values()], package.folder, "package")
    if diagnostics:
        empty = {label: JsonDocument(file) for label, file in files.items()}
        return OpenedConnector(target, None, empty, tuple(diagnostics))
    values: dict[str, Json] = {}
    for label, file in files.items():
        documents[label], faults = reading.json(file, lenient=lenient)
        faults += [] if has_errors(faults) else _shape_faults(label, documents[label].value)
        if not has_errors(faults):
            values[label] = documents[label].value
        diagnostics += faults
    if not partial:
        cleaned = _without_secrets(values)
        diagnostics += cleaned.found
        values = cleaned.values
    assets = {asset: reading.content(file) for asset, file in package.assets.items()}
    assets |= {DEFINITION_FILE: reading.content(package.definition)} if partial else {}
    connector = connector_of(target.name, values, assets, partial=partial) if values else None
    if partial:
        diagnostics = [_refused_by_paconn(one) for one in diagnostics]
    placed = tuple(place(diagnostic, documents) for diagnostic in diagnostics)
    documents |= {asset: AssetDocument(file) for asset, file in package.assets.items()}
    whole, sound = (connector, None) if len(values) == len(files) else (None, connector)
    return OpenedConnector(target, whole, documents, placed, sound=sound)


def _without_secrets(values: Mapping[str, Json]) -> WithoutSecrets:
    from connectorsmith.language.package_secrets import without_secrets  # takes long to import, and lint reads all

    return without_secrets(values)


def _refused_by_paconn(fault: Diagnostic) -> Diagnostic:
    """A repair as an error for lint, since the reader of paconn stops there; it takes a key that is given twice."""
    refused = fault.data is not None and fault.data.get("repaired", DUPLICATE) != DUPLICATE
    return replace(fault, severity=Severity.ERROR) if refused else fault


def refusals(opened: OpenedConnector) -> tuple[Diagnostic, ...]:
    """Reasons to refuse a package: settings that would hand out a token or files of the user, and secrets in its files.

    Settings that cannot be read may be any, and keep the spec from being built. A definition of OpenAPI 3 is converted
    where it is imported by itself.
    """
    from connectorsmith.language.package_secrets import secrets_at, secrets_in_files
    from connectorsmith.rules.required import (
        settings_name_file_outside,
        settings_not_readable,
        settings_with_foreign_address,
        swagger_version_not_supported,
    )

    if opened.connector is None:
        return ()
    rules = [settings_not_readable.check, settings_with_foreign_address.check, settings_name_file_outside.check]
    if opened.connector.swagger is None and "openapi" in opened.connector.extra:
        rules.append(swagger_version_not_supported.check)
    refused = [one for rule in rules for one in rule.diagnose(opened.connector)]
    known = secrets_at(_values_of(opened), opened.diagnostics)
    found = [*refused, *secrets_in_files(opened.connector.assets, known)]
    return tuple(place(one, opened.documents) for one in found)


def values_without_secrets(opened: OpenedConnector) -> dict[str, Json]:
    """The values of a package's JSON files by label, without the secrets that its connector is made without."""
    from connectorsmith.language.package_secrets import LEFT_OUT, MASKED

    values = _values_of(opened)
    changed = any(one.rule in (LEFT_OUT, MASKED) for one in opened.diagnostics)
    return _without_secrets(values).values if changed else values


def _values_of(opened: OpenedConnector) -> dict[str, Json]:
    labels = (str(label.key) for label in (DEFINITION, PROPERTIES))
    return {label: opened.documents[label].value for label in labels if label in opened.documents}


def connector_of(
    name: str, values: Mapping[str, Json], assets: Mapping[str, bytes] | None = None, *, partial: bool = False
) -> Connector:
    """The connector that the values of a package's files make, with ``partial`` for lint alone, see ``sort_keys``.

    A file that is not among them is left out. Raises UnexpectedShape if a value is not of the file's kind.
    """
    label = str(DEFINITION.key)
    known = swagger.definition(values[label], partial=partial) if label in values else _NO_DEFINITION
    label = str(PROPERTIES.key)
    found = properties.properties(values[label], partial=partial) if label in values else None
    return Connector(name, **known, properties=found, own_script=SCRIPT in (assets or {}), assets=assets or {})


def package_values(connector: Connector) -> dict[str, Json]:
    """The values of a connector's package files, as they are generated."""
    from connectorsmith.emitters.definition import emit as emit_definition  # templates take long to import
    from connectorsmith.emitters.properties import emit as emit_properties

    generated = {DEFINITION: emit_definition, PROPERTIES: emit_properties}
    return {str(label.key): json.loads(file.content) for label, emit in generated.items() for file in emit(connector)}


def through_yaml(connector: Connector) -> tuple[Connector, int]:
    """The connector after it was written as a spec and read back, and how many lines the spec has.

    Raises ToolError if the spec we wrote is not one: that is our own fault.
    """
    from connectorsmith.language.load import merge_documents
    from connectorsmith.language.read import read_connector
    from connectorsmith.language.schema import check_language
    from connectorsmith.language.spec_files import spec_texts
    from connectorsmith.source.yaml.read import read_yaml  # reading a package does without all of these

    texts = spec_texts(connector)
    documents: list[Document] = []
    faults: list[Diagnostic] = []
    for name, text in texts.items():
        document, found = read_yaml(text, Path(name))
        documents.append(document)
        faults += found
    merged, found = merge_documents(documents)
    faults += found or check_language(merged.value)
    if not faults:
        again, faults = read_connector(connector.id, merged.value, connector.assets)
    if faults:
        first = place(faults[0], {"spec": merged})
        raise ToolError(
            f"the spec written for {connector.id} is not one: {first.span}: {first.message}",
            "this is a fault of connectorsmith: please report it with the package",
        )
    return again, sum(text.count("\n") for text in texts.values())


def differing_places(left: Any, right: Any) -> Iterator[str]:
    """The JSON pointers at which two values differ, strictly: 1, 1.0 and true are three values."""
    for keys, _, _ in differences(left, right):
        yield "/" + "/".join(str(key).replace("~", "~0").replace("/", "~1") for key in keys)


def _shape_faults(label: str, value: Json) -> list[Diagnostic]:
    """The fault of a file whose value is not of its kind, so that no connector can be read from it."""
    if label == str(DEFINITION.key):
        fits, wanted, hint = type(value) is dict, "an object", 'a definition begins with {"swagger": "2.0", "info": {…}'
    else:
        fits = type(value) is dict and type(value.get("properties")) is dict
        wanted = "an object that holds the object `properties`"
        hint = 'write {"properties": {…}}, or remove the file'
    at = DEFINITION if label == str(DEFINITION.key) else PROPERTIES
    fault = Diagnostic("not-a-package", Severity.ERROR, f"this file must be {wanted}", at, hint=hint)
    return [] if fits else [fault]


_NO_DEFINITION: Final[Mapping[str, Any]] = {"swagger": None, "paths": None}
"""The parts of a connector whose definition cannot be read."""
