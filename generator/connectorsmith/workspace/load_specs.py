"""Specs from disk: by the name of a connector or by a path, read, checked and placed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from connectorsmith.diagnostics import Diagnostic, Rule, discover, has_errors
from connectorsmith.errors import FileError, UnknownNameError
from connectorsmith.language.load import Spec, load_spec
from connectorsmith.model import Connector
from connectorsmith.rules import required
from connectorsmith.source.document import AssetDocument, place
from connectorsmith.source.read_files import read_assets
from connectorsmith.workspace.layout import SPECS, Workspace, folder_files, yaml_files


class Target(Struct, frozen=True):
    """A connector to work on: its id and the files of its spec."""

    name: str
    files: tuple[Path, ...]


class SpecError(Exception):
    """A spec cannot be made into a connector; ``diagnostics`` says why."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        super().__init__("; ".join(f"{item.span}: {item.message}" for item in diagnostics))
        self.diagnostics = tuple(diagnostics)


def targets(names: Sequence[str], workspace: Path | None, whole: bool = True) -> list[Target]:
    """The connectors that names or paths stand for; without any, all of the workspace.

    ``workspace`` is a folder to search upwards from, by default the current one; a file of a connector's folder stands
    for its connector if that is wanted ``whole``. Raises FileError or UnknownNameError.
    """
    if not names:
        return _all(Workspace.find(workspace or Path()))
    return list(dict.fromkeys(target for name in names for target in _named(name, workspace, whole)))


def single_target(name: str, workspace: Path | None) -> Target:
    """The one connector that a name or path stands for. Raises FileError, also if it stands for several."""
    found = targets([name], workspace)
    if len(found) > 1:
        known = ", ".join(target.name for target in found)
        raise FileError(f"{name} holds several connectors: {known}", "name one of them")
    return found[0]


def _named(name: str, workspace: Path | None, whole: bool) -> list[Target]:
    path = Path(name)
    if not name.strip():
        raise FileError("the name of a connector is empty", "write one, or none at all where every connector is meant")
    if path.is_dir() and path.resolve().name == SPECS:
        return _all(Workspace.find(path))
    if path.is_dir() and (len(path.parts) > 1 or yaml_files(path)):
        return [_folder(path)]
    if path.suffix == ".yaml":
        part = whole and path.is_file() and path.absolute().parent.parent.name == SPECS
        return [_folder(path.parent) if part else Target(path.stem, (path,))]
    if len(path.parts) > 1:
        raise FileError(f"there is no spec at {path}", "name a connector, a spec file, or a folder of spec files")
    return [Target(name, tuple(Workspace.find(workspace or Path()).spec_files(name)))]


def _folder(path: Path) -> Target:
    return Target(path.resolve().name, tuple(folder_files(path)))


def _all(house: Workspace) -> list[Target]:
    found = [Target(name, tuple(house.spec_files(name))) for name in house.names()]
    if not found:
        raise FileError(f"there is no spec in {house.specs}", "write one, or start with: connectorsmith init")
    return found


@cache
def required_rules() -> tuple[Rule, ...]:
    """The rules that every spec must pass before anything is built from it, by id."""
    return discover(required)


def open_spec(target: Target, environment: str | None = None) -> Spec:
    """Read a spec and check it against the language and the required rules; faults are in its ``diagnostics``.

    Raises FileError, and UnknownNameError if the spec has no such environment.
    """
    try:
        spec = load_spec(target.name, target.files, read_assets(target.files[0].parent), environment)
    except UnknownNameError as fault:
        if not fault.known:
            fault.hint = f"the spec of {target.name} has none: write environments: {{{environment}: …}} into it"
        raise
    if spec.connector is None:
        return spec
    found = [diagnostic for rule in required_rules() for diagnostic in rule.diagnose(spec.connector)]
    assets = {name: AssetDocument(target.files[0].parent / name) for name in spec.connector.assets}
    placed = tuple(place(diagnostic, {"spec": spec.document, **assets}) for diagnostic in found)
    connector = None if has_errors(placed) else spec.connector
    return replace(spec, connector=connector, diagnostics=(*spec.diagnostics, *placed))


def load(name: str | Path, workspace: str | Path | None = None) -> Connector:
    """Read the connector of this name in the workspace, or the one whose spec file or folder is at this path.

    ``workspace`` is a folder to search upwards from, by default the current one; a path is relative to the current
    one. Raises SpecError if the spec is wrong, FileError or UnknownNameError if there is none.
    """
    spec = open_spec(single_target(str(name), None if workspace is None else Path(workspace)))
    if spec.connector is None:
        raise SpecError(spec.diagnostics)
    return spec.connector
