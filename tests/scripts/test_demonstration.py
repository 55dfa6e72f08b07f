"""A connector that uses every recipe and every option of it, run against recorded answers."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from tests.scripts.cases import Bench, failures, load
from tests.scripts.recorded import recorded

from connectorsmith import load as load_connector
from connectorsmith.emitters.script import script
from connectorsmith.model.script import KINDS

FOLDER = Path(__file__).parents[1] / "cases" / "scripts" / "demonstration"
FILE = b'Content-Disposition: form-data; name="file"; filename="x___y.pdf"'
CASES = load(FOLDER / "cases.yaml")
CONNECTOR = load_connector(str(FOLDER / "connector.yaml"))


@pytest.fixture(scope="module")
def library(bench: Bench) -> Path:
    library, faults = bench.runner.compile({"Demonstration": script(CONNECTOR).text})
    assert faults == []
    return library


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_case(bench, library, case):
    bench.answer = recorded(case, CONNECTOR)
    assert failures(bench, library, "Demonstration", CONNECTOR, case) == []


def test_every_recipe_is_used():
    used = {type(recipe) for operation in CONNECTOR.scripted for recipe in operation.script}
    assert used == set(KINDS)


@pytest.mark.parametrize("name", [operation.id for operation in CONNECTOR.scripted])
def test_operation_has_a_case_that_succeeds_and_one_that_fails(name):
    statuses = [case["returned"]["status"] for case in CASES.values() if case["operation"] == name]
    assert any(status < 300 for status in statuses)
    assert any(status >= 300 for status in statuses)


def test_multipart(bench, library):
    body = {"kind": "a\r\nb", "content": base64.b64encode(b"\xff\x00").decode(), "name": 'x"\r\ny.pdf'}
    case = {"operation": "Multipart", "request": {"body": body}, "answers": [{"call": "POST /multipart"}]}
    bench.answer = recorded(case, CONNECTOR)
    bench.run(library, "Demonstration", CONNECTOR, case)
    sent = bench.received[0]
    boundary = sent.headers["Content-Type"].partition("boundary=")[2].strip('"').encode()
    parts = [part.strip(b"\r\n").split(b"\r\n\r\n", 1) for part in sent.body.split(b"--" + boundary)[1:-1]]
    assert [(sorted(head.split(b"\r\n")), content) for head, content in parts] == [
        ([b'Content-Disposition: form-data; name="kind"'], b"a\r\nb"),
        ([FILE, b"Content-Type: application/pdf"], b"\xff\x00"),
        ([b'Content-Disposition: form-data; name="note"', b"Content-Type: text/plain"], b"constant"),
    ]  # fmt: skip
