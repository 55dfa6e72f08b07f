"""What importing and rendering the published connectors costs, as a ratio to reading and writing their JSON.

Run it from the repository: ``python -m tests.benchmarks.import_packages``. The specs are written as YAML and read
back; the bar is 60 times ``json.loads`` and ``json.dumps`` of the same files.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from connectorsmith.language.order import ordered
from connectorsmith.language.read import read_connector
from connectorsmith.language.schema import check_language
from connectorsmith.language.write import write_connector
from connectorsmith.source.json.read import read_json
from connectorsmith.source.yaml.read import read_yaml
from connectorsmith.source.yaml.write import write_yaml
from connectorsmith.workspace.import_package import connector_of, package_values
from connectorsmith.workspace.packages import find_package, find_packages

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
BAR = 60
PEER = "json.loads + json.dumps"
FILES = {"apiDefinition": "definition", "apiProperties": "properties"}


class Clock:
    """Adds up the seconds of each phase."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def time(self, phase: str, work: Callable[[], Any]) -> Any:
        """Do the work and count its time for the phase."""
        start = perf_counter()
        result = work()
        self.seconds[phase] = self.seconds.get(phase, 0.0) + perf_counter() - start
        return result


def there_and_back(data: dict[str, bytes], clock: Clock) -> None:
    """Import one package, write it as YAML, read that back and render it, phase by phase."""
    clock.time(PEER, lambda: [json.dumps(json.loads(text)) for text in data.values()])
    values = clock.time("read JSON", lambda: {key: read_json(text, Path(key))[0].value for key, text in data.items()})
    connector = clock.time("to the model", lambda: connector_of("x", values))
    form = clock.time("to the spec", lambda: ordered(write_connector(connector)))
    text = clock.time("write YAML", lambda: write_yaml(form))
    document, _ = clock.time("read YAML", lambda: read_yaml(text, Path("x.yaml")))
    clock.time("check the language", lambda: check_language(document.value))
    again, _ = clock.time("from the spec", lambda: read_connector("x", document.value, {}))
    clock.time("render", lambda: package_values(again))


def readable() -> list[dict[str, bytes]]:
    """The bytes of the published packages without faults, by the label of the file."""
    found: list[dict[str, bytes]] = []
    for path in find_packages(CORPUS) if CORPUS.is_dir() else ():
        package = find_package(path)
        files = {label: getattr(package, name) for label, name in FILES.items()}
        data = {label: file.read_bytes() for label, file in files.items() if file is not None}
        if not any(read_json(text, Path(label))[1] for label, text in data.items()):
            found.append(data)
    return found


def main() -> None:
    """Write one line for each phase, and the sum against the bar."""
    packages = readable()
    if not packages:
        sys.exit(f"there are no published connectors in {CORPUS}")
    there_and_back(packages[0], Clock())  # what is loaded once is not counted
    clock = Clock()
    for data in packages:
        there_and_back(data, clock)
    peer = clock.seconds.pop(PEER)
    sys.stdout.write(f"{len(packages)} packages, as multiples of {PEER}\n")
    for phase, seconds in clock.seconds.items():
        sys.stdout.write(f"{phase:24}{seconds / peer:6.1f}\n")
    sys.stdout.write(f"{'all of it':24}{sum(clock.seconds.values()) / peer:6.1f}   the bar is {BAR}\n")


if __name__ == "__main__":
    main()
