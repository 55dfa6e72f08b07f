"""What a build of both connectors costs as a whole process, against ``python -c pass``, and what it is spent on.

Run it from the repository: ``python -m tests.benchmarks``. It gives ratios, since times are the machine's; only the
import of our own modules is in milliseconds, because it has a limit.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parents[2]
PASS = (sys.executable, "-c", "pass")
COMMAND = (sys.executable, "-m", "connectorsmith")
LIMIT = 150
"""Milliseconds that importing our own modules may take before a command begins."""

KEPT = ", kept"
"""How the names of commands end whose results may be kept."""

Row = tuple[str, str]


def seconds(commands: dict[str, Sequence[str]], rounds: int, cache: str = "") -> dict[str, float]:
    """The best of several interleaved rounds for each command, each as a process of its own.

    A command whose name ends in KEPT may print the result that an earlier round has left below ``cache``.
    """
    best = dict.fromkeys(commands, float("inf"))
    alone = os.environ | {"CONNECTORSMITH_NO_CACHE": "1"}
    keeps = os.environ | {"CONNECTORSMITH_NO_CACHE": "", "XDG_CACHE_HOME": cache}
    for _ in range(rounds):
        for name, command in commands.items():
            start = perf_counter()
            around = keeps if name.endswith(KEPT) else alone
            subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, env=around)
            best[name] = min(best[name], perf_counter() - start)
    return best


def phases(out: Path, rounds: int) -> dict[str, float]:
    """The seconds of each phase of a build, in the round that took least."""
    command = [sys.executable, "-m", "tests.benchmarks.phases", str(ROOT), str(out)]
    found = [subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout for _ in range(rounds)]
    return min((json.loads(output) for output in found), key=lambda one: sum(one.values()))


def own_imports(*arguments: str) -> float:
    """The milliseconds a command spends in the code of our own modules while they are imported."""
    command = [sys.executable, "-X", "importtime", "-m", "connectorsmith", *arguments]
    output = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stderr
    fields = [line.removeprefix("import time:").split("|") for line in output.splitlines() if line.count("|") == 2]
    return sum(int(own) for own, _, name in fields if name.strip().split(".")[0] == "connectorsmith") / 1000


def table(rounds: int) -> Iterator[Row]:
    """The rows: what was measured, and the figure with its unit."""
    with tempfile.TemporaryDirectory() as folder:
        fresh, built, cache = (f"{folder}/{name}" for name in ("fresh", "built", "cache"))
        again = (*COMMAND, "build", "--out", built)
        seconds({"": again}, 1)
        commands = {
            "pass": PASS,
            "connectorsmith --help": (*COMMAND, "--help"),
            "connectorsmith list": (*COMMAND, "list"),
            "validate": (*COMMAND, "validate"),
            "build, nothing to change": again,
        }
        kept = {f"validate{KEPT}": commands["validate"], f"build{KEPT}": again}
        seconds(kept, 1, cache)
        best = seconds(commands | kept, rounds, cache)
        best["build, all to write"] = min(
            seconds({"": (*COMMAND, "build", "--out", f"{fresh}/{number}")}, 1)[""] for number in range(rounds)
        )
        spent = phases(Path(built), rounds)
    whole = best["build, nothing to change"]
    yield from ((name, f"{best[name] / best['pass']:6.1f} x") for name in best if name != "pass")
    yield "of that, nothing to change:", ""
    parts = {"python -c pass": best["pass"], **spent}
    yield from ((f"  {name}", f"{part / whole:6.0%}") for name, part in parts.items())
    yield "  the rest", f"{1 - sum(parts.values()) / whole:6.0%}"
    for verb in ("--help", "list"):
        yield f"our own imports, {verb}", f"{own_imports(verb):6.0f} ms of {LIMIT}"


def main(rounds: int = 7) -> None:
    """Write one line for each figure; the ratios are to ``python -c pass``."""
    for name, figure in table(rounds):
        sys.stdout.write(f"{name:28}{figure}".rstrip() + "\n")
        sys.stdout.flush()
