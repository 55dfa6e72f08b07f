"""The targets of ``lint``: specs by name, specs by path, and packages, recognised by the content at the path."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from connectorsmith.errors import FileError, UnknownNameError
from connectorsmith.source.links import real
from connectorsmith.source.read_files import odd_kind, read_text
from connectorsmith.workspace.is_packed import is_packed
from connectorsmith.workspace.layout import Workspace, is_specs_folder, is_workspace, yaml_files
from connectorsmith.workspace.missing_path import missing_path
from connectorsmith.workspace.packages import find_packages, is_definition_of_folder
from connectorsmith.workspace.targets import Target, spec_targets

_SHOWN: Final = 3


def lint_targets(names: Sequence[str], workspace: Path | None) -> list[Target]:
    """The targets that names and paths represent; without any, all specs of the workspace.

    A workspace and its folder named specs represent all specs in it, any other folder without a spec or a definition
    of its own for all packages below it; YAML without keys of the language makes no spec there. What is named twice is
    looked at once. Raises FileError or UnknownNameError.
    """
    if not names:
        return spec_targets((), workspace)
    found: dict[Path, Target] = {}
    for name in names:
        for target in _named(name, workspace):
            found.setdefault(real(target.path), target)
    return [target for path, target in found.items() if path.parent not in found or not is_definition_of_folder(path)]


def _named(name: str, workspace: Path | None) -> Iterator[Target]:
    path = Path(name)
    if not name:
        raise FileError("a name is empty", "is a variable not set? Without any name, all specs are checked")
    if os.path.lexists(path) and not path.is_dir() and path.suffix.lower() == ".json":
        yield Target(real(path).parent.name, path)
    elif path.suffix.lower() == ".zip" and path.is_file():
        yield Target(path.stem, path)
    elif path.is_dir() and (is_specs_folder(path) or is_workspace(path)):
        yield from spec_targets((), path)
    elif path.is_dir() and is_packed(path):
        yield Target(real(path).name, path)
    elif path.is_dir():
        yield from _folder(path, workspace)
    elif path.exists() and path.suffix not in ("", ".yaml"):
        raise FileError(f"{path} is neither a spec nor a definition", "name a .yaml or .json file, or a folder")
    elif path.exists() or path.suffix == ".yaml":
        yield from spec_targets([name], workspace)
    elif path.suffix == ".json" or name != path.name:
        raise missing_path(name, "check the spelling, and the folder that you are in")
    else:
        yield from _connector(name, workspace)


def _connector(name: str, workspace: Path | None) -> list[Target]:
    """The connector of this name, which is not a file or folder here. Raises FileError or UnknownNameError."""
    try:
        Workspace.find_all(workspace or Path())
    except FileError as fault:
        raise FileError(f"there is no file or folder {name} here, and {fault.message}", fault.hint) from fault
    return spec_targets([name], workspace)


def _folder(path: Path, workspace: Path | None) -> Iterator[Target]:
    """The spec that a folder is, or the packages in and below it; its YAML decides, if it has any."""
    written = yaml_files(path)
    try:
        packages = list(find_packages(path))
    except FileError:
        if not written:
            raise
        packages = []
    parts = [file.name for file in written if _is_part_of_a_spec(file)] if packages else []
    if packages and not parts:
        besides = [file.name for file in written]
        note = f"{path} is taken for {_count(packages)}: no key of a spec is in {_listed(besides)}" if besides else None
        yield from (Target(real(package).name, package, note=note) for package in packages)
        return
    try:
        found = spec_targets([str(path)], workspace)
    except (FileError, UnknownNameError) as fault:
        if written:
            raise
        hint = "a spec has files that end in .yaml, a package an apiDefinition.swagger.json"
        raise FileError(f"there is no spec and no package in {path}", hint) from fault
    cure = f"name a folder or a definition in it to check its {_count(packages)}"
    note = f"{path} is taken for a spec, because of {_listed(parts)}; {cure}" if packages else None
    yield from (replace(target, note=note) for target in found)


def _count(packages: Sequence[Path]) -> str:
    return f"{len(packages)} package{'s' * (len(packages) != 1)}"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:_SHOWN]) + (f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else "")


def _is_part_of_a_spec(file: Path) -> bool:
    """Whether most keys of a YAML file are those of a spec, and none says that it is a definition of another kind."""
    from connectorsmith.language.schema import language
    from connectorsmith.source.yaml.read import read_yaml  # packages do without both

    text, _ = (None, None) if odd_kind(file) else read_text(file)
    value = None if text is None else read_yaml(text, file)[0].value
    keys = [key for key in value if not key.startswith("x-")] if isinstance(value, dict) else []
    known = sum(key in language()["properties"] for key in keys)
    return 2 * known > len(keys) and not {"swagger", "openapi"} & set(keys)
