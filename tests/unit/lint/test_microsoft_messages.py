"""Messages of Microsoft's services, real ones: taken out of what they are wrapped in, and known by their words."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from tests.yaml_files import yaml_value

from connectorsmith.lint.microsoft_messages import meaning, patterns, read_messages

HERE = Path(__file__).parents[2]
CASES = yaml_value(HERE / "cases/messages/messages.yaml")
CODES = yaml_value(HERE / "reference/validator-codes.yaml")


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_message(case):
    found = [(meaning(message.text), message.place) for message in read_messages(case["text"])]
    wanted = [(one["code"], tuple(one["place"]) if "place" in one else None) for one in case["means"]]
    assert [one for one in found if one[0] is not None] == wanted


def test_every_documented_code_can_be_known_by_its_words():
    assert sorted(name for name in patterns() if name[0].isupper()) == CODES
    for name, (source, _) in patterns().items():
        assert meaning(source.replace("*", "'a thing'")) == name


def test_codes_are_known_wherever_they_are_named():
    assert [code for code in CODES if meaning(f"error {code}: something") != code] == []


def test_depth_and_length_are_bounded():
    wrapped = "Error : info : The 'contact' property is required."
    for _ in range(30):
        wrapped = json.dumps({"message": wrapped})[:200_000]
    start = time.process_time()
    read_messages(wrapped)
    read_messages("{" * 50_000)
    read_messages("ValuePath: '" * 20_000)
    read_messages("ValuePath: " + ")" * 200_000)
    read_messages('"' * 50_000)
    read_messages("Error : " * 20_000)
    assert time.process_time() - start < 5
