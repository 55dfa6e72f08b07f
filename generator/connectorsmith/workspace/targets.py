"""Targets: the connectors that a command line names, by the name of a spec or by a path."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from connectorsmith.errors import FileError
from connectorsmith.source.links import real
from connectorsmith.workspace.layout import Workspace, folder_files, is_specs_folder, yaml_files
from connectorsmith.workspace.missing_path import missing_path


class Target(Struct, frozen=True):
    """A connector to open: a spec if it has ``files``, else the folder or the definition of a package.

    ``note`` explains what the folder was taken for, where that was in doubt.
    """

    name: str
    path: Path
    files: tuple[Path, ...] = ()
    note: str | None = None

    @property
    def is_spec(self) -> bool:
        """Whether this is a spec, and not a package."""
        return bool(self.files)

    @property
    def folder(self) -> Path:
        """The folder that holds the files, and those beside them, such as the icon."""
        if self.files:
            return self.files[0].parent
        return self.path if self.path.is_dir() else self.path.parent


def beside(target: Target, name: str) -> Path:
    """Where a file that belongs to a spec is kept: beside it, in a folder of its name if it is one file."""
    lone = target.path in target.files
    return (target.folder / target.name if lone else target.folder) / name


def spec_target(name: str, files: Sequence[Path]) -> Target:
    """The target of a spec with these files: its path is its one file if that has its name, else their folder."""
    first = files[0]
    lone = len(files) == 1 and first.stem == name
    return Target(name, first if lone else first.parent, tuple(files))


def spec_targets(names: Sequence[str], workspace: Path | None, whole: bool = True) -> list[Target]:
    """The specs that names or paths represent; without any, all of the workspace.

    ``workspace`` is a folder to search upwards from, by default the current one; a file of a connector's folder is
    for its connector if that is wanted ``whole``. Raises FileError or UnknownNameError.
    """
    if not names:
        return [target for house in Workspace.find_all(workspace or Path()) for target in _all(house)]
    return list(dict.fromkeys(target for name in names for target in _named(name, workspace, whole)))


def single_target(name: str, workspace: Path | None) -> Target:
    """The one spec that a name or path represents. Raises FileError, also if it represents several."""
    found = spec_targets([name], workspace)
    if len(found) > 1:
        known = ", ".join(target.name for target in found)
        raise FileError(f"{name} holds several connectors: {known}", "name one of them")
    return found[0]


def _named(name: str, workspace: Path | None, whole: bool) -> list[Target]:
    path = Path(name)
    if not name.strip():
        raise FileError("the name of a connector is empty", "write a name, or leave it out for every connector")
    if path.is_dir() and is_specs_folder(path):
        return _all(Workspace.find(path))
    if path.is_dir() and (len(path.parts) > 1 or yaml_files(path)):
        return [_folder(path)]
    if path.suffix == ".yaml":
        part = whole and path.is_file() and is_specs_folder(path.absolute().parent.parent)
        return [_folder(path.parent) if part else spec_target(path.stem, (path,))]
    if len(path.parts) > 1:
        raise missing_path(path, "name a connector, a spec file, or a folder of spec files", "spec at")
    return [spec_target(name, house_with(name, workspace).spec_files(name))]


def house_with(name: str, workspace: Path | None) -> Workspace:
    """The workspace that has a connector of this name; the first one if none has.

    Raises FileError if several have one.
    """
    houses = Workspace.find_all(workspace or Path())
    found = [one for one in houses if name in one.names()] if len(houses) > 1 else []
    if len(found) > 1:
        known = ", ".join(str(one.root) for one in found)
        raise FileError(f"{name} is in several workspaces: {known}", "name one of them with --workspace DIR")
    return (*found, *houses)[0]


def _folder(path: Path) -> Target:
    return spec_target(real(path).name, folder_files(path))


def _all(workspace: Workspace) -> list[Target]:
    found = [spec_target(name, files) for name, files in workspace.all_spec_files().items()]
    if not found:
        raise FileError(f"there is no spec in {workspace.specs}", "write one, or start with: connectorsmith init")
    return found
