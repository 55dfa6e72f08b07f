"""Oneflow's script, generated and compiled, against a server that does what Oneflow's API is documented to do."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest
from tests.scripts.cases import Bench, Case, differences, failures, load, load_all
from tests.scripts.oneflow_api import TOKEN, OneflowApi

from connectorsmith import load as load_connector
from connectorsmith.custom_code.mock_api import PreparedReply
from connectorsmith.emitters.script import script
from connectorsmith.emitters.script_code import inlined

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "tests" / "cases" / "scripts" / "oneflow"
ACCOUNT = load(FOLDER / "account.yaml")
CASES = load_all(file for file in FOLDER.glob("*.yaml") if file.stem != "account")
CONNECTOR = load_connector("oneflow", ROOT)
USUAL = {"x-oneflow-api-token": TOKEN, "x-oneflow-user-email": "me@example.com", "x-custom": "1"}


@pytest.fixture(scope="module")
def library(bench: Bench) -> Path:
    library, faults = bench.runner.compile({"Oneflow": script(CONNECTOR).text})
    assert faults == []
    return library


def complete(case: Case) -> Case:
    """A case with the headers that the connection adds."""
    request = case.get("request", {})
    return {**case, "request": {**request, "headers": {**USUAL, **request.get("headers", {})}}}


def account(case: Case) -> OneflowApi:
    fails = case.get("fails", {})
    return OneflowApi({**ACCOUNT, **case.get("account", {})}, fails)


def plain(case: Case) -> Case:
    """A case whose schema is written out."""
    returned = dict(case["returned"])
    if "schema" in returned:
        returned["body"] = inlined(CONNECTOR, CONNECTOR.definitions[returned.pop("schema")])
    return {**case, "returned": returned}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_case(bench, library, case):
    bench.answer = account(case).answer
    assert failures(bench, library, "Oneflow", CONNECTOR, plain(complete(case))) == []


@pytest.mark.parametrize("name", [operation.id for operation in CONNECTOR.scripted])
def test_operation_has_cases_that_succeed_and_that_fail(name):
    statuses = [case["returned"]["status"] for case in CASES.values() if case["operation"] == name]
    assert any(status < 300 for status in statuses)
    assert any(status >= 400 for status in statuses) or name == "GetExecuteAs"


def test_id_in_base64_is_understood(bench, library):
    case = CASES["execute_as: the choices"]
    encoded = base64.b64encode(b"GetExecuteAs").decode()
    outcome = bench.run(library, "Oneflow", CONNECTOR, complete(case), operation=encoded)
    assert differences(case, outcome, CONNECTOR) == []


@pytest.mark.parametrize("name", ["Ping", "getexecuteas", "", "UGluZw==", "Test", "%%%"])
def test_unknown_operation_is_refused(bench, library, name):
    outcome = bench.run(library, "Oneflow", CONNECTOR, complete(CASES["execute_as: the choices"]), operation=name)
    assert outcome["calls"] == []
    assert outcome["response"]["status"] == 400
    assert json.loads(outcome["response"]["body"])["status"] == 400


@pytest.mark.parametrize(
    "name",
    ["participants: a colleague", "products: into the first table", "lists: the template type of a template"],
)
def test_a_slash_at_the_end_of_the_path_may_be_there_or_not(bench, library, name):
    case = complete(CASES[name])
    bench.answer = account(case).answer
    path = CONNECTOR.operation(case["operation"]).path
    other = path.removesuffix("/") if path.endswith("/") else f"{path}/"
    url = f"https://api.oneflow.com/v1{other}"
    assert failures(bench, library, "Oneflow", CONNECTOR, case, url=url) == []


@pytest.mark.parametrize("empty", [True, False])
@pytest.mark.parametrize("name", ["lists: the templates of a workspace", "files: no such contract"])
def test_a_call_without_a_body_may_have_none_or_an_empty_one(bench, library, name, empty):
    case = complete(CASES[name])
    bench.answer = account(case).answer
    outcome = bench.run(library, "Oneflow", CONNECTOR, case, content=empty)
    assert differences(case, outcome, CONNECTOR) == []


def test_failure_of_the_script_itself_tells_neither_trace_nor_body(bench, library):
    case = complete(CASES["participants: an individual"])
    bench.answer = lambda request: PreparedReply(1000)  # no status, so that SendAsync throws what no script expects
    outcome = bench.run(library, "Oneflow", CONNECTOR, case)
    body = outcome["response"]["body"]
    assert outcome["response"]["status"] == 500
    assert outcome["logs"] == [{
        "level": "Error",
        "message": "The custom code failed with ArgumentOutOfRangeException. Id of the call: "
        "00000000-0000-0000-0000-000000000000",
    }]  # fmt: skip
    assert json.loads(body)["message"].startswith("The custom code failed.")
    assert not any(word in body for word in ("Kai", TOKEN, "Exception", " at "))


def test_script_operations_are_those_with_recipes():
    from connectorsmith import render

    listed = json.loads(render(CONNECTOR)["apiProperties.json"])["properties"]["scriptOperations"]
    assert sorted(listed) == sorted([
        "AddProduct", "DeleteAContractById", "GetAContractFileById", "GetDynamicSchema", "GetExecuteAs",
        "GetTemplateByTemplateId", "GetTemplatesForWorkspace", "PartyCreate", "PublishContract", "UpdateDataField",
        "UploadAttachments", "webhookRegister",
    ])  # fmt: skip
