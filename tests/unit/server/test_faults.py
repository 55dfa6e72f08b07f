"""A gateway before a service that misbehaves: each fault of a service, a client or a script has one exact answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.gateway_faults.client import Answer
from tests.gateway_faults.stage import SECRET
from tests.yaml_files import yaml_value

FOLDER = Path(__file__).parents[2] / "cases" / "gateway-faults"


def all_cases() -> list[Any]:
    """Every case of every file, with the source of the file where it names none."""
    files = [yaml_value(file) for file in sorted(FOLDER.glob("*.yaml"))]
    return [{"source": file.get("source"), **case} for file in files for case in file["cases"]]


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case["name"])
def test_fault(case, stage, caplog, request):
    runner, one = stage
    if "/script" in case.get("call", ""):
        request.getfixturevalue("mono")
    case = one.filled(case)
    answer, gateway = runner.run(one.play(case))
    expected = case["answer"]
    assert answer.status == expected["status"], answer.raw[:500]
    assert answer.whole is expected.get("whole", True)
    assert {name: answer.headers.get(name) for name in expected.get("headers", {})} == expected.get("headers", {})
    compare_body(answer, expected)
    received = [line.partition(b"\r\n")[0].decode("latin-1") for line in one.service.received]
    assert received == case.get("received", received[:1])
    if "sends" in case:
        assert one.service.received[0].partition(b"\r\n\r\n")[2] == case["sends"].encode()
    sent = b"".join(one.service.received).decode("latin-1")
    assert case.get("has", "") in sent
    assert case.get("lacks", "\0") not in sent
    shown = {text for trace in gateway.traces for step in trace for text in (step.title, step.note, *step.assumed)}
    assert [line for line in case.get("trace", ()) if line not in shown] == [], sorted(shown)
    for place in (answer.raw.decode("latin-1"), repr([[*trace] for trace in gateway.traces]), caplog.text):
        assert SECRET not in place
        assert "Traceback" not in place
    assert [record.getMessage() for record in caplog.records] == []


def compare_body(answer: Answer, expected: dict[str, Any]) -> None:
    """``error`` is the message of an error of the gateway; ``body`` a text or JSON; ``bytes`` how many there are."""
    if "error" in expected:
        found = json.loads(answer.body)["error"]
        assert answer.headers["content-type"] == "application/json"
        assert (found["code"], found["message"]) == (expected["status"], expected["error"])
    if "body" in expected:
        text = isinstance(expected["body"], str)
        assert (answer.body.decode("latin-1") if text else json.loads(answer.body)) == expected["body"]
    if "bytes" in expected:
        assert len(answer.body) == expected["bytes"]
    assert {"error", "body", "bytes", "whole"} & set(expected)


def test_every_case_has_a_source_and_a_name_of_its_own():
    cases = all_cases()
    assert [case["name"] for case in cases if not case["source"]] == []
    assert len({case["name"] for case in cases}) == len(cases)
