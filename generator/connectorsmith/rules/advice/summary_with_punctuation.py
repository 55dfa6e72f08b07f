"""A summary has other characters than letters, digits, blanks and brackets.

Why: the submission checklist asks for these alone; the designer shows summaries as names, not as sentences.
Write: the name without the marks: "Get orders by customer".
Bad:
    GetOrders: {call: GET /orders, summary: "Get orders: by customer"}
Good:
    GetOrders: {call: GET /orders, summary: Get orders by customer}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.rule import PUBLISHED
from connectorsmith.model import Connector
from connectorsmith.rules.support.certification_limits import RESTRICTED
from connectorsmith.rules.support.maker_texts import operation_texts, parameter_texts
from connectorsmith.rules.support.phrases import both


@rule(Severity.INFO, profiles=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the summaries of operations and parameters; eight characters that are refused are another offence.

    So is a word with "_" inside. A hyphen inside a word, as in E-mail, is spelling.
    """
    for one in (*operation_texts(connector), *parameter_texts(connector)):
        marks = dict.fromkeys(_MARK.findall(_HYPHEN.sub("", one.summary or "")))
        if "_" in marks and not _LOOSE.search(one.summary or ""):
            del marks["_"]
        if marks:
            named = both("'\"'" if mark == '"' else f'"{mark}"' for mark in marks)
            message = f"the summary of {one.what} has {named}"
            yield Finding(one.at / "summary", message, "write it without")


_MARK: Final = re.compile(rf"[^\w (){re.escape(RESTRICTED)}]|_")
_HYPHEN: Final = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_LOOSE: Final = re.compile(r"(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
