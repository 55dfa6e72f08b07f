"""A foreign API description to a connector: one file, or several that its references lead to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from msgspec.structs import replace

from connectorsmith.diagnostics import DEFINITION, Diagnostic, Pointer, Severity
from connectorsmith.errors import ContentError
from connectorsmith.importers.exported.document import is_exported, restore
from connectorsmith.importers.openapi3.convert import Conversion, convert
from connectorsmith.importers.openapi3.losses import Loss, Losses
from connectorsmith.importers.openapi3.operations import OperationFilter
from connectorsmith.importers.openapi3.references import Source
from connectorsmith.importers.openapi3.secrets import without_secrets
from connectorsmith.importers.postman.convert import convert_collection
from connectorsmith.importers.swagger_files import TooManyValuesError, one_definition
from connectorsmith.language.package_secrets import without_secrets as without_package_secrets
from connectorsmith.model import Connector
from connectorsmith.workspace.description_files import Described, references_of
from connectorsmith.workspace.import_package import connector_of
from connectorsmith.workspace.recognise import POSTMAN, SWAGGER, recognise

SEVERITIES: Final = {"note": Severity.INFO, "narrowed": Severity.WARNING, "dropped": Severity.WARNING,
                     "ask": Severity.WARNING, "refused": Severity.WARNING}  # fmt: skip


def convert_description(
    description: Described, name: str, choice: OperationFilter | None = None, host: str | None = None
) -> tuple[Conversion, Connector]:
    """Convert an OpenAPI 3 document or a Postman collection; ``host`` is for one that names none.

    A document that export has written becomes the same connector again, unless operations are chosen.

    The connector of one that was made of a definition alone has no properties. Raises UnexpectedShape if the result
    is not a connector: our own fault.
    """
    if recognise(description.value).kind == POSTMAN:
        conversion = convert_collection(description.value, choice, host)
    else:
        documents = {path: document.value for path, document in description.documents.items()}
        whole = choice is None or not (choice.include or choice.exclude)
        same = whole and is_exported(documents[""])
        conversion = (
            restore(documents) if same else convert(documents, choice, host, description.name, description.unread)
        )
    package = {"apiDefinition": conversion.definition}
    package |= {"apiProperties": conversion.properties} if conversion.properties else {}
    return conversion, _with_unsubscribes(_connector(name, package), conversion.unsubscribes)


def _with_unsubscribes(connector: Connector, names: Mapping[str, str]) -> Connector:
    """The connector with the operations that remove what its triggers register, by the ids of the triggers."""
    paths = {
        path: replace(
            item,
            operations={
                method: replace(one, unsubscribe=names[str(one.id)]) if one.id in names else one
                for method, one in item.operations.items()
            },
        )
        for path, item in (connector.paths or {}).items()
    }
    return replace(connector, paths=paths) if names else connector


def is_definition(description: Described) -> bool:
    """Whether a description is a Swagger 2.0 definition; these are imported without loss."""
    return recognise(description.value).kind == SWAGGER


def read_definition(description: Described, name: str) -> tuple[Connector, tuple[Loss, ...]]:
    """The connector of a Swagger 2.0 definition in one or several files, and what it loses.

    That are its secrets, and references to what cannot be read. YAML reads ``swagger: 2.0`` without quotes as a number;
    it becomes the text that the platform requires. Raises UnexpectedShape if the definition is not an object, and
    ContentError if its references repeat too much.
    """
    losses = Losses()
    documents = without_secrets({path: one.value for path, one in description.documents.items()}, losses)
    value = documents[""]
    if any(not reference.startswith("#") for reference in references_of(value)):
        source = Source(documents, losses, description.name, description.unread)
        try:
            value = one_definition(source)
        except TooManyValuesError as fault:
            message = f"{description.documents[''].file} repeats too much of the files that it leads to"
            raise ContentError(message, "write what is repeated as definitions") from fault
    version = {"swagger": "2.0"} if "swagger" in value else {}
    return _connector(name, {"apiDefinition": value | version}), losses.listed()


def _connector(name: str, values: dict[str, Any]) -> Connector:
    """The connector of values from which secrets are left out, as they are for a package."""
    return connector_of(name, without_package_secrets(values).values)


def diagnose(loss: Loss, description: Described) -> Diagnostic:
    """A loss as a diagnostic at its place in the source."""
    at: Pointer = DEFINITION
    for key in loss.keys:
        at /= key
    span = description.documents[loss.file].span(at)
    message = f"{loss.found}, left out" if loss.became == "nothing" else f"{loss.found}, becomes {loss.became}"
    return Diagnostic(loss.kind.id, SEVERITIES[loss.kind.kind], message, span=span, hint=loss.kind.maker)
