"""A login is sent to an address that is incomplete or not encrypted.

Why: what goes there are passwords and tokens, which anybody on the way could read.
Write: an address that begins with https://.
Bad:
    customParameters: {tokenUrl: "http://example.com/token"}
Good:
    customParameters: {tokenUrl: "https://example.com/token"}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/connection-parameters
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
    """Look at the addresses of every login; one that begins with a variable is known only later."""
    for parameter in connection_parameters(connector):
        for key, holder in ((parameter.oauth or {}).get("customParameters") or {}).items():
            value = holder.get("value") if isinstance(holder, dict) else None
            if key.casefold() in _ADDRESSES and isinstance(value, str) and _BAD.match(value):
                message = f'the address "{value}" of the login is not encrypted or not complete'
                at = parameter.at / "oAuthSettings" / "customParameters" / key
                yield Finding(at, message, "begin it with https://")


_ADDRESSES: Final = ("authorizationurl", "tokenurl", "refreshurl", "loginuri")
_BAD: Final = re.compile(r"\s*(?!https://|[{@<\[])\S", re.IGNORECASE)
