"""The spec says two things about where the custom code comes from.

Why: a connector has one script.csx: the author's own, or the one that is generated from recipes.
Write: `script: file` with a script.csx beside the spec and no recipes; or recipes, and neither `scriptOperations` nor
a script.csx.
Bad:
    script: file          # and a recipe in an operation
Good:
    script: file          # and no recipes
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/write-code
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import SPEC, Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.model.script import SCRIPT


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Hold `script`, the file, the recipes and `scriptOperations` against each other."""
    scripted = connector.scripted
    if connector.own_script and SCRIPT not in connector.assets:
        yield Finding(SPEC / "script", f"there is no {SCRIPT} beside the spec", "put it there, or remove `script`")
    elif not connector.own_script and SCRIPT in connector.assets:
        at = scripted[0].at / "script" if scripted else SPEC
        yield Finding(
            at, f"the {SCRIPT} beside the spec is used by nothing", "write `script: file`, or remove the file"
        )
    if not scripted:
        return
    if connector.own_script:
        related = (("the file is chosen here", SPEC / "script"),)
        message = f"{scripted[0].id} has recipes, and the connector has a script of its own"
        yield Finding(scripted[0].at / "script", message, "remove the recipes, or `script: file`", related)
    if (connector.properties and connector.properties.script_operations) is not None:
        message = "`scriptOperations` is made of the operations that have recipes"
        yield Finding(SPEC / "scriptOperations", message, "remove it")
