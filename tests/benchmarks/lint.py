"""What linting the published connectors costs: CPU time against two validators of Swagger on the same files.

Run it from the repository: ``python -m tests.benchmarks.lint``. All rules run, on all files of each connector, reading
and placing included. It gives ratios, since times are the machine's; the bars are those the project holds itself to.
"""

from __future__ import annotations

import gc
import json
import statistics
import subprocess
import sys
import warnings
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from time import perf_counter, process_time

from connectorsmith.diagnostics.rule import CERTIFIED
from connectorsmith.lint.run import lint, lint_all
from connectorsmith.lint.selection import Selection, all_rules
from connectorsmith.lint.targets import lint_targets
from connectorsmith.workspace.packages import find_package
from connectorsmith.workspace.targets import Target

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
OURS = "connectorsmith lint"
BARS = {"openapi-spec-validator": 1 / 2, "swagger-spec-validator": 1 / 3}
WHOLE = 8
"""How many times ``python -c pass`` a single connector of median size may take as a whole process."""
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


def whole_process(target: Target, rounds: int) -> float:
    """How many times ``python -c pass`` linting a connector takes as a process of its own, the best of several."""
    options = ["--profile", CERTIFIED, "--format", "json"]
    ours = [sys.executable, "-m", "connectorsmith", "lint", str(target.path), *options]
    best = {"pass": float("inf"), "ours": float("inf")}
    for _ in range(rounds):
        for name, command in (("pass", [sys.executable, "-c", "pass"]), ("ours", ours)):
            start = perf_counter()
            subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
            best[name] = min(best[name], perf_counter() - start)
    return best["ours"] / best["pass"]


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
    whole = whole_process(median_target(measured), rounds)
    sys.stdout.write(f"{'one connector, of python -c pass':32}{whole:6.1f}  at most {WHOLE}\n")
    sys.stdout.write(f"{'two processes, as fast as one':32}{two_cores(targets, 2 * rounds):6.2f}  at least {CORES}\n")


if __name__ == "__main__":
    main()
