"""Where things are: the folder that holds specs, policies and connectors, and the spec files of a connector."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from msgspec import Struct

from connectorsmith.errors import FileError, UnknownNameError
from connectorsmith.source.links import real, refuse_link_out
from connectorsmith.workspace.configuration import NAME, settings_of

SPECS: Final = "specs"
"""The folder that makes another one a workspace, where settings do not name another one."""
CONNECTIONS: Final = Path(".connectorsmith") / "connections.yaml"
"""The connections with which connectors are run on this machine."""
DEPLOYMENTS: Final = "environments.yaml"
"""Beside a spec, but no part of it: which connector each environment holds."""
ACCEPTED: Final = "changes.yaml"
"""Beside a spec, but no part of it: the breaking changes that its authors have accepted."""
CHANGELOG: Final = "CHANGELOG.md"
"""Beside a spec, but no part of it: the release notes."""
RECORD: Final = "imported.json"
"""Beside a spec, but no part of it: the package that the spec was imported as."""
BESIDE: Final = frozenset({DEPLOYMENTS, ACCEPTED})
"""The files in YAML beside a spec that are not part of it."""
_BESIDE_LONE: Final = BESIDE | {CHANGELOG, RECORD}
"""The files that a spec of one file has in a folder of its name."""


class Workspace(Struct, frozen=True):
    """A folder with a ``specs`` folder in it, or with settings that say where its parts are."""

    root: Path

    @classmethod
    def find(cls, start: Path) -> Workspace:
        """The one workspace that ``start`` lies in, or that the settings there name.

        Raises FileError as ``find_all`` does, and if there are several.
        """
        found = cls.find_all(start)
        if len(found) > 1:
            known = ", ".join(one.root.relative_to(real(start)).as_posix() for one in found)
            raise FileError(f"there are several workspaces here: {known}", "name one of them with --workspace DIR")
        return found[0]

    @classmethod
    def find_all(cls, start: Path) -> tuple[Workspace, ...]:
        """The workspace that ``start`` lies in, or those that the settings of the nearest folder upwards list.

        Raises FileError if there is none, with the folder where the search began.
        """
        here = real(start)
        for folder in (here, *here.parents):
            if listed := settings_of(folder).get("workspaces"):
                return tuple(cls._listed_in(folder, name) for name in listed)
            if (root := _root_at(folder)) is not None:
                return (cls(root)._checked(),)
        raise FileError(
            f"no folder named specs in {here} or above it",
            "go to a workspace, name one with --workspace DIR, or make one with: connectorsmith init",
        )

    @classmethod
    def _listed_in(cls, folder: Path, name: str) -> Workspace:
        """A workspace that settings list. Raises FileError if the folder is none."""
        home = real(folder / name)
        root = _root_at(home)
        if root is None:
            raise FileError(
                f"{home} is listed as a workspace, and has no folder named specs",
                f"make it with: connectorsmith init, or correct workspaces in {folder / NAME}",
            )
        return cls(root)._checked()

    def _checked(self) -> Workspace:
        """This workspace. Raises FileError if settings name a folder of specs that is not there."""
        if not self.specs.is_dir():
            raise FileError(f"there is no folder {self.specs}", f"make it, or correct specs in {self.root / NAME}")
        return self

    @property
    def specs(self) -> Path:
        """The folder of the specs."""
        return self._part(SPECS)

    @property
    def connectors(self) -> Path:
        """The folder that the generated connectors are written to."""
        return self._part("connectors")

    @property
    def policies(self) -> Path:
        """The folder of the workspace's own policy templates; need not exist."""
        return self._part("policies")

    def _part(self, name: str) -> Path:
        """A folder of the workspace, which has its own name unless settings give another."""
        found: str = settings_of(real(self.root)).get("paths", {}).get(name, name)
        return self.root / found

    def names(self) -> tuple[str, ...]:
        """The ids of the connectors, sorted: each folder with a YAML file in it, each YAML file beside the folders."""
        return self._listed().names()

    def folders_without_spec(self) -> list[Path]:
        """The folders below ``specs`` that describe no connector, sorted: no file in them ends in .yaml."""
        listed = self._listed()
        return sorted(
            folder for name, folder in listed.folders.items() if name not in listed.singles and not yaml_files(folder)
        )

    def all_spec_files(self) -> dict[str, list[Path]]:
        """The files of each connector by its id, sorted. Raises FileError as ``spec_files`` does."""
        listed = self._listed()
        return {name: self._files(name, listed) for name in listed.names()}

    def spec_files(self, name: str) -> list[Path]:
        """The files that describe a connector, sorted: those of its folder, or its one file.

        Raises UnknownNameError if there are none, FileError if it has both, its folder has no YAML in it, or another
        connector has the same id but for capital letters.
        """
        return self._files(name, self._listed())

    def _files(self, name: str, listed: _Listed) -> list[Path]:
        folder, single = listed.folders.get(name), listed.singles.get(name)
        if (folder or single) and (other := listed.twin(name)):
            raise FileError(
                f"{name} and {other} in {self.specs} differ by capital letters only, which Windows and macOS ignore",
                "give one of them another name",
            )
        if folder and single and (yaml_files(folder) or not any((folder / name).is_file() for name in _BESIDE_LONE)):
            raise FileError(
                f"connector {name} is described twice: by {folder} and by {single}",
                "move the file into the folder, or remove one of the two",
            )
        if single:
            return [single]
        if folder:
            return folder_files(folder)
        raise UnknownNameError("connector", name, listed.names())

    def _listed(self) -> _Listed:
        folders = {entry.name: entry for entry in _entries(self.specs) if entry.is_dir()}
        singles = {entry.stem: entry for entry in yaml_files(self.specs)}
        alike: dict[str, list[str]] = {}
        for name in sorted({*folders, *singles}):
            alike.setdefault(name.casefold(), []).append(name)
        return _Listed(folders, singles, alike)


