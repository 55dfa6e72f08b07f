"""What linting the published connectors costs: CPU time against other validators of Swagger on the same files.

Run it from the repository: ``python -m tests.benchmarks.lint``. All rules run, on all files of each connector, reading
and placing included. The bars are those the project holds itself to. Spectral is measured where npm can install it.
"""

from __future__ import annotations

import gc
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from time import perf_counter, process_time

from connectorsmith.diagnostics.rule import CERTIFIED
from connectorsmith.lint.run import lint, lint_all
from connectorsmith.lint.selection import Selection, all_rules
from connectorsmith.lint.targets import lint_targets
from connectorsmith.workspace.packages import find_package
from connectorsmith.workspace.targets import Target

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
OURS = "connectorsmith lint"
PACKAGE = "@stoplight/spectral-cli@6.16.3"
BARS = {"openapi-spec-validator": 1 / 2, "swagger-spec-validator": 1 / 3}
SPECTRAL = "spectral"
PASS = [sys.executable, "-c", "pass"]
COMMAND = [sys.executable, "-m", "connectorsmith"]
NO_CACHE = "CONNECTORSMITH_NO_CACHE"
START = 50
"""Milliseconds of CPU that ``--version`` may take above ``python -c pass``."""
WHOLE = 150
"""Milliseconds of CPU that a single connector of median size may take above that as a whole process."""
SPEED = 6
"""Megabytes of packages that one core lints in a second, all findings written as JSON."""
TEXT = 1.0
"""How many times as long as JSON the findings may take as text."""
CORES = 1.6
"""How many times as fast two processes must be as one."""

Check = Callable[[Path], object]


def with_openapi_spec_validator(definition: Path) -> list[object]:
    """Every fault the first peer finds."""
    from openapi_spec_validator import OpenAPIV2SpecValidator

    return list(OpenAPIV2SpecValidator(json.loads(definition.read_bytes())).iter_errors())


def with_swagger_spec_validator(definition: Path) -> object:
    """What the second peer says; it stops at the first fault."""
    from swagger_spec_validator.common import SwaggerValidationError
    from swagger_spec_validator.validator20 import validate_spec

    try:
        return validate_spec(json.loads(definition.read_bytes()))
    except SwaggerValidationError as fault:
        return fault


def readable(targets: Sequence[Target]) -> list[tuple[Target, Path]]:
    """The targets whose definition every reader can read."""
    found: list[tuple[Target, Path]] = []
    for target in targets:
        definition = find_package(target.path).definition
        try:
            json.loads(definition.read_bytes().decode("utf-8"))
        except ValueError:
            continue
        found.append((target, definition))
    return found


def spent(work: Callable[[], object]) -> float:
    """The CPU seconds of one call, which does not pay for what the one before it left to Python's collector."""
    gc.collect()
    start = process_time()
    work()
    return process_time() - start


def compare(targets: Sequence[tuple[Target, Path]]) -> dict[str, float]:
    """The CPU seconds of each tool over all targets, measured side by side, target by target."""
    selection = Selection(CERTIFIED)
    all_rules()
    totals = dict.fromkeys((OURS, *BARS), 0.0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the peers
        for target, definition in targets:
            totals[OURS] += spent(partial(lint, target, selection))
            for name, check in PEERS.items():
                totals[name] += spent(partial(check, definition))
    return totals


PEERS: dict[str, Check] = {
    "openapi-spec-validator": with_openapi_spec_validator,
    "swagger-spec-validator": with_swagger_spec_validator,
}


def median_target(targets: Sequence[tuple[Target, Path]]) -> Target:
    """The connector whose definition is of median size."""
    sizes = sorted((definition.stat().st_size, number) for number, (_, definition) in enumerate(targets))
    return targets[statistics.median_low(sizes)[1]][0]


def lint_command(form: str, *paths: Path) -> list[str]:
    """The command that lints packages in one process, with all rules."""
    options = ["--profile", CERTIFIED, "--jobs", "1", "--format", form]
    return [*COMMAND, "lint", *map(str, paths), *options]


def processes(commands: Mapping[str, Sequence[str]], rounds: int, keep: str | None = None) -> dict[str, float]:
    """The CPU seconds of each command as a process of its own, the best of several interleaved rounds.

    With a folder to ``keep`` results in, commands print again what they have printed where they can.
    """
    best = dict.fromkeys(commands, float("inf"))
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {NO_CACHE: "1"} if keep is None else {NO_CACHE: "", "XDG_CACHE_HOME": keep}
    for _ in range(rounds):
        for name, command in commands.items():
            before = os.times()
            subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment, check=False)
            after = os.times()
            spent = after.children_user + after.children_system - before.children_user - before.children_system
            best[name] = min(best[name], spent)
    return best


