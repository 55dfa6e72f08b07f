"""The certification folder: the files of a connector that go into Microsoft's repository.

See https://github.com/microsoft/PowerPlatformConnectors; the rules of the profile ``certified`` check the connector.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from connectorsmith.model.files import DEFINITION_FILE, ICON, PROPERTIES_FILE, README, SCRIPT, SETTINGS

FILES: Final = (DEFINITION_FILE, PROPERTIES_FILE, README, SETTINGS, SCRIPT, ICON)


def certification_copy(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files that go into Microsoft's repository, ``stackOwner`` and readme included.

    The settings are among them, since the readme's deployment instructions call paconn with them.
    """
    return {name: files[name] for name in FILES if name in files}
