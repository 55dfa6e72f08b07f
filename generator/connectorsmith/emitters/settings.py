"""The settings of paconn: which files make up the connector, and the service's addresses.

The environment and the connector's id belong to the person who deploys it, so a committed file leaves them out.
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.emitters.file import GeneratedFile
from connectorsmith.emitters.templating import canonical_json, render
from connectorsmith.model import Connector
from connectorsmith.model.files import SETTINGS
from connectorsmith.model.script import SCRIPT

NAME = SETTINGS


def emit(connector: Connector) -> Iterator[GeneratedFile]:
    """Write ``settings.json``, the spec's own if it brings one.

    It names a script only if there is one, since paconn then expects the file.
    """
    if NAME in connector.assets:
        yield GeneratedFile(NAME, connector.assets[NAME])
        return
    script = SCRIPT if connector.own_script or connector.scripted else None
    yield GeneratedFile.text(NAME, canonical_json(render("settings.json.j2", script=script)))
