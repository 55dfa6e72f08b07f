"""``import`` of a definition with other files of a package: its secrets, and the files of its references."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from connectorsmith.cli._report import report

if TYPE_CHECKING:
    from connectorsmith.model import Connector
    from connectorsmith.workspace.description_files import Described
    from connectorsmith.workspace.opened import OpenedConnector
    from connectorsmith.workspace.reading import Reading


def in_one_definition(connector: Connector, imported: OpenedConnector, reading: Reading) -> tuple[Connector, list[str]]:
    """The connector of a package with all files of its definition, and their paths from its folder."""
    from connectorsmith.workspace.description_files import files_of, read_description

    document = imported.documents.get("apiDefinition")
    if document is None or next(files_of(document.value, document.file.name), None) is None:
        return connector, []
    description = read_description(document.file, reading=reading)
    whole, _ = _read_again(connector, description)
    return whole, [name for name in description.documents if name]


def without_secrets(connector: Connector, imported: OpenedConnector) -> Connector:
    """The connector of a description without the secrets in its texts, which are reported; itself if it has none."""
    from connectorsmith.workspace.description_files import Described

    whole, has_losses = _read_again(connector, Described({"": imported.documents["apiDefinition"]}))
    return whole if has_losses else connector


def _read_again(connector: Connector, description: Described) -> tuple[Connector, bool]:
    """The connector of a description with the other files of a package, and whether anything of it is lost."""
    from connectorsmith.workspace.import_openapi import diagnose, read_definition

    read, lost = read_definition(description, connector.id)
    report([diagnose(one, description) for one in lost])
    kept = {"assets": connector.assets, "own_script": connector.own_script, "properties": connector.properties}
    return replace(read, **kept), bool(lost)
