"""Fixes to values with comments: cases in ``cases/fixes``, as text before and after."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.yaml_files import yaml_value

from connectorsmith.diagnostics import SPEC, Fix
from connectorsmith.language.apply_fixes import change
from connectorsmith.source.yaml.comments import comment_texts, find_comments
from connectorsmith.source.yaml.read import read_yaml
from connectorsmith.source.yaml.write import write_yaml

CASES = yaml_value(Path(__file__).parents[2] / "cases/fixes/fixes.yaml")
FILE = Path("shop.yaml")


def fix(action: str, keys: list[str | int], *value: object) -> Fix:
    at = SPEC
    for key in keys:
        at = at / key
    return Fix(action, at, *value)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_change(case):
    document, faults = read_yaml(case["before"], FILE)
    assert faults == []
    comments = find_comments(document)
    fixes = [fix(*one) for one in case["fixes"]]
    assert change(document.value, comments, fixes) == [fixes[number] for number in case["done"]]
    written = write_yaml(document.value, comments)
    assert written == case["after"]
    again, _ = read_yaml(written, FILE)
    assert sorted(comment_texts(again)) == sorted(comment_texts(read_yaml(case["before"], FILE)[0]))


def test_comments_of_removed_keys_are_added_to_the_end_of_the_file_without_a_copy_of_it():
    names = [f"A{number}" for number in range(20)]
    document, _ = read_yaml("".join(f"{name}:\n  a: 1\n  # about b\n  b: 2\n" for name in names), FILE)
    comments = find_comments(document)
    end = comments.end
    change(document.value, comments, [fix("remove", [name, "b"]) for name in names])
    assert comments.end is end
    assert end == ["# about b"] * len(names)


def test_fixes_say_what_they_did():
    at = SPEC / "a" / "description"
    fixes = [Fix.set(at, "x"), Fix.name(at, "y"), Fix.remove(at), Fix.drop(at, "z")]
    assert [*map(str, fixes)] == [
        "set description",
        "renamed description to y",
        "removed description",
        "removed z from description",
    ]
