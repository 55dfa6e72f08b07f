"""The reference tests find wrong values of every kind: a small run; the large one is a command of its own."""

from __future__ import annotations

import pytest
from tests.benchmarks import mutations
from tests.benchmarks.spec_mutants import LEFT_OUT, Mutation, drawn
from tests.benchmarks.spec_mutants import mutations as all_mutations

SPEC = {"host": "a.example", "actions": {"A": {"call": "GET /a", "description": "True if 2 of a_b, c_d."}}}


def test_a_small_run(mono):
    outcomes = mutations.run(40, 7)
    assert len(outcomes) == 40
    assert mutations.score(outcomes) >= mutations.LEAST


@pytest.mark.parametrize("name", ["oneflow", "workpoint"])
def test_the_specs_themselves_differ_in_nothing(name):
    built = mutations.untouched(name)
    assert list(mutations.differences(name, built, mutations.spec(name)[0])) == []


def test_what_a_mutation_does():
    found = {(one.kind, one.value) for one in all_mutations(SPEC)}
    assert ("host, changed", "A.EXAMPLE") in found
    assert ("host, left out", LEFT_OUT) in found
    assert ("description, the opposite", "false if 2 of a_b, c_d.") in found
    assert ("description, another number", "True if 3 of a_b, c_d.") in found
    assert ("description, a value less", "True if 2 of c_d.") in found
    assert Mutation(("actions", "A", "call"), "", LEFT_OUT).apply(SPEC)["actions"] == {
        "A": {"description": "True if 2 of a_b, c_d."}
    }
    assert "call" in SPEC["actions"]["A"]


def test_mutations_are_drawn_from_all_kinds_in_turn():
    found = list(all_mutations(SPEC))
    kinds = {one.kind for one in found}
    assert {one.kind for one in drawn(found, len(kinds), 1)} == kinds
    assert len(drawn(found, 1000, 1)) == len(found)
