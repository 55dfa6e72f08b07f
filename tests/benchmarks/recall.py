"""How many injected defects lint finds at their place, in our connectors and in published ones.

Run it from the repository: ``python -m tests.benchmarks.recall [SEED] [FOLDER]``. Each kind of defect is put once into
each connector where it fits: into both of ours, and into ten packages drawn from those below FOLDER.
"""

from __future__ import annotations

import copy
import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct
from tests.benchmarks import defects, properties_defects  # noqa: F401  they register their kinds
from tests.benchmarks.packages import KINDS, Package, Place

from connectorsmith.diagnostics import Diagnostic, Severity
from connectorsmith.diagnostics.rule import CERTIFIED
from connectorsmith.lint.run import lint
from connectorsmith.lint.selection import Selection
from connectorsmith.workspace.packages import find_packages
from connectorsmith.workspace.targets import Target

ROOT = Path(__file__).parents[2]
OURS = ("oneflow", "workpoint")
DRAWN, LARGEST, LEAST = 10, 400_000, 0.98
NAMES = {"apiDefinition": "apiDefinition.swagger.json", "apiProperties": "apiProperties.json"}


class Trial(Struct, frozen=True):
    """A defect in a connector, and whether a warning or an error is at its place."""

    kind: str
    connector: str
    place: Place
    found: bool


def read(folder: Path) -> Package | None:
    """The files of a package, or ``None`` if they are not all sound JSON under the usual names."""
    try:
        values = [json.loads((folder / name).read_text("utf-8")) for name in NAMES.values()]
    except (OSError, ValueError):
        return None
    script = folder / "script.csx"
    return Package(*values, script.read_text("utf-8-sig") if script.is_file() else None)


def findings(package: Package, folder: Path) -> list[Diagnostic]:
    """What lint reports about a package as a warning or an error."""
    for name, value in zip(NAMES.values(), (package.definition, package.properties), strict=True):
        (folder / name).write_text(json.dumps(value), "utf-8")
    (folder / "script.csx").unlink(missing_ok=True)
    if package.script is not None:
        (folder / "script.csx").write_text(package.script, "utf-8")
    diagnostics = lint(Target("package", folder), Selection(CERTIFIED)).diagnostics
    return [one for one in diagnostics if one.severity >= Severity.WARNING]


def trials(name: str, package: Package, seed: int) -> Iterator[Trial]:
    """Each kind of defect in a package, one at a time."""
    with tempfile.TemporaryDirectory() as folder:
        known = {(one.rule, one.message, one.at) for one in findings(package, Path(folder))}
        for kind, inject in KINDS.items():
            changed = copy.deepcopy(package)
            place = inject(changed, random.Random(f"{seed} {name} {kind}"))
            if place is not None:
                new = [one for one in findings(changed, Path(folder)) if (one.rule, one.message, one.at) not in known]
                yield Trial(kind, name, place, any(is_at(one, place) for one in new))


def is_at(diagnostic: Diagnostic, place: Place) -> bool:
    """Whether a finding is at a place: at it, inside it, or at the nearest key above it."""
    if diagnostic.at is None:
        return False
    at = (diagnostic.at.document, *diagnostic.at.keys)
    shared = min(len(at), len(place))
    return at[:shared] == place[:shared] and len(at) >= len(place) - 1


def packages(folder: Path | None, seed: int) -> Iterator[tuple[str, Package]]:
    """Our packages, and those that are drawn."""
    for name in OURS:
        package = read(ROOT / "connectors" / name)
        assert package is not None, name
        yield name, package
    found = [] if folder is None else sorted(find_packages(folder))
    sizes = [(path, path / NAMES["apiDefinition"]) for path in found]
    small = [path for path, file in sizes if file.is_file() and file.stat().st_size < LARGEST]
    random.Random(seed).shuffle(small)
    sound = ((f"published {index}", package) for index, path in enumerate(small) if (package := read(path)))
    yield from (next(sound) for _ in range(min(DRAWN, len(small))))


def main(arguments: list[str]) -> int:
    """Print the counts by kind, and what was missed; the exit code tells whether enough was found."""
    seed = int(arguments[0]) if arguments else 1
    folder = Path(arguments[1]) if len(arguments) > 1 else None
    done = [trial for name, package in packages(folder, seed) for trial in trials(name, package, seed)]
    made, found = Counter(one.kind for one in done), Counter(one.kind for one in done if one.found)
    for kind in KINDS:
        print(f"{kind:34}{made[kind]:4} made{found[kind]:4} found")
    for one in (one for one in done if not one.found):
        print(f"missed: {one.kind} in {one.connector} at {'/'.join(map(str, one.place))}")
    score = found.total() / made.total()
    print(f"{len(KINDS)} kinds, {made.total()} defects, {score:.1%} found at their place")
    return 0 if score >= LEAST else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
