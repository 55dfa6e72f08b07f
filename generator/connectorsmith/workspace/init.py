"""A new workspace with one example connector in it, from files that come with the package."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from connectorsmith.errors import FileError
from connectorsmith.workspace.editor_schema import schema_reference
from connectorsmith.workspace.file_changes import FileChange, changes
from connectorsmith.workspace.layout import SPECS, Workspace

_DOTTED: Final = {"gitignore": ".gitignore"}
"""Files that are kept without their dot, because packaging tools leave dot-files out."""


def plan_init(folder: Path) -> list[FileChange]:
    """The files of a new workspace in a folder, which need not exist.

    Raises FileError, naming them, if any of the files is there already: nothing is ever overwritten.
    """
    workspace = Workspace(folder)
    line, schema = schema_reference(workspace)
    contents = {_placed(path, workspace): content for path, content in _contents(line)}
    planned = changes(folder, contents, ())
    planned += [schema] if schema else []
    there = [change.path.relative_to(folder).as_posix() for change in planned if change.old is not None]
    if there:
        raise FileError(f"{folder} has {', '.join(there)} already", "nothing is overwritten: choose another folder")
    return planned


def _placed(path: str, workspace: Workspace) -> str:
    """The path of a file where settings name another folder of the specs."""
    specs = workspace.specs.relative_to(workspace.root).as_posix()
    return f"{specs}{path.removeprefix(SPECS)}" if path.startswith(f"{SPECS}/") else path


def _contents(line: str) -> Iterator[tuple[str, bytes]]:
    """Each file's path in the workspace and its bytes; a spec begins with the line that names its schema.

    Cases have another schema, which is not in the workspace.
    """
    root = files("connectorsmith.workspace") / "templates" / "workspace"
    for path, file in sorted(_walk(root, "")):
        text = file.read_text("utf-8")
        is_spec = path.endswith(".yaml") and "/tests/" not in path
        yield _DOTTED.get(path, path), (f"{line}\n{text}" if is_spec else text).encode("utf-8")


def _walk(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _walk(entry, f"{path}{entry.name}/")
        else:
            yield f"{path}{entry.name}", entry
