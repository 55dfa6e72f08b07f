"""A pattern is no regular expression.

Why: nothing can be compared with it, so that it is ignored or every value is refused.
Write: brackets and parentheses that close, something before each * + and ?, and a backslash before a sign that
    stands for itself.
Bad:
    code: {type: string, pattern: "^[A-Z{2}$"}
Good:
    code: {type: string, pattern: "^[A-Z]{2}$"}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    PatternShouldBeValidRegularExpression
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.model.parts import schemas_with

_FAULTS: Final = {
    "missing ), unterminated subpattern": "a ( is not closed",
    "unbalanced parenthesis": "a ) closes nothing",
    "unterminated character set": "a [ is not closed",
    "nothing to repeat": "there is nothing before a sign that repeats",
    "multiple repeat": "two signs that repeat stand beside each other",
    "bad character range": "a range in [ ] runs backwards",
    "bad escape (end of pattern)": "it ends with a backslash",
}
"""Faults by what Python says of them; only those that the platform's regular expressions, those of .NET, share."""

_OF_NET: Final = (
    (re.compile(r"\\[pP]\{\w+\}"), r"\\w"),
    (re.compile(r"\(\?<(?![=!])"), "(?P<"),
    (re.compile(r"\\[zG]"), r"\\Z"),
)
"""What .NET writes in another way than Python."""


@rule(Severity.WARNING, code="PatternShouldBeValidRegularExpression")
def check(connector: Connector) -> Iterator[Finding]:
    """Read every pattern."""
    for schema in schemas_with(connector, "pattern"):
        pattern = schema.extra.get("pattern")
        fault = _fault(pattern) if isinstance(pattern, str) else None
        if fault is not None:
            hint = "close what is open, and write a backslash before a sign that stands for itself"
            yield Finding(schema.at / "pattern", f'"{pattern}" is no regular expression: {fault}', hint)


def _fault(pattern: str) -> str | None:
    for written, here in _OF_NET:
        pattern = written.sub(here, pattern)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            re.compile(pattern)
    except re.error as fault:
        return next((ours for theirs, ours in _FAULTS.items() if fault.msg.startswith(theirs)), None)
    except (OverflowError, RecursionError):
        return None
    return None
