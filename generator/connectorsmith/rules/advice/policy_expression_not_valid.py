"""A policy has an expression that cannot be read.

Why: what the platform does not take for a call it sends as the text it is.
Write: headers, queryParameters, connectionParameters, body, item or triggerBody behind the "@", and names in straight
    single quotes.
Bad:
    value: "@queryParamters('graph')"
Good:
    value: "@queryParameters('graph')"
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/policy-templates/expressions/expressions;
    1 of about 300 published connectors with policies has such an expression
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.model import Connector
from connectorsmith.rules.support.expressions import policy_texts


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for what begins like a call among what is left when all calls are taken out."""
    for written in policy_texts(connector):
        unread = (match for text in written.literals if (match := _LIKE_A_CALL.search(text)))
        found = next(unread, None) or _IN_DOUBLE_QUOTES.search(written.text)
        if found is not None:
            yield Finding(written.at, f"the expression {found[0]} cannot be read", _hint(found["name"]))


def _hint(name: str) -> str:
    if name.casefold() in {known.casefold() for known in _FUNCTIONS}:
        return "put the name in straight single quotes, as in @headers('name')"
    likely = suggest(name, _FUNCTIONS)
    return f"did you mean @{likely}?" if likely else f"the functions are {', '.join(_FUNCTIONS)}"


_FUNCTIONS: Final = (
    *("headers", "queryParameters", "connectionParameters", "environmentVariables"),
    *("body", "item", "triggerBody", "header", "Request.OriginalHTTPMethod"),
)
_IN_DOUBLE_QUOTES: Final = re.compile(
    r"@\{?\s*@?(?P<name>headers?|queryParameters|connectionParameters)\(\s*\"[^\"]*\"[^()]*\)", re.IGNORECASE
)
_LIKE_A_CALL: Final = re.compile(r"@\{?\s*@?(?P<name>[A-Za-z]\w*(?:\.\w+)*)\s*\([^()]*\)?")
