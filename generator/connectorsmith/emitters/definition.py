"""apiDefinition.swagger.json: the operations and types of the connector, as Swagger 2.0."""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.emitters import swagger
from connectorsmith.emitters.file import GeneratedFile
from connectorsmith.emitters.templating import canonical_json, render
from connectorsmith.model import Connector
from connectorsmith.model.files import DEFINITION_FILE

NAME = DEFINITION_FILE


def emit(connector: Connector) -> Iterator[GeneratedFile]:
    """Yield the definition."""
    text = render("apiDefinition.swagger.json.j2", definition=swagger.definition(connector))
    yield GeneratedFile.text(NAME, canonical_json(text))
