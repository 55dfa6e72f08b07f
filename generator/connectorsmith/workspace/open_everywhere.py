"""A spec opened as it is and in each of its environments."""

from __future__ import annotations

from msgspec.structs import replace

from connectorsmith.diagnostics import has_errors
from connectorsmith.workspace.environments import environment_faults
from connectorsmith.workspace.open import checked, open_target
from connectorsmith.workspace.opened import OpenedConnector
from connectorsmith.workspace.targets import Target


def open_everywhere(target: Target) -> OpenedConnector:
    """Open a spec and check it against the required rules, as it is and in each of its environments.

    Without its connector if there is an error in any of them. Raises FileError.
    """
    opened = open_target(target)
    found = checked(opened)
    further = environment_faults(opened, found.diagnostics, lambda one: checked(one).diagnostics)
    connector = None if has_errors(further) else found.connector
    return replace(found, connector=connector, diagnostics=(*found.diagnostics, *further))
