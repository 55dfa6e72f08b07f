"""Published connectors to OpenAPI 3.0 and back: ``python -m tests.openapi.round_trip FOLDER...``.

Each connector is exported, written as YAML, checked by openapi-spec-validator, read and imported. What comes back has
to be the connector, except for what the report of the export lists as left out.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from msgspec import Struct
from openapi_spec_validator import OpenAPIV30SpecValidator

from connectorsmith.emitters import properties, swagger
from connectorsmith.exporters.openapi3.document import Export
from connectorsmith.importers.openapi3.losses import counted
from connectorsmith.model import Connector
from connectorsmith.model.values import differences
from connectorsmith.workspace.description_files import described
from connectorsmith.workspace.export_openapi import export_connector, text_of
from connectorsmith.workspace.import_openapi import convert_description
from connectorsmith.workspace.import_package import read_package
from connectorsmith.workspace.packages import find_package, find_packages

HEAD = "| connector | operations | kB | losses | ms | valid | the same |"


class RoundTrip(Struct, frozen=True):
    """What became of a connector: its export, the text of that, and what is wrong or different afterwards."""

    made: Export
    text: str
    faults: list[str]
    differences: list[str]


def round_trip(connector: Connector) -> RoundTrip:
    """Export a connector, import the text, and compare."""
    made = export_connector(connector)
    text = text_of(made.document, ".yaml")
    faults = [error.message[:80] for error in OpenAPIV30SpecValidator(made.document).iter_errors()]
    conversion, again = convert_description(described(text.encode(), Path("openapi.yaml")), connector.id)
    left_out = [(loss.file, loss.keys) for loss in made.losses if loss.kind.id == "secret-not-exported"]
    unlisted = [place for place in _differing(values(connector), values(again)) if place not in left_out]
    listed = ["/".join(map(str, keys)) for _, keys in unlisted]
    return RoundTrip(made, text, faults, [*listed, *(f"reported: {loss.kind.id}" for loss in conversion.losses)])


def values(connector: Connector) -> dict[str, Any]:
    """The values of the definition and of the properties, by the document that losses name."""
    found: dict[str, Any] = {"": swagger.definition(connector), "apiProperties": {}}
    for file in properties.emit(connector):
        found["apiProperties"] = json.loads(file.content)
    return found


def _differing(first: dict[str, Any], second: dict[str, Any]) -> list[tuple[str, tuple[str | int, ...]]]:
    """The places at which two connectors differ, by document."""
    return [(file, keys) for file in first for keys, _, _ in differences(first[file], second[file])]


def row(connector: Connector) -> tuple[str, bool]:
    """The row of a connector, and whether it is as it should be."""
    start = time.perf_counter()
    found = round_trip(connector)
    passed = round(1000 * (time.perf_counter() - start))
    losses = ", ".join(f"{number} {kind}" for kind, number in counted(found.made.losses).items())
    cells = [connector.id, found.made.operations, f"{len(found.text) / 1000:.1f}", losses, passed]
    cells += ["; ".join(found.faults[:2]) or "yes", "; ".join(found.differences[:3]) or "yes"]
    return f"| {' | '.join(map(str, cells))} |", not found.faults and not found.differences


def main(folders: list[str]) -> int:
    """Print the table and how many connectors come back the same; 1 if one does not."""
    print(HEAD, "|" + " --- |" * HEAD.count(" | "), sep="\n")
    right = wrong = 0
    for path in (path for folder in folders for path in find_packages(Path(folder))):
        connector = read_package(find_package(path)).connector
        if connector is None:
            continue  # its JSON cannot be read, so that there is nothing to export
        line, good = row(connector)
        print(line)
        right, wrong = right + good, wrong + (not good)
    print(f"\n{right} of {right + wrong} connectors give a valid document and come back the same")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
