"""Oneflow's contract: the definition has each attribute of its API document and names each value it may have."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.reference.conftest import generated
from tests.reference.read_markdown import read_sections
from tests.reference.read_package import Package

KEPT = json.loads((Path(__file__).parent / "oneflow-contract.reference.json").read_text(encoding="utf-8"))
LISTED = [path for path, kind in KEPT["attributes"].items() if not kind.startswith("object")]
VALUES = [(path, value) for path, values in KEPT["values"].items() for value in values]
KINDS = {"object": "object", "array": "array", "boolean": "boolean", "int": "integer", "integer": "integer"}
"""The types of a package by the word the document begins with; amounts are decimal numbers in text, as all else."""


@pytest.fixture
def name():
    return "oneflow"


@pytest.fixture
def package(swagger):
    return Package(swagger)


def attribute(package, path):
    """Follow a path through references and arrays, to the schema at its end."""
    schema = package.swagger["definitions"]["Contract"]
    for name in path.split("."):
        inner = package.look_up(schema)
        inner = package.look_up(inner["items"]) if "items" in inner else inner
        schema = inner["properties"][name]
    return schema


def test_attributes_have_their_types(package):
    words = {path: re.match(r"\w+", kind)[0] for path, kind in KEPT["attributes"].items()}
    wanted = {path: KINDS.get(word, "string") for path, word in words.items()}
    assert {path: package.look_up(attribute(package, path))["type"] for path in wanted} == wanted


def test_values_are_named(package):
    assert [one for one in VALUES if not is_named(package, *one)] == []


def is_named(package, path, value):
    """Whether a description or an enumeration of the attribute names a value."""
    schema = attribute(package, path)
    found = package.look_up(schema)
    texts = [schema.get("description", ""), found.get("description", ""), *found.get("enum", [])]
    return any(value in re.findall(r"[\w-]+", text) for text in texts)


def test_attributes_are_in_tables_of_the_reference_page():
    sections = read_sections(generated("oneflow")[1]["reference.md"].decode())
    tables = next(
        section.tables for section in sections if (section.part, section.title) == ("Definitions", "Contract")
    )
    assert {*LISTED} - {row["Path"] for rows in tables.values() for row in rows} == set()
