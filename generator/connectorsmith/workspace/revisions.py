"""Files as they are in a revision of git, laid into a folder of our own; the work tree is neither read nor changed."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path, PurePosixPath
from typing import Final

from msgspec import Struct

from connectorsmith.errors import FileError, ToolError
from connectorsmith.source.links import real
from connectorsmith.source.read_files import LARGEST
from connectorsmith.workspace.layout import absolute

HEAD: Final = "HEAD"
_SECONDS: Final = 60
_FILE: Final = "100"
"""How the mode of a regular file begins; links and submodules are left out."""
_OF_ANOTHER: Final = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"})
"""What git tells hooks of the repository that it works in, relative to a folder that need not be ours."""
_MOST: Final = 2_000
"""Files that are laid out; a connector has about ten."""


class Revision(Struct, frozen=True):
    """A commit of the repository whose top is ``root``; ``name`` is what the user calls it."""

    root: Path
    name: str
    commit: str

    @classmethod
    def find(cls, name: str, inside: Path) -> Revision:
        """The commit of a name in the repository that a folder is in, which need not be there any more.

        Raises ToolError if git is missing or the folder is in no repository, FileError if there is no such commit.
        """
        folder = _existing(inside)
        root = Path(_git(folder, "rev-parse", "--show-toplevel").decode().rstrip("\n"))
        return cls(real(root), name, _commit(root, name))

    def merge_base(self) -> Revision:
        """The commit at which HEAD left this one, so that what others have changed since does not count."""
        found = _git(self.root, "merge-base", self.commit, HEAD).decode().strip()
        return Revision(self.root, self.name, found)

    def spec_paths(self, specs: Path) -> dict[str, Path]:
        """Where each spec was in the folder of the specs, by its id: a folder, or a file beside the folders."""
        listed = _git(self.root, "ls-tree", "-z", self.commit, "--", f"{self._inside(specs)}/")
        found: dict[str, Path] = {}
        for entry in filter(None, listed.decode("utf-8", "surrogateescape").split("\0")):
            words, _, path = entry.partition("\t")
            name = PurePosixPath(path)
            if name.name.startswith("."):
                continue
            if words.split()[1] == "tree":
                found.setdefault(name.name, specs / name.name)
            elif name.suffix == ".yaml":
                found[name.stem] = specs / name.name
        return found

    def lay_out(self, path: Path, into: Path) -> Path:
        """Write what a path held to a folder, those beside a file included, and return where the path is there.

        Raises FileError if the revision has nothing at the path, or more than a connector has.
        """
        inside = self._inside(path)
        kind = self._kind(inside)
        if kind is None:
            raise FileError(f"{self.name} has no {inside}", "name a revision that has it, or a path as it was there")
        above = inside if kind == "tree" else inside.rpartition("/")[0]
        for name in self._files(above, recursive=kind == "tree"):
            target = into / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(_git(self.root, "show", "--no-textconv", f"{self.commit}:{name}"))
        return into / inside

    def _inside(self, path: Path) -> str:
        whole = absolute(path)
        for one in (whole, real(whole)):
            if one.is_relative_to(self.root):
                return one.relative_to(self.root).as_posix()
        raise FileError(f"{path} is not in the repository {self.root}", "name a path inside of it")

    def _kind(self, inside: str) -> str | None:
        if inside in ("", "."):
            return "tree"
        entry = _git(self.root, "ls-tree", "-z", self.commit, "--", inside).decode("utf-8", "surrogateescape")
        return entry.split()[1] if entry else None

    def _files(self, folder: str, *, recursive: bool) -> list[str]:
        flags = ("-r",) if recursive else ()
        below = (f"{folder}/",) if folder not in ("", ".") else ()
        listed = _git(self.root, "ls-tree", "-z", "-l", *flags, self.commit, "--", *below)
        entries = [entry.partition("\t") for entry in listed.decode("utf-8", "surrogateescape").split("\0") if entry]
        files = [(words.split()[3], name) for words, _, name in entries if words.startswith(_FILE)]
        if len(files) > _MOST or any(int(size) > LARGEST for size, _ in files):
            raise FileError(f"{folder} in {self.name} holds more than a connector", "name the folder of one connector")
        return [name for _, name in files]


def _existing(path: Path) -> Path:
    """The nearest folder above a path that is there."""
    whole = absolute(path)
    return next((one for one in (whole, *whole.parents) if one.is_dir()), Path())


def _commit(root: Path, name: str) -> str:
    try:
        found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    except ToolError as fault:
        hint = "write a branch, a tag or a commit; in CI, fetch the base branch first"
        raise FileError(f"there is no revision {name}", hint) from fault
    return found.decode().strip()


def _git(folder: Path, *arguments: str) -> bytes:
    """The output of git. Raises ToolError if it is missing, fails or takes too long."""
    known = {name: value for name, value in os.environ.items() if name not in _OF_ANOTHER}
    environment = {**known, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    command = ["git", "-C", str(folder), "--no-pager", "--literal-pathspecs", *arguments]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False, env=environment)
    except FileNotFoundError as fault:
        raise ToolError("git is not installed", "install it, or name two folders to compare") from fault
    except subprocess.TimeoutExpired as fault:
        raise ToolError(f"git {arguments[0]} took more than {_SECONDS} seconds") from fault
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ")
        raise ToolError(
            f"git {arguments[0]}: {said or 'it failed'}", "run the verb inside a clone, or name two folders"
        )
    return done.stdout
