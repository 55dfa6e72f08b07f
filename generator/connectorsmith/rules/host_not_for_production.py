"""The host is one for trying things out.

Why: certified connectors are used by customers, and reviewers ask for the address that customers are served from.
Write: the host of the production service; the maker of a connection may choose another through a dynamichosturl policy.
Bad:
    host: api-staging.example.com
Good:
    host: api.example.com
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.rule import PUBLISHED
from connectorsmith.model import Connector

_WORD: Final = re.compile(
    r"(?:^|[.-])(?:(?:dev|develop|development|test|testing|staging|stage|sandbox|uat|qa|demo|preprod)\d*(?=[.-])|"
    r"localhost(?=:|$))",
    re.IGNORECASE,
)


@rule(Severity.WARNING, profiles=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for a word in the host that test systems have."""
    if _WORD.search(connector.host or ""):
        message = f'the host "{connector.host}" is not that of a production service'
        yield Finding(connector.at / "host", message, "write the host of the production service")
