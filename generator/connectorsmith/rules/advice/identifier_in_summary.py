"""A summary holds a word of a program, such as "contractId" or "order_lines".

Why: makers do not know the names inside the API, and such words are never translated; reviewers turn them down.
Write: the words that the name is made of: "Contract id".
Bad:
    {name: contractId, in: query, type: string, summary: contractId}
Good:
    {name: contractId, in: query, type: string, summary: Contract id}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/connector-string-guidance;
    remarks of reviewers on pull requests 943 and 1286 of microsoft/PowerPlatformConnectors
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.rule import PUBLISHED
from connectorsmith.model import Connector
from connectorsmith.rules.support.maker_texts import texts


@rule(Severity.INFO, profiles=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for camelCase and snake_case in summaries; words that the connector's own title and publisher have pass."""
    own = _own_words(connector)
    for one in texts(connector):
        if one.summary is None or _SIGN.search(one.summary) is None:
            continue
        found = next((word for word in _WORD.findall(one.summary) if word not in own), None)
        if found is not None:
            message = f'the summary of {one.what} holds "{found}", a word of a program'
            yield Finding(one.at / "summary", message, f'write "{_apart(found)}", or what a maker calls it')


_SIGN: Final = re.compile(r"_|[a-z0-9][A-Z]")
"""What every such word has inside; few summaries do, and this is found fast."""
# Two small letters before the capital, so that iOS, eSign and mRNA pass.
_WORD: Final = re.compile(r"(?<![\w./@-])(?:[a-z]{2}[a-z0-9]*[A-Z]\w*|[A-Za-z0-9]+(?:_[A-Za-z0-9]+)+)(?![\w./@-]\w)")


def _own_words(connector: Connector) -> set[str]:
    """The words of the product itself, whichever way it spells them."""
    info, properties = connector.info, connector.properties
    shown = (info and info.title, info and info.description, properties and properties.publisher)
    return {word for text in shown for word in re.findall(r"\w+", text or "")}


def _apart(word: str) -> str:
    """The words that an identifier is made of, the first with a capital."""
    parts = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", word.replace("_", " ")).lower()
    return parts[:1].upper() + parts[1:]
