"""The name of a connection parameter has characters that Microsoft's schema does not allow.

Why: policies and the dialog of the connection find a parameter by its name; tools that follow the schema refuse others.
Write: letters, digits and underscores; a colon and a second such name for parts of a login, "token:TenantId".
Bad:
    connectionParameters: {api-key: {type: securestring}}
Good:
    connectionParameters: {api_key: {type: securestring}}
Source: the published JSON Schema of apiProperties; 3 of about 1,000 published connectors have another name
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.properties import connection_parameters


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the characters of every name."""
    for parameter in connection_parameters(connector):
        if not _NAME.fullmatch(parameter.name):
            hint = f"write {re.sub('[^0-9a-zA-Z]+', '_', parameter.name).strip('_') or 'another name'}"
            yield Finding(parameter.at, f'a connection parameter should not be named "{parameter.name}"', hint)


_NAME: Final = re.compile(r"[0-9a-zA-Z_]+(?::[0-9a-zA-Z_]+)?")
