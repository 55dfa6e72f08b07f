"""Requests and answers held against cases, as data."""

from __future__ import annotations

from pathlib import Path

import pytest

from connectorsmith.connector_tests.case import MOCK, CaseCall
from connectorsmith.connector_tests.compare import compare_answer, compare_requests
from connectorsmith.connector_tests.recorded_backend import headers_of, response_of, text
from connectorsmith.diagnostics import Pointer
from connectorsmith.runtime.message import Request
from connectorsmith.source.yaml.read import read_yaml

FOLDER = Path(__file__).parents[2] / "cases" / "comparisons"
BASE = "https://api.example.com/v1"


def cases(name: str):
    file = FOLDER / f"{name}.yaml"
    document, faults = read_yaml(file.read_text("utf-8"), file)
    assert faults == []
    return document.value


REQUESTS, ANSWERS = cases("requests"), cases("answers")


def request(written) -> Request:
    method, _, url = written["call"].partition(" ")
    body = text(written["body"]).encode("latin-1") if "body" in written else b""
    return Request(method, url, headers_of(written.get("headers", {})), body)


@pytest.mark.parametrize("case", REQUESTS.values(), ids=REQUESTS)
def test_requests(case):
    backend = case["backend"]
    call = CaseCall(backend=backend if backend == MOCK else tuple(backend), at=Pointer("case"))
    found = compare_requests(call, [request(one) for one in case["requests"]], BASE)
    assert [f"{one.at}: {one.message}" for one in found] == case.get("differences", [])


@pytest.mark.parametrize("case", ANSWERS.values(), ids=ANSWERS)
def test_answers(case):
    call = CaseCall(expect=case.get("expect", {}), at=Pointer("case"))
    found = compare_answer(call, response_of(case["answer"]))
    assert [f"{one.at}: {one.message}" for one in found] == case.get("differences", [])
