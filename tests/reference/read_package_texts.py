"""Read what a package says besides its operations: the head of apiDefinition, apiProperties, readme.md, availability.

Each value is an element of its own, by its place: ``swagger host``, ``properties publisher``, ``readme Support 2``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tests.reference.read_elements import Elements, Json
from tests.reference.read_markdown import cells

ELSEWHERE = {"paths", "definitions", "parameters", "responses"}
TEXTS = ("description", "tooltip", "title")
"""Keys whose values are sentences, held against the words of their sources and not against a value."""
OPERATIONS = "Supported Operations"
"""The one section of a readme that repeats what the definition says."""
GENERATED = "Deployment Instructions"
"""The one that is the same for every connector."""


def read_head(swagger: Json) -> Elements:
    """Read apiDefinition without its operations and definitions."""
    head = {key: value for key, value in swagger.items() if key not in ELSEWHERE}
    return {f"swagger {path}": value for path, value in leaves(head, "")}


def read_properties(properties: Json) -> Elements:
    """Read apiProperties."""
    return {f"properties {path}": value for path, value in leaves(properties["properties"], "")}


def leaves(value: Any, path: str) -> Iterator[tuple[str, Json]]:
    """Take a JSON value apart: what holds no object is a value, sentences are descriptions."""
    if isinstance(value, dict) and value:
        for key, item in value.items():
            yield from leaves(item, f"{path}/{key}" if path else key)
    elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
        for number, item in enumerate(value, start=1):
            yield from leaves(item, f"{path}/{number}")
    elif path.rpartition("/")[2] in TEXTS and path != "info/title":
        yield path, {"description": value}
    else:
        yield path, {"value": value}


def read_readme(text: str) -> Elements:
    """Read the sections of readme.md, each item of a list and each paragraph by its number."""
    found: Elements = {}
    for title, body in re.findall(r"^##+ (.+)\n+((?:(?!##).*\n?)*)", text, re.MULTILINE):
        section = title if title in SECTIONS else f"question {title}"
        for number, item in enumerate(_items(body), start=1):
            found[f"readme {section} {number}"] = {"description": item}
    found["readme overview"] = {"description": " ".join(" ".join(text.partition("\n## ")[0].split("\n\n")[2:]).split())}
    operations = text.partition(f"## {OPERATIONS}\n")[2].partition("\n## ")[0]
    titles = re.findall(r"^### (.+)$", operations, re.MULTILINE)
    left_out = [f"readme {GENERATED} ", *(f"readme question {title} " for title in titles)]
    return {place: text for place, text in found.items() if not place.startswith(tuple(left_out))}


SECTIONS = {
    "Prerequisites",
    "Obtaining Credentials",
    "Getting Started",
    "Known Issues and Limitations",
    "Support",
    GENERATED,
    "Frequently Asked Questions",
    OPERATIONS,
}


def _items(body: str) -> list[str]:
    blocks = re.split(r"\n\n|\n(?=- |\d+\. )", body.strip())
    return [" ".join(re.sub(r"^(- |\d+\. )", "", block).split()) for block in blocks if block.strip()]


def read_availability(reference: str) -> Elements:
    """Read the table of products and regions of reference.md."""
    table = reference.partition("## Availability\n")[2].partition("\n## ")[0]
    rows = [cells(line) for line in table.splitlines() if line.startswith("| ")][1:]
    return {f"page {product}": {"class": kind, "regions": regions} for product, kind, regions in rows}
