"""Whether a pattern is a regular expression of .NET, as far as Python can tell."""

from __future__ import annotations

import re
import warnings
from typing import Final

_FAULTS: Final = {
    "missing ), unterminated subpattern": "a ( is not closed",
    "unbalanced parenthesis": "a ) closes nothing",
    "unterminated character set": "a [ is not closed",
    "nothing to repeat": "there is nothing before a sign that repeats",
    "multiple repeat": "two signs that repeat are beside each other",
    "bad character range": "a range in [ ] runs backwards",
    "bad escape (end of pattern)": "it ends with a backslash",
}
"""Faults by what Python says of them; only those that the platform's regular expressions, those of .NET, share."""

_OF_NET: Final = (
    (re.compile(r"\\[pP]\{\w+\}"), r"\\w"),
    (re.compile(r"\(\?<(?![=!])"), "(?P<"),
    (re.compile(r"\\[zG]"), r"\\Z"),
)
"""Syntax that differs between .NET and Python."""


def fault_of(pattern: str) -> str | None:
    """The fault of a pattern; ``None`` for a valid one, and where Python and .NET may differ."""
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
