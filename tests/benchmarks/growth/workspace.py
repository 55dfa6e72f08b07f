"""Workspaces with a connector of any size, in which verbs run and which they leave as they were."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any, Final

import yaml
from msgspec import Struct
from tests.benchmarks.growth.certified import prepare_certified
from tests.benchmarks.growth.commands import EDITED, HERE, MADE, ONE, OUT, SUBMISSION, ZIPPED
from tests.benchmarks.growth.material import Kind
from tests.benchmarks.growth.postman import collection
from tests.benchmarks.growth.process import run_apart

ENVIRONMENTS: Final = "test: {environment: 3fa85f64-5717-4562-b3fc-2c963f66afa6}\n"
CASE: Final = "the mock answers %d: {operation: Operation1, backend: mock, expect: {status: 200}}\n"
TEXTS: Final = ("summary", "description", "x-ms-summary")


class RefusedError(Exception):
    """A workspace cannot be made: connectorsmith refuses a connector that large."""


class Cost(Struct, frozen=True):
    """Seconds of CPU and bytes of memory, none where the system does not say how much it was."""

    cpu: float
    memory: int | None


def prepare(kind: Kind, count: int, root: Path) -> Path:
    """A workspace with a package of the kind in ``package``, its spec, and what a build makes of it in ``built``.

    ``loose`` has the spec as other tools write YAML, ``stale`` the built files with other white space, ``changed`` the
    next version of the package, ``first`` a package with one of the things, ``zipped`` the archives, and ``api.json``
    the export, of which ``imported`` has specs; ``postman.json`` is a collection, and ``ready`` can be certified.
    Raises RefusedError if that many things are refused.
    """
    (root / "specs").mkdir(parents=True)
    kind.write(root / "package", count)
    for package in sorted((root / "package").iterdir()) if kind.packages else [root / "package"]:
        name = package.name if kind.packages else "x"
        _run(root, "import", str(package), "--name", name)
        _prepare_spec(root / "specs" / name, root / "loose" / name)
    for spec in (root / "specs").glob("*/connector.yaml"):
        if kind.edit:
            spec.write_text(kind.edit(spec.read_text("utf-8")), "utf-8")
        cases = "".join(CASE % number for number in range(count if kind.cases else 1))
        (spec.parent / "tests" / "calls.yaml").write_text(cases, "utf-8")
    _run(root, "fmt")
    if kind.sound:
        _run(root, "build", "--out", "built")
        shutil.copytree(root / "built", root / "stale")
        for file in (root / "stale").rglob("*.json"):
            file.write_text(json.dumps(json.loads(file.read_bytes()), indent=3), "utf-8")
        if not kind.packages:
            kind.write(root / "first", 1)
            _prepare_versions(root)
    return root


def _prepare_versions(root: Path) -> None:
    """The next version, an older one, and other forms of the package."""
    _run(root, "import", "first", "--name", "one")
    shutil.copytree(root / "package", root / "changed")
    file = root / "changed" / "apiDefinition.swagger.json"
    file.write_text(json.dumps(_next_version(json.loads(file.read_bytes())), indent=2), "utf-8")
    _run(root, "lint", "x", "--write-baseline", "baseline.json")
    for more in (("zip",), ("solution", "--environment", "test")):
        run(root, "package", "x", "--out", ZIPPED, "--kind", *more)  # what is too large for the platform is refused
    prepare_certified(root)
    if run(root, *ONE["package submission"]) is not None:
        (root / OUT / Path(SUBMISSION).name).rename(root / SUBMISSION)
    definition = json.loads((root / "package" / file.name).read_bytes())
    (root / "postman.json").write_text(json.dumps(collection(definition), indent=1), "utf-8")
    run(root, "export", "changed", "--output", "next.json")
    _run(root, "export", "package", "--output", "api.json")
    for name in ("known", "edited"):
        _run(root, "import", "api.json", "--name", name, "--out", "imported")
    spec = root / "imported" / "edited" / "connector.yaml"
    spec.write_text(spec.read_text("utf-8").replace("summary: ", "summary: My ").replace('My "', '"My '), "utf-8")


def _prepare_spec(spec: Path, loose: Path) -> None:
    """Add an environment to a spec, and copy it with the YAML that another tool would write."""
    with (spec / "connector.yaml").open("a", encoding="utf-8") as file:
        file.write('environments: {test: {titleSuffix: " (test)"}}\n')
    shutil.copytree(spec, loose)
    (spec / "environments.yaml").write_text(ENVIRONMENTS, "utf-8")
    (spec / "tests").mkdir()
    for written in loose.glob("*.yaml"):
        values = yaml.load(written.read_bytes(), yaml.CSafeLoader)
        written.write_text(yaml.dump(values, Dumper=yaml.CSafeDumper, sort_keys=False), "utf-8")


def _next_version(value: Any, key: str = "") -> Any:
    """A definition in which every text differs, integers became numbers, and objects have a property more."""
    if isinstance(value, dict):
        more = {"added": {"type": "string"}} if key == "properties" else {}
        return {name: _next_version(item, name) for name, item in value.items()} | more
    if isinstance(value, list):
        return [_next_version(item) for item in value]
    if key in TEXTS and isinstance(value, str):
        return f"{value} More."
    return "number" if key == "type" and value == "integer" else value


def size(root: Path) -> int:
    """The bytes of the spec and of the package it was made of: the same connector in both forms."""
    files = (file for folder in ("specs", "package") for file in (root / folder).rglob("*") if file.is_file())
    return sum(file.stat().st_size for file in files)


def run(root: Path, *arguments: str, findings: bool = False) -> Cost | None:
    """Run a verb in a workspace; none if it ends with findings, unless they are expected.

    Raises RuntimeError if it fails.
    """
    read = [one for one in arguments if arguments[0] != "export" and one.startswith(MADE)]
    if not all((root / one).exists() for one in read):
        return None
    out = root / OUT
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    changes_specs = arguments[-len(HERE) :] == HERE
    if changes_specs:
        shutil.copytree(root / "specs", out / "specs")
    if EDITED in arguments:
        shutil.copytree(root / "imported", root / EDITED)
    costs, output = root / "costs.json", root / "output.txt"
    code = run_apart(root, arguments, costs, output)
    if code not in (0, 3):
        raise RuntimeError(f"{' '.join(arguments)} ended with {code}: {output.read_text('utf-8')[-2000:]}")
    return None if code and not findings else Cost(**json.loads(costs.read_text("utf-8")))


def _run(root: Path, *arguments: str) -> None:
    """Run a verb that prepares a workspace; raises RefusedError if it finds errors."""
    if run(root, *arguments) is None:
        raise RefusedError(f"{' '.join(arguments)} finds something in {root}")
