"""The filter that hides secrets: what it leaves as it is, secrets with odd characters, and many secrets."""

from __future__ import annotations

import json
from pathlib import Path
from time import process_time

import pytest
from tests.yaml_files import yaml_value

from connectorsmith.diagnostics.secret_text import find_secret_text
from connectorsmith.diagnostics.secret_values import HIDDEN, Secrets

CASES = yaml_value(Path(__file__).parents[2] / "cases" / "secrets" / "forms.yaml")


@pytest.mark.parametrize("case", CASES["unchanged"])
def test_other_escapes_are_left_as_they_are(case):
    assert Secrets(["Zk9xQ7w2hunt", "p@ss_w(r)d+12"]).scrub(case) == case


@pytest.mark.parametrize("separator", [*"\u2028\u2029\x85\x0b\x0c\x1c\x1d\x1e"])
@pytest.mark.parametrize("indent", [None, 1])
def test_character_that_ends_lines_elsewhere_is_part_of_a_secret_in_json(separator, indent):
    value = f"q7R{separator}w8Z{separator}k3"
    text = json.dumps({"a": 1, "clientSecret": value, "b": "x"}, ensure_ascii=False, indent=indent)
    known = Secrets(find_secret_text(text).values)
    for shown in (value, json.dumps(value), json.dumps(value, ensure_ascii=False), repr(value)):
        assert known.scrub(f"a {shown} b").replace('"', "").replace("'", "") == f"a {HIDDEN} b"


def test_time_for_many_secrets_grows_with_their_number():
    def seconds(count: int) -> float:
        values = [f"q7R{number:05}w8Z" for number in range(count)]
        known = Secrets(values)
        text = "\n".join(f"&#32; {value} ..." for value in values)
        begun = process_time()
        assert known.scrub(text).count(HIDDEN) == count
        return process_time() - begun

    seconds(10)
    small, large = min(seconds(500) for _ in range(3)), min(seconds(2000) for _ in range(2))
    assert large < small * 8 + 0.05
