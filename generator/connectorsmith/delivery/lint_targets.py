"""What ``lint`` is to look at: specs by name, specs by path, and packages, told apart by what lies at the path."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from connectorsmith.delivery.packages import find_packages
from connectorsmith.diagnostics import Diagnostic
from connectorsmith.diagnostics.frozen import frozen
from connectorsmith.errors import FileError, UnknownNameError
from connectorsmith.model import Connector
from connectorsmith.source.document import Document
from connectorsmith.workspace import SPECS, yaml_files

if TYPE_CHECKING:
    from connectorsmith.delivery.loading import Target
    from connectorsmith.spec.suppressions import Suppression


@frozen()
class LintTarget:
    """A connector to be checked: the files of a spec, or the folder or definition of a package."""

    name: str
    path: Path
    spec: Target | None = None


@dataclass(slots=True)
class Subject:
    """A target that was read: the connector if it could be made, where its keys stand, and what is wrong so far."""

    target: LintTarget
    connector: Connector | None
    documents: dict[str, Document]
    diagnostics: list[Diagnostic]
    suppressions: tuple[Suppression, ...] = field(default=())


def lint_targets(names: Sequence[str], workspace: Path | None) -> list[LintTarget]:
    """The targets that names and paths stand for; without any, all specs of the workspace.

    A workspace and its folder named specs stand for all specs in it, any other folder without a spec or a definition
    of its own for all packages below it. What is named twice is looked at once. Raises FileError or UnknownNameError.
    """
    if not names:
        return _specs((), workspace)
    found: dict[Path, LintTarget] = {}
    for name in names:
        for target in _named(name, workspace):
            found.setdefault(target.path.resolve(), target)
    return list(found.values())


def _named(name: str, workspace: Path | None) -> Iterator[LintTarget]:
    path = Path(name)
    if not name:
        raise UnknownNameError("connector", name, ())
    if path.is_file() and path.suffix == ".json":
        yield LintTarget(path.resolve().parent.name, path)
    elif path.is_dir() and (path.resolve().name == SPECS or (path / SPECS).is_dir()):
        yield from _specs((), path)
    elif path.is_dir() and not yaml_files(path) and (found := list(find_packages(path))):
        yield from (LintTarget(package.resolve().name, package) for package in found)
    elif path.exists() and path.suffix not in ("", ".yaml"):
        raise FileError(f"{path} is neither a spec nor a definition", "name a .yaml or .json file, or a folder")
    else:
        try:
            yield from _specs([name], workspace)
        except (FileError, UnknownNameError) as fault:
            if path.is_dir() and not yaml_files(path):
                hint = "a spec has files that end in .yaml, a package an apiDefinition.swagger.json"
                raise FileError(f"there is no spec and no package in {path}", hint) from fault
            raise


def _specs(names: Sequence[str], workspace: Path | None) -> list[LintTarget]:
    from connectorsmith.delivery.loading import targets  # packages do without the reader of specs

    return [_spec(target) for target in targets(names, workspace)]


def _spec(target: Target) -> LintTarget:
    first = target.files[0]
    lone = len(target.files) == 1 and first.stem == target.name
    return LintTarget(target.name, first if lone else first.parent, target)
