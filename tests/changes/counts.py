"""How often each kind of change occurs between versions at hand, as a table that is committed."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from tests.changes.packages import ROOT, Package, all_published, own

from connectorsmith.changes.judge import judge

TABLE = Path(__file__).with_name("counts.md")
NAMES = ("apiDefinition.swagger.json", "apiProperties.json")
PUBLISHED = {"certified-connectors/Oneflow": 0, "certified-connectors/WorkPoint": 1}
"""Published packages, with the number of the package here that follows them."""


def pairs() -> Iterator[tuple[Package, Package]]:
    """Every pair of versions: of each package in the history of this repository, and the published ones before them."""
    for number, folder in enumerate(sorted((ROOT / "connectors").iterdir())):
        versions = [*history(folder), own()[number]]
        yield from pairwise(versions)
    for name, number in PUBLISHED.items():
        if name in all_published():
            yield all_published()[name], own()[number]


def history(folder: Path) -> list[Package]:
    """The versions of a package that were committed, the oldest first."""
    inside = folder.relative_to(ROOT).as_posix()
    listed = git("log", "--format=%H", "--reverse", "--", *(f"{inside}/{name}" for name in NAMES))
    found = [[show(commit, f"{inside}/{name}") for name in NAMES] for commit in listed.split()]
    return [Package(*map(json.loads, one)) for one in found if all(one)]


def show(commit: str, path: str) -> str:
    """A file as it was in a commit; empty where it is not there."""
    return git("show", f"{commit}:{path}", check=False)


def git(*arguments: str, check: bool = True) -> str:
    """What git says."""
    return subprocess.run(["git", "-C", str(ROOT), *arguments], capture_output=True, text=True, check=check).stdout


def table() -> str:
    """The table as Markdown: each kind and level, the pairs it occurs in, and how often."""
    occurs: Counter[tuple[str, str]] = Counter()
    in_pairs: Counter[tuple[str, str]] = Counter()
    count = 0
    for old, new in pairs():
        count += 1
        found = [(one.fact.kind, one.level.word) for one in judge(old.connector(), new.connector())]
        occurs.update(found)
        in_pairs.update(set(found))
    rows = [f"| {kind} | {level} | {in_pairs[kind, level]} | {occurs[kind, level]} |" for kind, level in sorted(occurs)]
    head = [
        f"# Changes in {count} pairs of versions",
        "",
        "| kind | level | pairs | occurrences |",
        "|---|---|--:|--:|",
    ]
    return "\n".join([*head, *rows]) + "\n"


def write_counts() -> None:
    """Write the table beside this module."""
    TABLE.write_text(table(), "utf-8")
