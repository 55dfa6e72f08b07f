"""The settings of paconn name a file outside the folder that they are in.

Why: paconn uploads whatever file is named, be it a private key.
Write: the name of a file in the same folder.
Bad:
    {"icon": "../../.ssh/id_rsa"}
Good:
    {"icon": "icon.png"}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/paconn-cli
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.settings import FILES, place_of, settings
from connectorsmith.source.file_names import leads_out


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Look at each setting that names a file."""
    for key, expected in FILES.items():
        value = settings(connector).get(key)
        if value and isinstance(value, str) and leads_out(value):
            shown = json.dumps(value)[:_LONGEST_SHOWN]
            message = f'"{key}" names {shown}, which is not a file in the folder of settings.json'
            yield Finding(place_of(connector, key), message, f'write "{key}": "{expected}"')


_LONGEST_SHOWN: Final = 100
