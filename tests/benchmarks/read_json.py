"""How much longer the JSON reader takes than ``json.loads``, over the published connectors beside this repository.

Run it from the repository: ``python -m tests.benchmarks.read_json``. It gives ratios, since times are the machine's.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from connectorsmith.source.json.faults import Faults
from connectorsmith.source.json.locate import locate_json
from connectorsmith.source.json.parse import parse_json
from connectorsmith.source.json.read import read_json

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
ROUNDS = 7
FILE = Path("a.json")


def readable() -> list[bytes]:
    """The published files without faults, which are the ones that ``json.loads`` reads as well."""
    files = [file.read_bytes() for file in sorted(CORPUS.rglob("*.json"))]
    return [data for data in files if not read_json(data, FILE)[1]]


def located(data: bytes) -> None:
    """Read a file and find the place of every key."""
    document, _ = read_json(data, FILE)
    locate_json(document.text, document.value)


def careful(data: bytes) -> None:
    """Read a file as one that has faults."""
    text = data.decode()
    parse_json(text, Faults(text, FILE, lenient=False), skip=False)


READINGS: dict[str, Callable[[bytes], object]] = {
    "json.loads": json.loads,
    "read_json": lambda data: read_json(data, FILE),
    "read_json, with places": located,
    "the careful reader": careful,
}


def measure(files: list[bytes]) -> dict[str, float]:
    """Seconds for all files by the name of the reading: the sum of each file's best of several interleaved rounds."""
    totals = dict.fromkeys(READINGS, 0.0)
    for data in files:
        best = dict.fromkeys(READINGS, float("inf"))
        for _ in range(ROUNDS):
            for name, read in READINGS.items():
                start = perf_counter()
                read(data)
                best[name] = min(best[name], perf_counter() - start)
        for name, seconds in best.items():
            totals[name] += seconds
    return totals


def main() -> None:
    """Write one line for each reading."""
    files = readable()
    if not files:
        sys.exit(f"there are no published connectors in {CORPUS}")
    totals = measure(files)
    megabytes = sum(map(len, files)) / 1e6
    sys.stdout.write(f"{len(files)} files, {megabytes:.1f} MB\n")
    for name, seconds in totals.items():
        sys.stdout.write(f"{name:24}{seconds / totals['json.loads']:6.2f}\n")


if __name__ == "__main__":
    main()
