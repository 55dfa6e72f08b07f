"""Archives and unpacked solutions to folders of packages: certification zips, solutions, and zips in zips."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Final

from connectorsmith.errors import ContentError
from connectorsmith.importers.solution import Exported, SolutionError, connectors, is_solution
from connectorsmith.source.links import leads_outside
from connectorsmith.source.read_files import read_bytes
from connectorsmith.workspace.archive_reader import Allowance, read_archive
from connectorsmith.workspace.is_packed import ROWS
from connectorsmith.workspace.packages import find_packages, id_of
from connectorsmith.workspace.reading import Reading
from connectorsmith.workspace.work_folder import put_in

_DEEPEST: Final = 3
"""Archives inside archives; a submission has a package, and that the solutions."""
_MOST: Final = 2_000
_CURE: Final = "export it again, or name the folder of a connector"
_UNPACKED: Final = "export it again, or unpack it, and name the connector or the description in it"


def unpack(path: Path, into: Path, reading: Reading) -> Path:
    """Write the package of the one connector in an archive or a solution to a folder, and return that folder.

    ``reading`` keeps the files of an archive. Raises ContentError if the archive has a fault, or holds none or several
    connectors, and FileError if a file cannot be read.
    """
    files = archive_files(path, reading) if path.is_file() else _folder(path)
    try:
        exported = connectors(files) if is_solution(files) else []
    except SolutionError as fault:
        raise ContentError(f"{path}: {fault}", _CURE) from fault
    if len(exported) > 1:
        names = ", ".join(one.name for one in exported)
        raise ContentError(f"{path} holds {len(exported)} connectors: {names}", "export a solution with one of them")
    if exported:
        return _write(exported[0], into)
    write_files(path, files, into)
    packages = [one for one in find_packages(into) if one.is_dir()]
    if len(packages) != 1:
        found = ", ".join(one.relative_to(into).as_posix() for one in packages)
        message = f"{path} holds {len(packages)} connectors: {found}" if packages else f"{path} holds no connector"
        raise ContentError(message, "unpack it, and name the folder of one" if packages else _UNPACKED)
    return packages[0]


def archive_files(path: Path, reading: Reading) -> dict[str, bytes]:
    """The files of an archive and of those in it. Raises ContentError for a fault, and FileError."""
    if path not in reading.archives:
        reading.archives[path] = _archive(read_bytes(path), path.name, Allowance(), 0)
    return reading.archives[path]


def write_files(path: Path, files: Mapping[str, bytes], into: Path) -> None:
    """Write the files of an archive to a folder.

    Raises ContentError for names that no system can hold together, and FileError and TemporaryFilesError.
    """
    _refuse_clashes(path, files)
    for name, content in files.items():
        put_in(into / name, content)


def _refuse_clashes(path: Path, files: Mapping[str, bytes]) -> None:
    """Raise ContentError for a file with the name of a folder, whose files no system can hold beside it."""
    names = {name.casefold(): name for name in files}
    folders = {str(folder) for name in names for folder in PurePosixPath(name).parents}
    for both in sorted(folders & names.keys()):
        raise ContentError(f"{path} holds {names[both]} as a file and as a folder", _CURE)


def _write(exported: Exported, into: Path) -> Path:
    folder = into / id_of(exported.name)
    for name, content in exported.files.items():
        put_in(folder / name, content)
    return folder


def _archive(content: bytes, name: str, allowance: Allowance, depth: int) -> dict[str, bytes]:
    """The files of an archive and of those in it, below the name of each. Raises ContentError for a fault."""
    archive = read_archive(content, name, allowance)
    if archive.faults:
        raise ContentError(archive.faults[0], _CURE)
    files: dict[str, bytes] = {}
    for path, data in archive.files.items():
        if path.lower().endswith(".zip") and depth < _DEEPEST:
            inner = _archive(data, f"{path} in {name}", allowance, depth + 1)
            found = {f"{path[: -len('.zip')]}/{entry}": content for entry, content in inner.items()}
        else:
            found = {path: data}
        if twice := files.keys() & found.keys():
            both = min(twice)
            raise ContentError(f"{name} holds {both} twice, once in an archive inside it", _CURE)
        files |= found
    return files


def _folder(folder: Path) -> Mapping[str, bytes]:
    above = folder.parent if folder.name in ROWS else folder  # the folder of the connectors alone
    files = {file.relative_to(above).as_posix(): read_bytes(file) for file in _files(folder)}
    if len(files) > _MOST:
        raise ContentError(f"{folder} holds more than {_MOST:,} files", "name the folder of a solution")
    return files


def _files(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders.sort()
        for file in (Path(place) / name for name in sorted(names)):
            if leads_outside(file, folder):
                raise ContentError(f"{file} is a link that leads out of {folder}", "put the file itself in its place")
            if file.is_file():
                yield file
