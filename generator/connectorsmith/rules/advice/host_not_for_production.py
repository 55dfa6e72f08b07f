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


@rule(Severity.WARNING, profiles=PUBLISHED, compares=True)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for a word in the host that test systems have."""
    word = _test_word((connector.host or "").partition(":")[0])
    if word is not None and not _is_replaced(connector):
        message = f'the host "{connector.host}" has "{word}" in it, as hosts of test systems do'
        yield Finding(connector.at / "host", message, "write the host of the production service")


def _is_replaced(connector: Connector) -> bool:
    """Whether a policy sends every operation to another host."""
    replaced: set[str | None] = set()
    for policy in connector.policies:
        if policy.template.casefold() == "dynamichosturl":
            replaced.update(policy.operations or (operation.id for operation in connector.operations))
    return bool(replaced) and replaced >= {operation.id for operation in connector.operations}


def _test_word(host: str) -> str | None:
    """The word, in front of the domain: ``dev.to`` and ``demo.com`` are names like others."""
    if host.casefold() == "localhost":
        return host
    words = re.split("[.-]", ".".join(host.split(".")[:-2]))
    return None if host.casefold().endswith(_IN_PRODUCTION) else next(filter(_WORD.fullmatch, words), None)


_WORD: Final = re.compile(
    r"(?:dev|develop|development|test|testing|staging|stage|sandbox|uat|qa|demo|preprod)\d*", re.I
)
_IN_PRODUCTION: Final = ("dev.azure.com",)
