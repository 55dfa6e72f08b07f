"""The summary of an operation is written like a headline.

Why: Microsoft's own operations are in sentence case, and a list of mixed styles is hard to read.
Write: a capital for the first word and for names only: "Get an order".
Bad:
    GetOrder: {call: "GET /orders/{id}", summary: Get All Open Orders}
Good:
    GetOrder: {call: "GET /orders/{id}", summary: Get all open orders}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/connector-string-guidance
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.rule import PUBLISHED
from connectorsmith.model import Connector
from connectorsmith.rules.support.maker_texts import operation_texts


@rule(Severity.INFO, profiles=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for summaries with three longer words and more that all have a capital, as names seldom do."""
    for one in operation_texts(connector):
        words = [word for word in re.findall(r"[^\W\d_]+", one.summary or "") if len(word) > _SHORT]
        if len(words) >= _WORDS and all(word[0].isupper() for word in words):
            hint = "write a capital for the first word and for names only"
            yield Finding(one.at / "summary", f'the summary "{one.summary}" is written like a headline', hint)


_SHORT: Final = 3
"""Letters of a word that a headline leaves in small letters."""
_WORDS: Final = 3
