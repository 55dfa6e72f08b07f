"""A text that makers read names a product of the Power Platform.

Why: the same operation is offered in all of them, and certification asks for texts that name none.
Write: "your flow", "your app", or nothing.
Bad:
    description: Starts the order from Power Automate.
Good:
    description: Starts the order from a flow.
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.rule import PUBLISHED
from connectorsmith.model import Connector
from connectorsmith.rules.support.maker_texts import operation_texts, parameter_texts


@rule(Severity.WARNING, profiles=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the names in the texts of operations and parameters, and for those left in the connector's own.

    Three names in the description of the connector are errors, and another rule's offence.
    """
    info = connector.info
    found = _LEFT.search((info and info.description) or "")
    if info is not None and found is not None:
        message = f'the description of the connector names "{found[0]}"'
        yield Finding(info.at / "description", message, "write flows or apps instead")
    for one in (*operation_texts(connector), *parameter_texts(connector)):
        for key, text in one.written:
            found = _PRODUCT.search(text) if any(map(text.casefold().__contains__, _PARTS)) else None
            if found is not None:
                message = f'the {key} of {one.what} names "{found[0]}"'
                yield Finding(one.at / key, message, "write a flow or an app instead")


_LEFT: Final = re.compile(
    r"\b(?:power ?(?:bi|pages|virtual agents|platform)|microsoft flow|copilot studio)\b", re.IGNORECASE
)
_PARTS: Final = ("power", "flow", "cop", " app")
"""A part of each name, which is looked up faster than the names are matched; i and s may be other letters there."""
_PRODUCT: Final = re.compile(
    r"\b(?:power ?(?:apps|automate|bi|pages|virtual agents|platform)|microsoft flow|copilot studio|logic apps?)\b",
    re.IGNORECASE,
)
