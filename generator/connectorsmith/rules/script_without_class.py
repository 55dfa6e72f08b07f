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

from connectorsmith.diagnostics import SPEC, Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.model.script import SCRIPT
from connectorsmith.rules._scripts import without_texts, written_code

_CLASS: Final = re.compile(r"\bclass\s+Script\s*:\s*ScriptBase\b")
_METHOD: Final = re.compile(r"\boverride\b[^;{=]*\bExecuteAsync\s*\(")


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the class and its method in the author's script."""
    for name, _, text in written_code(connector):
        code = without_texts(text)
        if name != SCRIPT:
            continue
        if not _CLASS.search(code):
            yield Finding(SPEC / "script", "script.csx has no class Script : ScriptBase", "name the class Script")
        elif not _METHOD.search(code):
            yield Finding(SPEC / "script", "script.csx does not override ExecuteAsync", "override it in Script")