def megabytes(targets: Sequence[Target]) -> float:
    """The size of the JSON files of packages."""
    folders = {target.path for target in targets if target.path.is_dir()}
    return sum(file.stat().st_size for folder in folders for file in folder.glob("*.json")) / 1_000_000


def spectral(folder: Path, definitions: Sequence[Path]) -> float | None:
    """The CPU seconds of Spectral over definitions, in one process; none where npm cannot install it."""
    if shutil.which("npm") is None:
        return None
    quiet = ["--silent", "--no-audit", "--no-fund", "--prefix", str(folder)]
    if subprocess.run(["npm", "install", *quiet, PACKAGE], stdin=subprocess.DEVNULL, check=False).returncode:
        return None
    rules = folder / "rules.yaml"
    rules.write_text('extends: ["spectral:oas"]\n', "utf-8")
    program = folder / "node_modules" / ".bin" / "spectral"
    command = [str(program), "lint", "-r", str(rules), "-f", "json", *map(str, definitions)]
    return processes({SPECTRAL: command}, 1)[SPECTRAL]


def two_cores(targets: Sequence[Target], rounds: int) -> float:
    """How many times as fast two processes are as one, over all targets, the best of several.

    Whatever else runs on one of two cores halves it, so that it takes more rounds than the rest to meet a quiet one.
    """
    best = {1: float("inf"), 2: float("inf")}
    for _ in range(rounds):
        for jobs in best:
            start = perf_counter()
            for _ in lint_all(targets, Selection(CERTIFIED), jobs):
                pass
            best[jobs] = min(best[jobs], perf_counter() - start)
    return best[1] / best[2]


def main(rounds: int = 5) -> None:
    """Write one line for each figure, with its bar."""
    if not CORPUS.is_dir():
        sys.exit(f"there are no published connectors in {CORPUS}")
    targets = lint_targets([str(CORPUS)], None)
    measured = readable(targets)
    totals = compare(measured)
    sys.stdout.write(f"{len(all_rules())} rules, {len(measured)} connectors\n")
    for name, bar in BARS.items():
        sys.stdout.write(f"CPU, of {name:24}{totals[OURS] / totals[name]:6.2f}  at most {bar:.2f}\n")
    with tempfile.TemporaryDirectory() as folder:
        seconds = spectral(Path(folder), [definition for _, definition in measured])
    if seconds is not None:
        sys.stdout.write(f"CPU, of {SPECTRAL:24}{totals[OURS] / seconds:6.2f}\n")
    one = median_target(measured).path
    commands = {"pass": PASS, "start": [*COMMAND, "--version"], "one": lint_command("json", one)}
    best = processes(commands, 2 * rounds)
    for name, words, bar in (("start", "--version", START), ("one", "one connector", WHOLE)):
        above = 1000 * (best[name] - best["pass"])
        sys.stdout.write(f"{words + ', ms above pass':32}{above:6.0f}  at most {bar}\n")
    own = {"own": [*COMMAND, "lint", "--workspace", str(ROOT)]}
    with tempfile.TemporaryDirectory() as folder:
        kept = processes(own, rounds, keep=folder)
    for words, found in (("our specs", processes(own, rounds)), ("our specs, kept", kept)):
        sys.stdout.write(f"{words + ', ms above pass':32}{1000 * (found['own'] - best['pass']):6.0f}\n")
    all_of = processes({form: lint_command(form, CORPUS) for form in ("json", "text")}, rounds)
    speed = megabytes(targets) / all_of["json"]
    sys.stdout.write(f"{'MB a second, written as JSON':32}{speed:6.1f}  at least {SPEED}\n")
    sys.stdout.write(f"{'text, of JSON':32}{all_of['text'] / all_of['json']:6.2f}  at most {TEXT}\n")
    sys.stdout.write(f"{'two processes, as fast as one':32}{two_cores(targets, 2 * rounds):6.2f}  at least {CORES}\n")


if __name__ == "__main__":
    main()
