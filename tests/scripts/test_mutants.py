"""A recipe that is changed, or left out, makes one of its cases fail: the cases hold what the recipes do."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from msgspec.structs import replace
from tests.scripts import test_demonstration as demonstration
from tests.scripts import test_oneflow as oneflow
from tests.scripts import test_workpoint as workpoint
from tests.scripts.cases import Bench, Case, failures
from tests.scripts.mutants import alone, mutants, snippet_mutants
from tests.scripts.recorded import recorded

from connectorsmith.custom_code.mock_api import PreparedReply, Received
from connectorsmith.emitters.script import script
from connectorsmith.model import Connector, Operation

SNIPPETS = {
    "PartyCreate": ("script/add_participant.cs", ['"the id of a party"']),
    "webhookRegister": ("script/register_webhook.cs", []),
}
"""The snippets by their operations, with the mutants that may live: Oneflow gives every party an id."""
Answer = Callable[[Received], PreparedReply]
Sample = Callable[[list, int], list]


def of_demonstration(case: Case) -> tuple[Case, Answer]:
    return case, recorded(case, demonstration.CONNECTOR)


def of_oneflow(case: Case) -> tuple[Case, Answer]:
    return oneflow.complete(oneflow.plain(case)), oneflow.account(case).answer


def of_workpoint(case: Case) -> tuple[Case, Answer]:
    return workpoint.complete(case), workpoint.account(case).answer


ALL = {
    "demonstration": (demonstration.CONNECTOR, demonstration.CASES, of_demonstration),
    "oneflow": (oneflow.CONNECTOR, oneflow.CASES, of_oneflow),
    "workpoint": (workpoint.CONNECTOR, workpoint.CASES, of_workpoint),
}


@pytest.mark.parametrize("name", ALL)
def test_every_mutant_fails_a_case(bench: Bench, name: str, sample: Sample) -> None:
    connector, cases, prepare = ALL[name]
    every = [mutant for operation in connector.scripted for mutant in mutants(operation)]
    assert len(every) > (40 if name != "workpoint" else 5)
    made = sample(every, 4)
    texts = {f"M{number}": script(alone(connector, operation)).text for number, (_, operation) in enumerate(made)}
    library, faults = bench.runner.compile(texts)
    assert faults == []
    killed = {
        what
        for number, (what, operation) in enumerate(made)
        if fails(bench, (library, f"M{number}"), operation, connector, cases, prepare)
    }
    assert "\n".join(sorted({what for what, _ in made} - killed)) == ""


@pytest.mark.parametrize("name", SNIPPETS)
def test_every_mutant_of_a_snippet_fails_a_case(bench: Bench, name: str, sample: Sample) -> None:
    connector, cases, prepare = ALL["oneflow"]
    operation = connector.operation(name)
    snippet, survivors = SNIPPETS[name]
    made = sample([*snippet_mutants(connector.assets[snippet].decode())], 4)
    assets = [{snippet: text.encode()} for _, text in made]
    texts = {f"M{n}": script(alone(replace(connector, assets=one), operation)).text for n, one in enumerate(assets)}
    library, faults = bench.runner.compile(texts)
    assert faults == []
    alive = [
        what
        for number, (what, _) in enumerate(made)
        if not fails(bench, (library, f"M{number}"), operation, connector, cases, prepare)
    ]
    assert {what.partition(": ")[2] for what in alive} <= {*survivors}


def fails(
    bench: Bench,
    compiled: tuple,
    operation: Operation,
    connector: Connector,
    cases: Mapping[str, Case],
    prepare: Callable[[Case], tuple[Case, Answer]],
) -> bool:
    """Tell whether a case of an operation finds that it is a mutant."""
    for case in (case for case in cases.values() if case["operation"] == operation.id):
        case, bench.answer = prepare(case)
        if failures(bench, *compiled, connector, case):
            return True
    return False
