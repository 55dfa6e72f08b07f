"""The title is one that a tool filled in, or carries a version.

Why: makers look for a connector by the name of its service, and a version in the title stays when the version goes on.
Write: the name of the service, and the version under "version".
Bad:
    info: {title: Orders (V1), version: "1.0"}
Good:
    info: {title: Orders, version: "1.0"}
Source: remarks of reviewers on pull requests 602 and 759 of microsoft/PowerPlatformConnectors
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.rule import PUBLISHED
from connectorsmith.model import Connector

_FILLED_IN: Final = re.compile(r"default title|untitled|my connector", re.IGNORECASE)
_VERSION: Final = re.compile(r"(?:.*\W)?v(?:ersion ?)?\d+(?:\.\d+)*\)?", re.IGNORECASE)


@rule(Severity.WARNING, profiles=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Hold the title against the usual fillings and against versions at its end."""
    info = connector.info
    title = (info.title or "").strip() if info is not None else ""
    fault = "is one that a tool fills in" if _FILLED_IN.fullmatch(title) else "ends with a version"
    if info is not None and (_FILLED_IN.fullmatch(title) or _VERSION.fullmatch(title)):
        hint = "write the name of the service, without a version"
        yield Finding(info.at / "title", f'the title "{info.title}" {fault}', hint)
