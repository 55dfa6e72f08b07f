"""Files as they are in a revision of git, written to a temporary folder; the work tree is neither read nor changed."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Final

from msgspec import Struct

from connectorsmith.errors import FileError, ToolError
from connectorsmith.source.links import real
from connectorsmith.source.read_files import LARGEST
from connectorsmith.workspace.configuration import NAME
from connectorsmith.workspace.layout import Workspace, absolute, workspace_above
from connectorsmith.workspace.settings_faults import PARTS
from connectorsmith.workspace.work_folder import put_in

HEAD: Final = "HEAD"
_SECONDS: Final = 60
_FILE: Final = "100"
"""How the mode of a regular file begins."""
_LINK: Final = "120000"
"""The mode of a symbolic link; what it leads to inside of the commit is read in its place."""
_REPOSITORY: Final = ".git"
"""The folder that marks the top of a repository, whose readme is not that of a connector."""
_MOST_LINKS: Final = 40
"""Links that are followed on the way to one path, as Linux does."""
_OF_ANOTHER: Final = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"})
"""Variables by which git tells its hooks the repository; their paths may be relative to another folder."""
_MOST: Final = 2_000
"""Files that are laid out; a connector has about ten."""


class Revision(Struct, frozen=True):
    """A commit of the repository whose top is ``root``; ``name`` is what the user calls it."""

    root: Path
    name: str
    commit: str

    @classmethod
    def find(cls, name: str, inside: Path) -> Revision:
        """The commit of a name in the repository of a folder, which may have been removed.

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
        found: dict[str, Path] = {}
        folder = self._followed(self._inside(specs)[0])
        for entry in [] if folder is None else self._listed(_below(folder)):
            name = PurePosixPath(entry.path)
            if name.name.startswith("."):
                continue
            if name.suffix == ".yaml" and entry.kind == "blob":
                found[name.stem] = specs / name.name
            elif entry.kind == "tree" or (entry.mode == _LINK and self._kind(self._followed(entry.path)) == "tree"):
                found.setdefault(name.name, specs / name.name)
        return found

    def lay_out(self, path: Path, into: Path) -> Path:
        """Write what a path held to a folder, those beside a file included, and return where the path is there.

        Links are followed inside of the commit. Raises FileError if the revision has nothing at the path, or more than
        a connector has.
        """
        wanted = self._inside(path)
        inside = next((one for one in map(self._followed, wanted) if one is not None), None)
        kind = self._kind(inside)
        if inside is None or kind is None:
            shown = wanted[0] or "package at the top of the repository"
            raise FileError(f"{self.name} has no {shown}", "name a revision that has it, or a path as it was there")
        above = inside if kind == "tree" else inside.rpartition("/")[0]
        self._write(self._files(above, recursive=kind == "tree"), into)
        if kind == "blob":
            self._write(self._files(inside.rpartition(".")[0], recursive=False), into)  # what a lone spec has beside it
        self._add_workspace(path, into)
        if not above:
            (into / _REPOSITORY).mkdir(exist_ok=True)
        return into / inside

    def _add_workspace(self, path: Path, into: Path) -> None:
        """Write what a connector needs of its workspace: its policy templates, and the folder that makes it one."""
        root = workspace_above(path)
        if root is None or not real(root).is_relative_to(self.root):
            return
        inside = self._followed(self._inside(root)[0])
        if inside is None:
            return
        house = Workspace(root)
        parts = {part: getattr(house, part).relative_to(root).as_posix() for part in PARTS}
        (into / inside / parts["specs"]).mkdir(parents=True, exist_ok=True)
        if any(part != path for part, path in parts.items()):
            lines = (f"{part} = {json.dumps(path, ensure_ascii=False)}\n" for part, path in parts.items())
            put_in(into / inside / NAME, "".join(["[paths]\n", *lines]).encode())
        if self.has(house.policies):
            self._write(self._files(self._inside(house.policies)[0], recursive=False), into)

    def _write(self, files: Iterable[tuple[str, _Entry]], into: Path) -> None:
        """Write the files of the commit, all read by one process; each has its path and where its content is."""
        listed = [*files]
        given = "".join(f"{entry.hash}\n" for _, entry in listed).encode()
        content = _git(self.root, "cat-file", "--batch", given=given) if listed else b""
        at = 0
        for name, entry in listed:
            at = content.index(b"\n", at) + 1
            put_in(into / name, content[at : at + entry.size])
            at += entry.size + 1

    def has(self, path: Path) -> bool:
        """Whether the revision has a file or folder at a path. Raises FileError for one outside of the repository."""
        return any(self._followed(one) is not None for one in self._inside(path))

    def _inside(self, path: Path) -> list[str]:
        """The path below the top of the repository, as it is written and with the links of the disk followed."""
        whole = absolute(path)
        below = [one for one in (whole, real(whole.parent) / whole.name, real(whole)) if one.is_relative_to(self.root)]
        if not below:
            raise FileError(f"{path} is not in the repository {self.root}", "name a path inside of it")
        return list(dict.fromkeys("/".join(one.relative_to(self.root).parts) for one in below))

    def _followed(self, inside: str) -> str | None:
        """A path with the links of the commit followed; ``None`` if nothing is there, or a link leads out of it."""
        waiting = inside.split("/")[::-1]
        done: list[str] = []
        links = 0
        while waiting:
            part = waiting.pop()
            if part in ("", "."):
                continue
            if part == "..":
                if not done:
                    return None
                done.pop()
                continue
            here = "/".join((*done, part))
            entry = next(iter(self._listed(here)), None)
            if entry is None:
                return None
            if entry.mode != _LINK:
                done.append(part)
                continue
            leads_to = _git(self.root, "cat-file", "blob", f"{self.commit}:{here}").decode("utf-8", "surrogateescape")
            links += 1
            if links > _MOST_LINKS or leads_to.startswith("/"):
                return None
            waiting += leads_to.split("/")[::-1]
        return "/".join(done)

    def _kind(self, inside: str | None) -> str | None:
        if not inside:
            return None if inside is None else "tree"
        entry = next(iter(self._listed(inside)), None)
        return None if entry is None else entry.kind

    def _files(self, folder: str, *, recursive: bool) -> Iterator[tuple[str, _Entry]]:
        """The files of a folder with the entry that has the content of each, which for links is another one.

        At the top of a repository, which holds much else, only the files beside each other are a connector.
        """
        entries = [*self._listed(_below(folder), *(["-r"] if recursive and folder else []))]
        if len(entries) > _MOST:
            raise self._too_much(folder)
        for entry in entries:
            if entry.mode.startswith(_FILE):
                yield from self._checked(entry, entry.path, folder)
            elif entry.mode == _LINK and (found := self._followed(entry.path)) is not None:
                for inner in self._listed(_below(found)) if self._kind(found) == "tree" else self._listed(found):
                    name = entry.path + inner.path.removeprefix(found)
                    if inner.mode.startswith(_FILE):
                        yield from self._checked(inner, name, folder)

    def _checked(self, entry: _Entry, name: str, folder: str) -> Iterator[tuple[str, _Entry]]:
        if entry.size > LARGEST:
            raise self._too_much(folder)
        yield name, entry

    def _too_much(self, folder: str) -> FileError:
        return FileError(f"{folder} in {self.name} holds more than a connector", "name the folder of one connector")

    def _listed(self, path: str, *flags: str) -> Iterator[_Entry]:
        """The entry at a path, or those in a folder whose path ends in ``/``; for no path, those at the top."""
        listed = _git(self.root, "ls-tree", "-z", "-l", *flags, self.commit, "--", *([path] if path else []))
        for line in filter(None, listed.decode("utf-8", "surrogateescape").split("\0")):
            words, _, name = line.partition("\t")
            mode, kind, known, size = words.split()
            yield _Entry(mode, kind, known, int(size) if size.isdecimal() else 0, name)


class _Entry(Struct, frozen=True):
    """The entry of a commit at a path; ``size`` is in bytes, and 0 for anything but a file."""

    mode: str
    kind: str
    hash: str
    size: int
    path: str


def _below(folder: str) -> str:
    """The argument of ``git ls-tree`` for the entries of a folder."""
    return f"{folder}/" if folder else ""


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


def _git(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    """The output of git, which reads ``given``. Raises ToolError if it is missing, fails or takes too long."""
    known = {name: value for name, value in os.environ.items() if name not in _OF_ANOTHER}
    environment = {**known, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    command = ["git", "-C", str(folder), "--no-pager", "--literal-pathspecs", *arguments]
    try:
        done = subprocess.run(command, input=given, capture_output=True, timeout=_SECONDS, check=False, env=environment)
    except FileNotFoundError as fault:
        raise ToolError("git is not installed", "install it, or name two folders to compare") from fault
    except subprocess.TimeoutExpired as fault:
        raise ToolError(f"git {arguments[0]} took more than {_SECONDS} seconds") from fault
    if done.returncode != 0:
        reason = done.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ")
        raise ToolError(
            f"git {arguments[0]}: {reason or 'it failed'}", "run the verb inside a clone, or name two folders"
        )
    return done.stdout
