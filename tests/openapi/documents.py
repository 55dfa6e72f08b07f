"""Reviewed loss reports of real documents: ``python -m tests.openapi.documents [--update] NODE_MODULES``.

NODE_MODULES holds the npm packages @readme/oas-examples 8.2.2, @scalar/galaxy 0.2.20 and, if wanted, @octokit/openapi
23.0.2. ``reports/`` has a table for each document, which is too large to be here: how often each loss occurs, and where
it occurs first.
"""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterator
from pathlib import Path

from connectorsmith.importers.openapi3.convert import Conversion
from connectorsmith.importers.openapi3.losses import KINDS, Loss
from connectorsmith.importers.openapi3.report import summary
from connectorsmith.workspace.description_files import read_description
from connectorsmith.workspace.import_openapi import convert_description
from connectorsmith.workspace.recognise import OPENAPI, recognise

REPORTS = Path(__file__).parent / "reports"
PLACES = ("@readme/oas-examples/3.0/json", "@readme/oas-examples/3.1/json", "@scalar/galaxy",
          "@octokit/openapi/generated/api.github.com.json")  # fmt: skip
HEAD = "| kind | loss | times | first place | found | became |"


def documents(node_modules: Path) -> Iterator[tuple[str, Path]]:
    """The documents of OpenAPI 3 in the packages that are there, with the names of their reports."""
    for place in PLACES:
        root = node_modules / place
        files = sorted((*root.rglob("*.json"), *root.rglob("*.yaml"))) if root.is_dir() else [root]
        for file in files:
            if file.is_file() and recognise(read_description(file).value).kind == OPENAPI:
                name = file.relative_to(node_modules).as_posix().removeprefix("@").replace("/", "-")
                yield f"{name}.md", file


def compact(conversion: Conversion, name: str) -> str:
    """A report in short: a row for each id, the most serious first, with the first place in the order of the source."""
    found: dict[str, list[Loss]] = {}
    for loss in conversion.losses:
        found.setdefault(loss.kind.id, []).append(loss)
    ranked = sorted(found.values(), key=lambda same: (-KINDS.index(same[0].kind.kind), same[0].kind.id))
    lines = [
        f"# {name.removesuffix('.md')}",
        "",
        f"{summary(conversion)}.",
        "",
        HEAD,
        "|" + " --- |" * HEAD.count(" |"),
    ]
    for same in ranked:
        first = same[0]
        place = f"{first.file}#{first.pointer}"
        cells = (first.kind.kind, first.kind.id, str(len(same)), place, first.found, first.became)
        lines.append("| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Compare the reports with those that are committed, or write them; 1 for a difference, 2 for a wrong call."""
    update = arguments[:1] == ["--update"]
    folders = arguments[update:]
    if len(folders) != 1:
        print("usage: python -m tests.openapi.documents [--update] NODE_MODULES", file=sys.stderr)
        return 2
    number = different = 0
    for name, file in documents(Path(folders[0])):
        conversion, _ = convert_description(read_description(file), "document")
        text, report = compact(conversion, name), REPORTS / name
        before = report.read_text("utf-8") if report.is_file() else ""
        number += 1
        if before == text:
            continue
        different += 1
        if update:
            REPORTS.mkdir(exist_ok=True)
            report.write_text(text, "utf-8", newline="\n")
        else:
            sys.stdout.writelines(difflib.unified_diff(before.splitlines(True), text.splitlines(True), name, name))
    print(f"{number} documents, {different} reports {'written' if update else 'that differ'}")
    return int(different > 0 and not update)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
