"""Convert real OpenAPI 3 documents, check what comes out, and print a table: ``python -m tests.openapi FOLDER...``.

``documents.md`` beside this file has the table of the npm packages @readme/oas-examples 8.2.2 and @scalar/galaxy.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from openapi_spec_validator import OpenAPIV2SpecValidator
from swagger_spec_validator.common import SwaggerValidationError
from swagger_spec_validator.validator20 import validate_spec

from connectorsmith.diagnostics import Severity
from connectorsmith.importers.openapi3.losses import counted
from connectorsmith.language.spec_files import spec_texts
from connectorsmith.lint.run import lint
from connectorsmith.lint.selection import Selection
from connectorsmith.model import Connector
from connectorsmith.workspace.description_files import read_description
from connectorsmith.workspace.import_openapi import convert_description
from connectorsmith.workspace.import_package import through_yaml
from connectorsmith.workspace.layout import folder_files
from connectorsmith.workspace.recognise import OPENAPI, recognise
from connectorsmith.workspace.targets import spec_target
from connectorsmith.workspace.write_files import apply
from connectorsmith.workspace.write_spec import plan_spec

HEAD = "| document | version | kB | operations | left out | losses | spec lines | ms | valid | errors of lint |"


def row(file: Path, root: Path) -> str | None:
    """The row of one document; ``None`` if it is not of OpenAPI 3. Raises whatever the conversion raises."""
    description = read_description(file)
    if recognise(description.value).kind != OPENAPI:
        return None
    start = time.perf_counter()
    conversion, connector = convert_description(description, "document")
    lines = sum(text.count("\n") for text in spec_texts(connector).values())
    passed = round(1000 * (time.perf_counter() - start))
    again, _ = through_yaml(connector)
    faults = [] if again == connector else ["changed by YAML"]
    faults += [error.message[:60] for error in OpenAPIV2SpecValidator(conversion.definition).iter_errors()][:1]
    try:
        validate_spec(conversion.definition)
    except SwaggerValidationError as fault:
        faults.append(str(fault)[:60])
    losses = ", ".join(f"{number} {kind}" for kind, number in counted(conversion.losses).items())
    cells = [file.relative_to(root).as_posix(), description.value["openapi"], f"{file.stat().st_size / 1000:.1f}"]
    cells += [str(conversion.operations), str(conversion.left_out), losses, str(lines), str(passed)]
    return f"| {' | '.join(map(str, cells))} | {'; '.join(faults) or 'yes'} | {_lint_errors(connector)} |"


def _lint_errors(connector: Connector) -> str:
    """The rules that `lint --profile custom`, which includes all rules of `validate`, finds errors of in the spec."""
    with TemporaryDirectory() as folder:
        apply(plan_spec(connector, Path(folder), None, force=False))
        target = spec_target(connector.id, folder_files(Path(folder) / connector.id))
        found = lint(target, Selection(profile="custom")).diagnostics
    counts = Counter(one.rule for one in found if one.severity >= Severity.ERROR)
    return ", ".join(f"{number} {rule}" for rule, number in sorted(counts.items())) or "none"


def main(folders: list[str]) -> int:
    """Print the table; 1 if a definition is not valid or its spec has errors."""
    print(HEAD, "|" + " --- |" * HEAD.count(" |"), sep="\n")
    wrong = 0
    for folder in map(Path, folders):
        for file in sorted((*folder.rglob("*.json"), *folder.rglob("*.yaml"))):
            found = row(file, folder)
            if found is not None:
                print(found)
                wrong += not found.endswith("| yes | none |")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
