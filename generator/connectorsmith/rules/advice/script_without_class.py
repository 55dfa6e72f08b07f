"""The author's script has no class that the platform can run.

Why: the platform makes an object of the class Script and calls its ExecuteAsync; three published scripts spell it with
a small letter.
Write: public class Script : ScriptBase, with public override async Task<HttpResponseMessage> ExecuteAsync().
Bad:
    public class script : ScriptBase
Good:
    public class Script : ScriptBase
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/write-code
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.scripts import written_code

_CLASS: Final = re.compile(r"\bclass\s+Script\s*:\s*ScriptBase\b")
_OTHER_CLASS: Final = re.compile(r"\bclass\s+(\w+)\s*:\s*ScriptBase\b")
_METHOD: Final = re.compile(r"\boverride\b[^;{=]{0,200}\bExecuteAsync\s*\(")


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the class and its method in the author's script."""
    for code in written_code(connector):
        if code.recipe is not None:
            continue
        found = _CLASS.search(code.plain)
        if found is None:
            other = _OTHER_CLASS.search(code.plain)
            message = "has no class Script : ScriptBase"
            yield code.finding(other.start(1) if other else 0, message, "name the class Script")
        elif not _METHOD.search(code.plain):
            yield code.finding(found.start(), "does not override ExecuteAsync", "override it in Script")
