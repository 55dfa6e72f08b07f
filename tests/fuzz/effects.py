"""A verb called in a workspace, and what that did to the files: none but its own are written, and those whole."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

import yaml
from tests.fuzz import material, odd_values
from tests.fuzz.comments import comments
from tests.fuzz.outcome import Outcome
from tests.fuzz.verbs import Ended, call

from connectorsmith.source.lines import with_line_feeds

Tree = dict[str, bytes]


def run(arguments: list[str], outcome: Outcome, processes: Sequence[str | None] = (None,)) -> list[Ended]:
    """Call a verb; the files that it may not write must be as they were, and those that it writes whole."""
    root = Path.cwd()
    before = _tree(root)
    ended: list[Ended] = []
    for process in processes:
        if len(processes) > 1 and ended:
            _restore(root, before)
        ended.append(call(arguments, outcome, process=process))
    if len({(one.code, one.out, one.err) for one in ended}) > 1:
        outcome.fail(f"{arguments[0]}: other output with another hash seed", f"{ended}")
    after = _tree(root)
    outcome.note(sorted(after.items()))
    changed = [path for path in {**before, **after} if before.get(path) != after.get(path)]
    for path in sorted(changed):
        if not _may_write(arguments, path) or ended[0].code not in (0, 3):
            outcome.fail(f"{arguments[0]}: writes {path.partition('/')[0]}", f"{arguments} = {ended[0].code}: {path}")
        elif path in after:
            _check_written(arguments, path, before.get(path), after[path], outcome)
    return ended


def _may_write(arguments: Sequence[str], path: str) -> bool:
    """Whether a verb is there to write this file."""
    verb, place = arguments[0], path.partition("/")[0]
    if ".partial" in path or "--check" in arguments or "--dry-run" in arguments or "--diff" in arguments:
        return False
    if verb == "lint":
        return (
            place == "baseline.json" if "--write-baseline" in arguments else "--fix" in arguments and place == "specs"
        )
    places = {
        "fmt": ("specs",),
        "build": ("connectors",),
        "call": (".connectorsmith", ".gitignore"),
        "test": (".connectorsmith", ".gitignore"),
        "changes": ("specs",),
        "import": ("specs", "losses.md", "losses.json"),
        "package": ("dist",),
        "pull": ("specs",),
        "rename": ("specs",),
        "new": ("specs",),
        "export": ("out.yaml", "out.json", "losses.md", "losses.json"),
        "preview": ("page",),
    }
    return verb == "init" or "--out" in arguments or place in places.get(verb, ())


def _check_written(arguments: Sequence[str], path: str, old: bytes | None, new: bytes, outcome: Outcome) -> None:
    """A file that was written is whole, holds no secret, and has kept its comments."""
    verb = arguments[0]
    if odd_values.PLANTED.encode() in new and odd_values.PLANTED.encode() not in (old or b""):
        outcome.fail(f"{verb}: writes a secret", path)
    try:
        if path.endswith((material.DEFINITION, material.PROPERTIES, "baseline.json")):
            json.loads(new)
        if path.endswith(".yaml") and old is not None and verb in ("fmt", "lint", "new", "pull", "rename"):
            lost = comments(_text(old)) - comments(_text(new))
            if lost:
                outcome.fail(f"{verb}: loses comments", f"{path}: {lost}\n{_text(old)}\n---\n{_text(new)}")
    except (ValueError, yaml.YAMLError) as fault:
        outcome.fail(f"{verb}: writes what cannot be read", f"{path}: {fault}")


def _text(content: bytes) -> str:
    return with_line_feeds(content.decode("utf-8-sig"))


def _tree(root: Path) -> Tree:
    files = (Path(folder, name) for folder, _, names in os.walk(root) for name in names)
    return {os.path.relpath(file, root).replace(os.sep, "/"): file.read_bytes() for file in files if file.is_file()}


def _restore(root: Path, tree: Tree) -> None:
    for path in _tree(root):
        if path not in tree:
            (root / path).unlink()
    for path, content in tree.items():
        write_file(root / path, content)


def write_file(file: Path, content: bytes) -> None:
    """Write a file of an input, never through a link: an input must not change a file elsewhere."""
    if file.is_symlink():
        raise ValueError(f"{file} is a link")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
