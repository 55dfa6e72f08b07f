"""An operation runs through the author's script, which never names it.

Why: the call then ends where the script ends all that it does not know, usually in an error.
Write: the operation's id in the script, or take the operation out of `scriptOperations`.
Bad:
    scriptOperations: [GetOrder, AddOrder]     # the script asks for GetOrder only
Good:
    scriptOperations: [GetOrder]
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/write-code
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import SPEC, Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.scripts import written_code


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for each listed operation in the script, unless the script tells none apart from the others."""
    listed = (connector.properties and connector.properties.script_operations) or ()
    code = "\n".join(code.text for code in written_code(connector))
    if not connector.own_script or not any(f'"{name}"' in code for name in listed):
        return
    for index, name in enumerate(listed):
        if f'"{name}"' not in code:
            hint = "name it in script.csx, or take it out of the list"
            yield Finding(SPEC / "scriptOperations" / index, f"script.csx does not name the operation {name}", hint)
