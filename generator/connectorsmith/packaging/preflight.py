"""Connectors that are to leave the house: read as they are in an environment, and without errors."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from connectorsmith.diagnostics import Diagnostic, Severity, has_errors
from connectorsmith.diagnostics.rule import CERTIFIED
from connectorsmith.language.load import Spec
from connectorsmith.lint.run import lint
from connectorsmith.lint.selection import Selection
from connectorsmith.lint.targets import lint_targets
from connectorsmith.model import Connector
from connectorsmith.workspace.load_specs import open_spec, targets


class Checked(Struct, frozen=True):
    """Specs, as they are in an environment, and the errors found in them; ``failed`` if there are any."""

    specs: tuple[Spec, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def connectors(self) -> list[tuple[Spec, Connector]]:
        """The connectors that could be made, each with its spec."""
        return [(spec, spec.connector) for spec in self.specs if spec.connector is not None]

    @property
    def failed(self) -> bool:
        """Whether anything has to be corrected first."""
        return has_errors(self.diagnostics)


def checked_connectors(
    names: Sequence[str], workspace: Path | None, environment: str | None = None, *, certified: bool = False
) -> Checked:
    """Read and lint connectors; only errors are told, since nobody asked for advice here.

    Raises FileError, and UnknownNameError for a connector or an environment that is not there.
    """
    specs = [open_spec(target, environment) for target in targets(names, workspace)]
    said = [diagnostic for spec in specs for diagnostic in spec.diagnostics]
    if not has_errors(said):
        selection = Selection(CERTIFIED if certified else None)
        linted = [lint(target, selection) for target in lint_targets(names, workspace)]
        said = [item for one in linted for item in one.diagnostics if item.severity >= Severity.ERROR]
    return Checked(tuple(specs), tuple(said))
