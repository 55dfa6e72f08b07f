"""Pre-flight check: connectors are opened and linted, as they are in an environment, before they are packed or sent."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from connectorsmith.diagnostics import Diagnostic, Severity, has_errors
from connectorsmith.diagnostics.rule import CERTIFIED
from connectorsmith.lint.run import lint_opened
from connectorsmith.lint.selection import Selection, all_rules
from connectorsmith.model import Connector
from connectorsmith.workspace.open import open_target
from connectorsmith.workspace.opened import OpenedConnector
from connectorsmith.workspace.targets import spec_targets


class Preflight(Struct, frozen=True):
    """Opened connectors and the errors found in them."""

    opened: tuple[OpenedConnector, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def connectors(self) -> list[tuple[OpenedConnector, Connector]]:
        """The connectors without errors, each with what was opened: an emitter need not check what rules check."""
        return [(opened, opened.connector) for opened in self.opened if opened.connector is not None]

    @property
    def failed(self) -> bool:
        """Whether there are errors."""
        return has_errors(self.diagnostics)

    @property
    def only_in_lint(self) -> bool:
        """Whether some of the errors are of rules that ``lint`` runs, and ``validate`` does not."""
        return not all(_keeps_from_building(one) for one in self.diagnostics)


def preflight(
    names: Sequence[str], workspace: Path | None, environment: str | None = None, *, certified: bool = False
) -> Preflight:
    """Open and check the connectors of these names, each as it is in an environment; only errors are reported.

    Raises FileError, and UnknownNameError for a connector or an environment that is not there.
    """
    opened: list[OpenedConnector] = []
    found: list[Diagnostic] = []
    for target in spec_targets(names, workspace):
        one = open_target(target, environment)
        errors = check_release(one, certified=certified)
        opened.append(replace(one, connector=None) if errors else one)
        found += errors
    return Preflight(tuple(opened), tuple(found))


def check_release(opened: OpenedConnector, *, certified: bool = False) -> list[Diagnostic]:
    """The errors in an opened connector, as it would be packed or sent.

    Errors that keep a spec from being built hide the others, which they often cause.
    """
    found = lint_opened(opened, Selection(CERTIFIED if certified else None)).diagnostics
    errors = [one for one in found if one.severity >= Severity.ERROR]
    return [one for one in errors if _keeps_from_building(one)] or errors


def _keeps_from_building(error: Diagnostic) -> bool:
    """Whether an error is of the language or of a required rule."""
    return error.rule not in {rule.id for rule in all_rules() if not rule.required}
