"""Foreign packages on disk: which files make up a connector, under any of the names in use.

The names are those of about 1,030 published connectors, https://github.com/microsoft/PowerPlatformConnectors.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct, field

from connectorsmith.errors import FileError
from connectorsmith.model.files import ICON, README
from connectorsmith.source.file_names import LONGEST_ID, id_fault
from connectorsmith.source.links import real
from connectorsmith.workspace.layout import is_root
from connectorsmith.workspace.missing_path import missing_path

_DEFINITION = (
    r"apidefinition\.swagger\.json",
    r"apidefin\w*\.swagger\.json",
    r".*\.swagger\.json",
    r"apidefin\w*\.json",
)
_PROPERTIES = (r"apiproperties\.json", r".*apiproperties.*\.json")
_ASSETS = {
    "script.csx": (r"script\.csx", r"script\.cs", r".*script\.csx", r".*\.csx"),
    "icon.png": (r"icon\.png", r".*icon.*\.png"),
    "readme.md": (r"readme\.md", r"intro\.md"),
    "settings.json": (r"settings\.json",),
}


class Package(Struct, frozen=True):
    """The files of one connector; ``assets`` are those taken along, by the name they get in a spec's folder.

    The connector's id is made from ``name``.
    """

    folder: Path
    definition: Path
    properties: Path | None = None
    assets: dict[str, Path] = field(default_factory=dict)
    name: str = ""


def find_package(path: Path) -> Package:
    """The connector at a path: a folder, or a definition file with the others beside it. Raises FileError.

    A definition in the root of a workspace or a repository, or beside another one, gives the connector its name; the
    readme of such a root is about the root.
    """
    if not os.path.lexists(path):
        raise missing_path(path, "name a connector, or the description of an API")
    folder = path if path.is_dir() else path.parent
    names = _names(folder)
    if path != folder:
        _refuse_other(path, names)
    definition = path if path != folder else _pick(folder, names, _DEFINITION)
    if definition is None:
        raise FileError(
            f"no definition in {folder}",
            "name a file, or a folder that has apiDefinition.swagger.json or one description of an API",
        )
    root = (folder / ".git").is_dir() or is_root(folder)
    wanted = {name: patterns for name, patterns in _ASSETS.items() if not root or name != README}
    assets = {name: file for name, kind in wanted.items() if (file := _pick_asset(folder, names, name, kind))}
    own = path != folder and (root or not is_definition_of_folder(definition))
    name = (own and _stem(definition)) or real(folder).name
    return Package(folder, definition, _pick(folder, names, _PROPERTIES), assets, name)


def find_properties(folder: Path) -> Path | None:
    """The properties of the connector in a folder. Raises FileError if there are several."""
    return _pick(folder, _names(folder), _PROPERTIES)


def other_files(package: Package) -> Iterator[str]:
    """The entries of a package's folder that are not taken along, without hidden ones; folders end with ``/``."""
    taken = {file.name for file in (package.definition, package.properties, *package.assets.values()) if file}
    yield from (name for name in _names(package.folder) if name not in taken and not name.startswith("."))
    yield from (f"{folder.name}/" for folder in _folders(package.folder))


def _stem(definition: Path) -> str:
    """The connector's name in the name of a definition; empty for ``apiDefinition.swagger.json``."""
    stem = re.sub(r"\.(?:swagger|json)", "", definition.stem, flags=re.IGNORECASE)
    return re.sub(r"[_.-]?(?:open)?apidefin\w*", "", stem, flags=re.IGNORECASE)


def find_packages(path: Path) -> Iterator[Path]:
    """The connectors at or below a path: itself if it is one, else every folder inside that holds a definition.

    Links to folders are not followed: they may lead back up. Raises FileError.
    """
    if not os.path.lexists(path):
        raise missing_path(path, "name a connector's folder, or a folder of such folders")
    waiting = [path]
    while waiting:
        found = waiting.pop()
        if (found is path and not found.is_dir()) or _pick(found, _names(found), _DEFINITION) is not None:
            yield found
        else:
            waiting += reversed(_folders(found))


def _folders(folder: Path) -> list[Path]:
    """The folders in a folder, sorted; those that are hidden, or links, are left out."""
    try:
        with os.scandir(folder) as entries:  # tells folders by their entries, even where their paths are too long
            names = [one.name for one in entries if not one.name.startswith(".") and one.is_dir(follow_symlinks=False)]
        return [folder / name for name in sorted(names)]
    except OSError as fault:
        raise FileError.of("list", folder, fault) from fault


def is_id(name: str) -> bool:
    """Whether a name can be a connector's id: the name of a folder on any system, and not a path."""
    return re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_.-]*", name) is not None and id_fault(name) is None


def id_of(name: str) -> str:
    """A connector's id from the name of a folder: small letters, digits and hyphens."""
    made = re.sub(r"[^a-z0-9]+", "-", name.casefold())[:LONGEST_ID].strip("-")
    return made if made and is_id(made) else f"{made}-connector".removeprefix("-")[-LONGEST_ID:]


def is_taken_along(file: Path) -> bool:
    """Whether a file has the name of a part of a package other than its definition."""
    others = (*_PROPERTIES, *(pattern for patterns in _ASSETS.values() for pattern in patterns))
    return any(re.fullmatch(pattern, file.name, re.IGNORECASE) for pattern in others)


def _refuse_other(file: Path, names: list[str]) -> None:
    """Raise FileError for a file that is known not to be a definition."""
    if file.suffix.lower() in (".yaml", ".yml"):
        raise FileError(f"{file} is YAML, and the definition of a connector is JSON", "convert it to JSON first")
    if is_taken_along(file):
        meant = _pick(file.parent, names, _DEFINITION) or file.parent
        raise FileError(f"{file} is not the definition of a connector", f"name {meant}; this file is taken along")


def _names(folder: Path) -> list[str]:
    """The entries of a folder that are not folders; what is not a file either, such as a pipe, is refused when read."""
    try:
        with os.scandir(folder) as entries:
            return sorted(one.name for one in entries if not _is_folder(one))
    except OSError as fault:
        raise FileError.of("list", folder, fault) from fault


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a folder or leads to one; a link in a circle leads to none."""
    return os.path.isdir(entry.path) if entry.is_symlink() else entry.is_dir()  # noqa: PTH112, as the entry has it


def _pick(folder: Path, names: list[str], patterns: tuple[str, ...]) -> Path | None:
    """The file that fits the most telling pattern. Raises FileError if two fit it equally."""
    for pattern in patterns:
        fitting = [name for name in names if re.fullmatch(pattern, name, re.IGNORECASE)]
        if len(fitting) > 1:
            raise FileError(f"{folder} holds {' and '.join(fitting)}", "name one of them")
        if fitting:
            return folder / fitting[0]
    return None


def _pick_asset(folder: Path, names: list[str], asset: str, patterns: tuple[str, ...]) -> Path | None:
    """The file that becomes an asset. Of several icons or readmes it is the first; FileError for other kinds."""
    if asset not in (ICON, README):
        return _pick(folder, names, patterns)
    fitting = (name for pattern in patterns for name in names if re.fullmatch(pattern, name, re.IGNORECASE))
    first = next(fitting, None)
    return folder / first if first else None


def is_definition_of_folder(path: Path) -> bool:
    """Whether a path is the definition that its folder represents, so that both are one package."""
    try:
        return path.suffix.lower() == ".json" and _pick(path.parent, _names(path.parent), _DEFINITION) == path
    except FileError:  # of several definitions in a folder each is one of its own
        return False
