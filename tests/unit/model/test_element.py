"""Parts of a connector do not change, and are equal by what they say."""

from __future__ import annotations

import pickle

import pytest
from msgspec.structs import replace

from connectorsmith.diagnostics import DEFINITION, SPEC
from connectorsmith.model import Operation, Schema
from connectorsmith.model.script import Require

PARTS = [Schema(type="string"), Operation("get", "/a"), Require("@headers('a')")]


@pytest.mark.parametrize("part", PARTS)
def test_the_place_does_not_count(part):
    elsewhere = replace(part, at=DEFINITION / "elsewhere")
    assert elsewhere == part


def test_all_else_counts():
    assert Schema(type="string") != Schema(type="number")
    assert Schema(items=Schema(type="string", at=SPEC)) == Schema(items=Schema(type="string"))
    assert Schema(items=Schema(type="string")) != Schema(items=Schema(type="number"))
    assert Schema() != Operation("get", "/a")


@pytest.mark.parametrize("part", PARTS)
def test_a_part_does_not_change(part):
    with pytest.raises(AttributeError):
        part.at = SPEC
    with pytest.raises(TypeError):
        hash(part)


@pytest.mark.parametrize("part", PARTS)
def test_a_part_goes_from_process_to_process(part):
    again = pickle.loads(pickle.dumps(part))
    assert again == part
    assert again.at == part.at
