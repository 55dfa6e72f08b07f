"""The names of rules in the settings of a workspace: those that no rule has."""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Diagnostic
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.lint.selection import BESIDES, all_rules, names
from connectorsmith.workspace.configuration import Configuration
from connectorsmith.workspace.settings_faults import fault


def rule_faults(settings: Configuration) -> Iterator[Diagnostic]:
    """A fault for each name in ``select`` and ``ignore`` that is neither a rule nor the first words of one."""
    table = settings.table("lint")
    if settings.places is None or not {"select", "ignore"} & table.keys():
        return
    known = {*names(all_rules()), *BESIDES}
    for key in ("select", "ignore"):
        for name in table.get(key, ()):
            if not any(one == name or one.startswith(f"{name}-") for one in known):
                likely = suggest(name, known)
                hint = f"did you mean {likely}?" if likely else "connectorsmith rules lists them all"
                yield fault(f"there is no rule {name}", ("lint", key, name), settings.places, hint)
