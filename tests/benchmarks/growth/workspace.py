"""The verbs that read a connector of any size, each in a workspace that is made for it and left as it was."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import yaml
from msgspec import Struct
from tests.benchmarks.growth.material import Kind

PROCESS: Final = Path(__file__).with_name("process.py")
OUT: Final = "out"
"""The folder to which verbs write; it is there, and empty, before each."""
ENVIRONMENTS: Final = "test: {environment: 3fa85f64-5717-4562-b3fc-2c963f66afa6}\n"
CASE: Final = "the mock answers: {operation: Operation1, backend: mock, expect: {status: 200}}\n"
MESSAGE: Final = "##[error]The 'contact' property is required. ValuePath: /info"
PLATFORM: Final = ("--environment", "test", "--live", "package")

ONE: Final[dict[str, tuple[str, ...]]] = {
    "validate": ("validate", "x"),
    "lint": ("lint", "x", "--format", "json"),
    "lint text": ("lint", "x"),
    "lint package": ("lint", "package", "--profile", "certified"),
    "lint --fix": ("lint", "x", "--fix", "--diff"),
    "build": ("build", "x", "--out", OUT),
    "build --check": ("build", "x", "--out", "built", "--check"),
    "build stale": ("build", "x", "--out", "stale", "--check"),
    "import": ("import", "package", "--name", "again", "--out", OUT),
    "import --verify": ("import", "--verify", "package", "--jobs", "1"),
    "fmt --check": ("fmt", "x", "--check"),
    "fmt loose": ("fmt", "loose/x", "--check"),
    "list": ("list",),
    "show": ("show", "x"),
    "show operation": ("show", "x", "Operation1"),
    "package": ("package", "x", "--out", OUT),
    "package zip": ("package", "x", "--kind", "solution", "--out", OUT),
    "script": ("script", "x"),
    "changes": ("changes", "package", "x"),
    "plan": ("plan", "x", *PLATFORM),
    "pull": ("pull", "x", *PLATFORM, "--dry-run"),
    "export": ("export", "x", "--output", f"{OUT}/api.json"),
    "import api": ("import", "api.json", "--name", "imported", "--out", OUT),
    "import --update": ("import", "api.json", "--name", "known", "--out", "imported", "--update"),
    "explain": ("explain", MESSAGE, "--connector", "x"),
    "preview": ("preview", "x", "--format", "json"),
    "preview export": ("preview", "x", "--export", f"{OUT}/page"),
    "rename": ("rename", "x", "Operation1", "ReadOrder", "--dry-run"),
    "call": ("call", "x", "Operation1"),
    "test": ("test", "x"),
}
MANY: Final[dict[str, tuple[str, ...]]] = {
    "validate": ("validate",),
    "lint": ("lint", "--format", "json"),
    "lint text": ("lint",),
    "lint package": ("lint", "package", "--profile", "certified"),
    "lint --fix": ("lint", "--fix", "--diff"),
    "build": ("build", "--out", OUT),
    "build --check": ("build", "--out", "built", "--check"),
    "build stale": ("build", "--out", "stale", "--check"),
    "import --verify": ("import", "--verify", "package", "--jobs", "1"),
    "fmt --check": ("fmt", "--check"),
    "list": ("list",),
    "package": ("package", "--out", OUT),
    "preview export": ("preview", "--export", f"{OUT}/page"),
    "test": ("test",),
}
"""The verbs that can be given more than one connector."""
CHECKING: Final = ("validate", "lint", "lint text", "lint package", "import --verify")
"""The verbs that do all their work where there are errors."""
FINDING: Final = (*CHECKING, "build stale", "fmt loose", "pull")
"""The verbs that may end with findings."""
SCRIPTS: Final = ("script", "scripted")
"""The kinds that have custom code, without which the verb script has nothing to show."""


class Cost(Struct, frozen=True):
    """Seconds of CPU and bytes of memory, none where the system does not say how much it was."""

    cpu: float
    memory: int | None


def verbs_of(kind: Kind) -> dict[str, tuple[str, ...]]:
    """The arguments of each verb that reads what a kind makes."""
    verbs = MANY if kind.packages else ONE
    left_out = {*(() if kind.name in SCRIPTS else ("script",)), *(() if kind.sound else verbs.keys() - {*CHECKING})}
    return {name: arguments for name, arguments in verbs.items() if name not in left_out}


def prepare(kind: Kind, count: int, root: Path) -> Path:
    """A workspace with a package of the kind in ``package``, its spec, and what a build makes of it in ``built``.

    ``loose`` has the spec as no one formatted it, ``stale`` the built files with other white space.
    """
    (root / "specs").mkdir(parents=True)
    kind.write(root / "package", count)
    for package in sorted((root / "package").iterdir()) if kind.packages else [root / "package"]:
        name = package.name if kind.packages else "x"
        run(root, "import", str(package), "--name", name)
        _prepare_spec(root / "specs" / name, root / "loose" / name)
    run(root, "fmt")
    if kind.sound:
        for arguments in (("validate",), ("build", "--out", "built")):
            if run(root, *arguments) is None:
                raise RuntimeError(f"{arguments[0]} finds something in {count} {kind.name}")
        if not kind.packages:
            run(root, "export", "package", "--output", "api.json")
            run(root, "import", "api.json", "--name", "known", "--out", "imported")
        shutil.copytree(root / "built", root / "stale")
        for file in (root / "stale").rglob("*.json"):
            file.write_text(json.dumps(json.loads(file.read_bytes()), indent=3), "utf-8")
    return root


def _prepare_spec(spec: Path, loose: Path) -> None:
    """Add an environment to a spec, and copy it with the YAML that another tool would write."""
    with (spec / "connector.yaml").open("a", encoding="utf-8") as file:
        file.write('environments: {test: {titleSuffix: " (test)"}}\n')
    shutil.copytree(spec, loose)
    (spec / "environments.yaml").write_text(ENVIRONMENTS, "utf-8")
    (spec / "tests").mkdir()
    (spec / "tests" / "calls.yaml").write_text(CASE, "utf-8")
    for written in loose.glob("*.yaml"):
        values = yaml.load(written.read_bytes(), yaml.CSafeLoader)
        written.write_text(yaml.dump(values, Dumper=yaml.CSafeDumper, sort_keys=False), "utf-8")


def size(root: Path) -> int:
    """The bytes of the spec and of the package it was made of: the same connector in both forms."""
    files = (file for folder in ("specs", "package") for file in (root / folder).rglob("*") if file.is_file())
    return sum(file.stat().st_size for file in files)


def run(root: Path, *arguments: str, findings: bool = False) -> Cost | None:
    """Run a verb in a workspace; none if it ends with findings, unless they are expected.

    Raises RuntimeError if it fails.
    """
    shutil.rmtree(root / OUT, ignore_errors=True)
    (root / OUT).mkdir()
    costs = root / "costs.json"
    command = [sys.executable, str(PROCESS), str(costs), *arguments]
    done = subprocess.run(command, cwd=root, env=os.environ | {"PYTHONHASHSEED": "0"}, capture_output=True, check=False)
    if done.returncode not in (0, 3):
        raise RuntimeError(f"{' '.join(arguments)} ended with {done.returncode}: {done.stderr.decode()[-2000:]}")
    return None if done.returncode and not findings else Cost(**json.loads(costs.read_text("utf-8")))
