"""A description is a sentence without a period.

Why: makers read descriptions as sentences, one after another; certification asks for the punctuation.
Write: the period. A single word needs none, and a text that repeats the summary needs another text first.
Bad:
    description: Reads one order with its lines
Good:
    description: Reads one order with its lines.
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission;
    https://learn.microsoft.com/en-us/connectors/custom-connectors/coding-standards
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.fix import Fix
from connectorsmith.diagnostics.rule import PUBLISHED
from connectorsmith.model import Connector
from connectorsmith.rules.support.maker_texts import operation_texts, parameter_texts


@rule(Severity.WARNING, fixable=True, profiles=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the last character of descriptions of operations and parameters, inside closing quotes and brackets."""
    for one in (*operation_texts(connector), *parameter_texts(connector)):
        text = (one.description or "").rstrip()
        if not _ended(text) and len(text.split()) > 1 and not one.repeats:
            at = one.at / "description"
            fixes = (Fix.set(at, f"{text}."),) if text[-1].isalnum() or text[-1] in _CLOSING else ()
            yield Finding(at, f"the description of {one.what} does not end in a period", "end it with one", fixes=fixes)


def _ended(text: str) -> bool:
    last = text.rstrip(_CLOSING)
    if last.endswith(_ENDS) or last.casefold().endswith("deprecated"):  # the mark that deprecated operations carry
        return True
    return _ADDRESS.search(text) is not None


_ENDS: Final = (".", "!", "?", "…", "。")
_CLOSING: Final = "\"')]}”\N{RIGHT SINGLE QUOTATION MARK}*`"
_ADDRESS: Final = re.compile(r"(?<!\S)(?>\S*?https?://)\S+$")
