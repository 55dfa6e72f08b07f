"""Build a connector: render its files, validate the definition, and plan the changes of its folder."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from connectorsmith.analysis.definition_path import locate
from connectorsmith.diagnostics import Diagnostic, Severity
from connectorsmith.emitters import render
from connectorsmith.model import Connector
from connectorsmith.model.files import (
    DEFINITION_FILE,
    GENERATED_SCRIPT,
    ICON,
    PROPERTIES_FILE,
    README,
    SCRIPT,
    SETTINGS,
)
from connectorsmith.source.links import leads_outside
from connectorsmith.workspace.file_changes import UNCHANGED, FileChange, changes
from connectorsmith.workspace.unified_diff import unified_diff

if TYPE_CHECKING:
    from connectorsmith.workspace.swagger_validator import SwaggerFault

OWNED: Final = (
    DEFINITION_FILE,
    PROPERTIES_FILE,
    SETTINGS,
    ICON,
    README,
    "reference.md",
    SCRIPT,
    "policies/policy.xml",
    "policies/operations/*/policy.xml",
)
"""The generated files of a connector's folder; other generated files are removed."""


ENVIRONMENTS: Final = "environments"
"""The folder inside a connector's that holds a package for each environment that was built."""


def folder_of(root: Path, name: str, environment: str | None) -> Path:
    """Where the package of a connector lies below a root, in an environment if one is named."""
    return root / name if environment is None else root / name / ENVIRONMENTS / environment


def plan_build(connector: Connector, folder: Path) -> list[FileChange]:
    """Plan the changes of a connector's folder. Raises FileError if the folder cannot be read."""
    return changes(folder, render(connector), OWNED)


def check_build(connector: Connector, planned: Iterable[FileChange]) -> Iterator[Diagnostic]:
    """Check changed files: the definition must be Swagger 2.0, and the script not too large."""
    for change in planned:
        if change.status == UNCHANGED or change.new is None:
            continue
        if change.path.name == DEFINITION_FILE:
            from connectorsmith.workspace.swagger_validator import find_faults  # takes half a second to import

            yield from (_not_swagger(connector, fault) for fault in find_faults(change.new))
        if change.path.name == SCRIPT:
            yield from check_script(connector, {SCRIPT: change.new})


def check_script(connector: Connector, files: Mapping[str, bytes]) -> list[Diagnostic]:
    """Check the script generated from recipes with the rule about its size."""
    if not connector.scripted or SCRIPT not in files:
        return []
    from connectorsmith.rules.required.script_too_large import check

    return check.diagnose(replace(connector, assets={**connector.assets, GENERATED_SCRIPT: files[SCRIPT]}))


def _not_swagger(connector: Connector, fault: SwaggerFault) -> Diagnostic:
    """A fault of the definition at the place in the spec where the part at fault is written."""
    at = locate(connector, fault.keys) or connector.at
    message = f"the generated definition is not valid Swagger 2.0: {fault.reason}"
    return Diagnostic("not-swagger", Severity.ERROR, message, at, hint="see https://spec.openapis.org/oas/v2.0")


def stale(planned: Iterable[FileChange], folder: Path) -> Iterator[str]:
    """A unified diff for each file that is not as it would be generated; line ends alone make no difference."""
    for change in planned:
        if change.status == UNCHANGED:
            continue
        name = change.path.relative_to(folder).as_posix()
        if leads_outside(change.path, folder):
            yield f"File {name} is stale: it is reached by a link that leads out of {folder.name}\n"
            continue
        old, new = _lines(change.old), _lines(change.new)
        if old is None or new is None:
            yield f"Binary file {name} is stale: {change.status}\n"
        elif old == new:
            yield f"Empty file {name} is stale: {change.status}\n"
        else:
            yield from unified_diff(old, new, f"{name} (on disk)", f"{name} (generated)")


def _lines(content: bytes | None) -> list[str] | None:
    """The lines of a text file, none for a file that is not there, ``None`` for a binary one."""
    try:
        text = (content or b"").replace(b"\r\n", b"\n").decode("utf-8")
    except UnicodeDecodeError:
        return None
    return io.StringIO(text, newline="\n").readlines()
