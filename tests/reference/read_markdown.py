"""Read ``reference.md`` back: headings, and under each the tables by their first row, as GitHub shows them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tests.reference.page import Input, Operation, Output, Page

PARAMETERS = ("Name", "Key", "Required", "Type", "Description")
FIELDS = ("Name", "Path", "Type", "Description")
WHOLE = ("Name", "Type", "Description")
CONNECTION = ("Name", "Type", "Description", "Required")
LIMITS = ("Name", "Calls", "Renewal Period")


@dataclass
class Section:
    """A heading of the second level (``part``) or third, what is written under it, and its tables."""

    part: str
    title: str
    lines: list[str] = field(default_factory=list)
    tables: dict[tuple[str, ...], list[dict[str, str]]] = field(default_factory=dict)


def read_markdown(text: str) -> Page:
    sections = read_sections(text)
    operations = {part: [entry for entry in sections if entry.part == part and entry.title] for part in FRONT_PARTS}
    fronts = {entry.part: entry.tables for entry in sections if not entry.title}
    return Page(
        connection=tuple(
            Input("", row["Type"], row["Required"] == "True")
            for row in fronts["Creating a connection"].get(CONNECTION, [])
        ),
        limits=tuple(
            (row["Name"], int(row["Calls"]), int(row["Renewal Period"].removesuffix(" seconds")))
            for row in fronts["Throttling limits"].get(LIMITS, [])
        ),
        actions=tuple(map(_operation, operations["Actions"])),
        triggers=tuple(map(_operation, operations["Triggers"])),
        definitions={entry.title: _fields(entry) for entry in operations["Definitions"]},
    )


FRONT_PARTS = ("Actions", "Triggers", "Definitions")


def _operation(entry: Section) -> Operation:
    rows = entry.tables.get(PARAMETERS, [])
    identifier = next(line.removeprefix("Operation ID: ") for line in entry.lines if line.startswith("Operation ID: "))
    return Operation(
        id=plain(identifier),
        inputs=tuple(Input(row["Key"], row["Type"], row["Required"] == "True") for row in rows),
        outputs=_fields(entry) or tuple(Output("", row["Type"]) for row in entry.tables.get(WHOLE, [])),
    )


def _fields(entry: Section) -> tuple[Output, ...]:
    return tuple(Output(row["Path"], row["Type"]) for row in entry.tables.get(FIELDS, []))


def read_sections(text: str) -> list[Section]:
    sections = [Section("", "")]
    header: tuple[str, ...] = ()
    for line in text.splitlines():
        if line.startswith("## "):
            sections.append(Section(plain(line.removeprefix("## ")), ""))
        elif line.startswith("### "):
            sections.append(Section(sections[-1].part, plain(line.removeprefix("### "))))
        elif line.startswith("|") and not header:
            header = tuple(cells(line))
            sections[-1].tables[header] = []
        elif line.startswith("|") and not line.startswith("|---"):
            sections[-1].tables[header].append(dict(zip(header, cells(line), strict=True)))
        elif not line.startswith("|"):
            header = ()
            sections[-1].lines.append(line)
    return sections


def cells(line: str) -> list[str]:
    """Cut a row at the pipes that are not escaped."""
    return [plain(cell.strip()) for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def plain(markdown: str) -> str:
    """Undo links, code spans and escapes, as a reader sees them."""
    without_links = re.sub(r"(?<!\\)\[((?:[^\]\\]|\\.)*)\]\([^)]*\)", r"\1", markdown)
    if len(without_links) > 1 and without_links[0] == without_links[-1] == "`":
        return without_links.strip("`").replace(r"\|", "|")
    return re.sub(r"\\([!-/:-@[-`{-~])", r"\1", without_links)
