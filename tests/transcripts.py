"""Commands of a case run one after the other, and everything they print."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest


class Ended(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Ended]


def write(root: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")


def transcript(wanted: dict[str, Any], root: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> str:
    """The commands of a case in a workspace, which has its files, links and pipes, with everything they print."""
    prepare(root, wanted)
    (root / wanted.get("in", ".")).mkdir(parents=True, exist_ok=True)
    monkeypatch.chdir(root / wanted.get("in", "."))
    output = ""
    for step in wanted["run"]:
        if isinstance(step, dict) and "show" in step:
            output += f"{step['show']}:\n{(root / step['show']).read_text('utf-8')}\n"
            continue
        if isinstance(step, dict):  # a change of the workspace between two commands
            prepare(root, step)
            continue
        code, out, err = run(*(argument.replace("ROOT", str(root)) for argument in step))
        lines = err.splitlines()[:1] if err.startswith("Usage: ") else err.splitlines()  # the rest is click's wording
        errors = "".join(f"! {line}\n" for line in lines)
        output += f"$ connectorsmith {' '.join(step)}\n{out}{errors}= {code}\n\n"
    return output.replace(str(root), "ROOT").replace(str(root.parent), "ABOVE")


def on_terminal(run: Run, arguments: Sequence[str]) -> str:
    """What a terminal shows of a command: both of its outputs as they come, and its exit code unless that is 0."""
    with pytest.MonkeyPatch.context() as terminal:
        terminal.setattr(sys, "stderr", sys.stdout)
        code, shown, _ = run(*arguments)
    assert code in (0, 3), shown
    return shown + (f"(exit code {code})\n" if code else "")


def prepare(root: Path, wanted: dict[str, Any]) -> None:
    """What a case, or a step of one, does to the disk."""
    write(root, wanted.get("files", {}) | wanted.get("write", {}))
    for path in (root / name for name in wanted.get("remove", ())):
        shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    for path, target in wanted.get("links", {}).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).symlink_to(target)
    for path in wanted.get("pipes", ()):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(root / path)
    for path, (old, new) in wanted.get("edit", {}).items():
        text = (root / path).read_text("utf-8")
        assert old in text
        (root / path).write_text(text.replace(old, new), "utf-8")
    if "commit" in wanted:
        commit(root / wanted["commit"])


def commit(folder: Path) -> None:
    """Commit what a folder holds, in a repository of its own."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    user = ("-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false")
    new = () if (folder / ".git").exists() else (("init", "-q", "-b", "main"),)
    for arguments in (*new, ("add", "-A"), (*user, "commit", "-q", "-m", "a")):
        subprocess.run(["git", *arguments], cwd=folder, env=kept, check=True)


def fails(fault: OSError) -> Callable[..., None]:
    def raises(*_arguments: object, **_named: object) -> None:
        raise fault

    return raises