class _Listed(Struct, frozen=True):
    """The entries of the folder of specs: folders and single files by name, and names by their lower case."""

    folders: dict[str, Path]
    singles: dict[str, Path]
    alike: dict[str, list[str]]

    def names(self) -> tuple[str, ...]:
        """The ids of the connectors, sorted."""
        folders = (name for name, folder in self.folders.items() if yaml_files(folder))
        return tuple(sorted({*folders, *self.singles}))

    def twin(self, name: str) -> str | None:
        """Another name that is the same where capital letters do not count."""
        return next((one for one in self.alike[name.casefold()] if one != name), None)


def absolute(path: Path) -> Path:
    """A path from the root, without ``..``; links that no ``..`` follows are kept."""
    path = path.absolute()
    parts = path.parts
    if ".." not in parts:
        return path
    last = len(parts) - parts[::-1].index("..")
    return real(Path(*parts[:last])).joinpath(*parts[last:])


def workspace_above(path: Path) -> Path | None:
    """The workspace that a file or folder is in, as its path is written, links or not; ``None`` if in none."""
    path = absolute(path)
    return next((root for one in (path, *path.parents) if (root := _root_at(one)) is not None), None)


def is_root(folder: Path) -> bool:
    """Whether a folder is a workspace itself, as its path is written; those above it are not asked."""
    folder = absolute(folder)
    return _root_at(folder) == folder


def workspaces_at(start: Path) -> tuple[Workspace, ...]:
    """The workspaces as ``Workspace.find_all`` gives them; none where it finds a fault."""
    try:
        return Workspace.find_all(start)
    except FileError:
        return ()


def is_workspace(path: Path) -> bool:
    """Whether a folder is a workspace itself, or has settings that list workspaces."""
    return "workspaces" in settings_of(real(path)) or is_root(path)


def is_specs_folder(path: Path) -> bool:
    """Whether a folder is that of the specs of a workspace, links followed."""
    found = real(path)
    root = workspace_above(found)
    return found.name == SPECS if root is None else real(Workspace(root).specs) == found


def _root_at(folder: Path) -> Path | None:
    """The workspace whose specs a folder holds or places elsewhere: the folder, or one above whose settings say so."""
    settings = settings_of(folder)
    if "paths" in settings:
        return folder
    if not (folder / SPECS).is_dir() or ("workspaces" in settings and "." not in settings["workspaces"]):
        return None
    for above in folder.parents:
        placed = settings_of(above).get("paths", {}).get(SPECS)
        if placed is not None and real(above / placed) == real(folder / SPECS):
            return above
    return folder


def border_of(folder: Path) -> Path:
    """The folder that links below a folder may not lead out of when files are written: its workspace, or itself.

    Raises FileError if the folder is in a workspace, and leads out of it already.
    """
    border = workspace_above(folder) or folder
    refuse_link_out(folder, border)
    return border


def twin(name: str, names: Iterable[str]) -> str | None:
    """Another one of the names, the first by the alphabet, that is the same where capital letters do not count."""
    return next((one for one in sorted(names) if one != name and one.casefold() == name.casefold()), None)


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
    except OSError as fault:
        raise FileError.of("list", folder, fault) from fault


def yaml_files(folder: Path) -> list[Path]:
    """The files in a folder that are parts of a spec, sorted. Raises FileError."""
    entries = (entry for entry in _entries(folder) if entry.suffix == ".yaml" and entry.name not in BESIDE)
    return [entry for entry in entries if not entry.is_dir()]


def folder_files(folder: Path) -> list[Path]:
    """The files of a connector's folder. Raises FileError if there are none, or one would be left out unnoticed."""
    files = yaml_files(folder)
    others = [entry for entry in _entries(folder) if entry.suffix.lower() in _ALMOST and entry.suffix != ".yaml"]
    cure = f"rename {others[0].name} to {others[0].stem}.yaml" if others else "write connector.yaml there"
    if not files:
        raise FileError(f"no file in {folder} ends in .yaml", cure)
    if others:
        raise FileError(f"{others[0]} would not be read, because only .yaml is", cure)
    return files


_ALMOST: Final = (".yaml", ".yml")
