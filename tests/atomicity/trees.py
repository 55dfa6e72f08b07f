"""A workspace's files before and after a change, as the tests of the writer know them."""

from __future__ import annotations

from pathlib import Path

OWNED = ("a.json", "b.png", "c.md", "policies/*/policy.xml")
BEFORE = {"a.json": b"old a", "c.md": b"old c", "policies/x/policy.xml": b"old x", "notes.txt": b"mine"}
AFTER = {"a.json": b"new a", "b.png": b"new b", "policies/y/policy.xml": b"new y"}


def tree(folder: Path) -> dict[str, bytes | None]:
    """Every file below a folder with its bytes, every folder with ``None``."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


def written(folder: Path, files: dict[str, bytes]) -> Path:
    """A folder with these files in it."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder
