"""The packages that a build makes in a workspace, and leftovers that no spec belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct

from connectorsmith.diagnostics import Diagnostic, has_errors
from connectorsmith.errors import FileError
from connectorsmith.language.environments import ENVIRONMENTS as OVERLAYS
from connectorsmith.model.files import DEFINITION_FILE
from connectorsmith.workspace.build import ENVIRONMENTS, check_build, folder_of, plan_build
from connectorsmith.workspace.environments import in_environment
from connectorsmith.workspace.file_changes import UNCHANGED, FileChange
from connectorsmith.workspace.open import checked, open_target
from connectorsmith.workspace.opened import OpenedConnector
from connectorsmith.workspace.targets import Target

REFERENCE: Final = "reference.md"
"""The page that nothing but a build makes."""


class Build(Struct, frozen=True):
    """A connector, as it is or in an environment; ``changes`` is ``None`` if its spec has errors."""

    name: str
    environment: str | None
    diagnostics: tuple[Diagnostic, ...]
    changes: tuple[FileChange, ...] | None

    @property
    def stale(self) -> bool:
        """Whether a build would change any file."""
        return any(change.status != UNCHANGED for change in self.changes or ())


class LeftOver(Struct, frozen=True):
    """A folder of an earlier build without a spec, with the reason and the cure."""

    folder: Path
    reason: str
    cure: str


def plan_builds(
    targets: Sequence[Target], root: Path, environment: str | None, *, everywhere: bool
) -> tuple[list[Build], list[LeftOver]]:
    """Plan the packages of connectors below a root, and list those of environments that their specs do not have.

    ``everywhere`` plans the packages of other environments as well, where there are any already. Raises
    FileError as ``plan_build`` does, UnknownNameError if a spec has no such environment.
    """
    builds: list[Build] = []
    left: list[LeftOver] = []
    for target in targets:
        opened = open_target(target, environment)
        build = plan_opened(opened, root)
        builds.append(build)
        if build.changes is None or environment is not None:
            continue
        known = opened.spec.value.get(OVERLAYS, {})
        there = built_environments(root / target.name)
        left += [_without_environment(target.name, name, root) for name in there if name not in known]
        builds += [plan_opened(in_environment(opened, name), root) for name in there if everywhere and name in known]
    return builds, left


def _without_environment(name: str, environment: str, root: Path) -> LeftOver:
    reason = f"the spec of {name} has no environment {environment}"
    return LeftOver(folder_of(root, name, environment), reason, "remove it, or add the environment to the spec")


def plan_opened(opened: OpenedConnector, root: Path) -> Build:
    """Check an opened spec, and plan its package below a root. Raises FileError as ``plan_build`` does."""
    found = checked(opened)
    name, environment = opened.target.name, opened.environment
    if found.connector is None:
        return Build(name, environment, found.diagnostics, None)
    changes = tuple(plan_build(found.connector, folder_of(root, name, environment)))
    faults = tuple(found.placed([*check_build(found.connector, changes)]))
    return Build(name, environment, (*found.diagnostics, *faults), None if has_errors(faults) else changes)


def built_environments(folder: Path) -> list[str]:
    """The environments for which a connector's folder holds a package, sorted. Raises FileError."""
    return [inner.name for inner in _folders(folder / ENVIRONMENTS) if _is_built(inner)]


def without_spec(root: Path, names: Iterable[str]) -> list[LeftOver]:
    """The packages below a root, sorted, that belong to none of these connectors. Raises FileError.

    A package from elsewhere has no reference page, and is left out.
    """
    known = {*names}
    alike = {name.casefold(): name for name in sorted(known, reverse=True)}

    def belongs(folder: Path) -> bool:
        return folder.name in known or _is_same(folder, alike.get(folder.name.casefold()))

    others = (folder for folder in _folders(root) if not belongs(folder))
    built = (folder for folder in others if _is_built(folder) or built_environments(folder))
    return [
        LeftOver(folder, f"there is no spec of {folder.name}", "remove it, or bring the spec back") for folder in built
    ]


def _is_same(folder: Path, name: str | None) -> bool:
    """Whether a folder belongs to a connector under another case of its name, on a disk that ignores case."""
    beside = None if name is None else folder.with_name(name)
    return beside is not None and beside.exists() and beside.samefile(folder)


def _is_built(folder: Path) -> bool:
    return (folder / DEFINITION_FILE).is_file() and (folder / REFERENCE).is_file()


def _folders(folder: Path) -> Iterator[Path]:
    try:
        yield from sorted(inner for inner in folder.iterdir() if inner.is_dir())
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as fault:
        raise FileError.of("list", folder, fault) from fault
