"""apiDefinition.swagger.json: the operations and types of the connector, as Swagger 2.0."""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.emitters import swagger
from connectorsmith.emitters.file import GeneratedFile
from connectorsmith.emitters.templating import canonical_json, render
from connectorsmith.model import Connector

NAME = "apiDefinition.swagger.json"


def emit(connector: Connector) -> Iterator[GeneratedFile]:
    """Yield the definition."""
    text = render(
        "apiDefinition.swagger.json.j2",
        members=swagger.definition_members(connector),
        paths=connector.paths,
        extra_paths=connector.extra_paths,
        operation=swagger.operation,
        path_members=swagger.path_members,
    )
    yield GeneratedFile.text(NAME, canonical_json(text))
