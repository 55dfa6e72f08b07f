"""What fills dropdowns, forms and pickers, as both clients read it, and why there is nothing."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from tests.unit.runtime.stand_ins import Counter, Service, connector, gateway
from tests.yaml_files import yaml_value

from connectorsmith.errors import UnknownNameError
from connectorsmith.runtime.dynamic_call import Asker, Cache
from connectorsmith.runtime.dynamic_list import choices
from connectorsmith.runtime.dynamic_schema import input_fields, output_fields
from connectorsmith.runtime.dynamic_tree import nodes
from connectorsmith.runtime.message import Response

FOLDER = Path(__file__).parents[2] / "cases" / "dynamic"
CASES = [case for file in sorted(FOLDER.glob("*.yaml")) for case in yaml_value(file)]
RUNS = [(case, client) for case in CASES for client in ("flow", "app") if client in case or "both" in case]


def asker(case: dict[str, Any], client: Any, **more: Any) -> tuple[Asker, Service]:
    """A gateway with the operation that asks, and Target, which the case describes."""
    returns = case.get("returns", {})
    asking = {
        "operationId": "Op",
        "responses": {"200": {} if returns is None else {"schema": returns}},
        "parameters": case["parameters"],
    }
    target = {"operationId": "Target", "responses": {}, "parameters": case.get("target", [])}
    paths = {"/ask": {"post": asking}, "/target": {"get": target}}
    swagger = {"paths": paths, "definitions": case.get("definitions", {}), **case.get("swagger", {})}
    answers = [Response(case.get("status", 200), (), content(one)) for one in case.get("answers", [case.get("answer")])]
    service = Service(*answers, *answers)
    one = connector(swagger, **more)
    operation = one.operation("Op")
    assert operation is not None
    return Asker(gateway(one, service), operation, case.get("inputs", {}), client, node=case.get("node")), service


def content(answer: Any) -> bytes:
    return answer.encode() if isinstance(answer, str) else json.dumps(answer).encode()


async def outcome(kind: str, one: Asker, name: str) -> Any:
    if kind == "list":
        return await choices(one, name)
    if kind == "tree":
        return await nodes(one, name)
    return await (output_fields(one) if name == "response" else input_fields(one, name))


@pytest.mark.parametrize(("case", "client"), RUNS, ids=lambda value: value if isinstance(value, str) else value["name"])
def test_dynamic(case, client):
    expected = case.get(client, case.get("both"))
    one, service = asker(case, client)
    found = asyncio.run(outcome(case.get("kind", "list"), one, case.get("input", "x")))
    assert expected.keys() <= {"items", "schema", "reason", "calls", "folders"}
    assert found.reason == expected.get("reason")
    assert getattr(found, "schema", None) == expected.get("schema")
    items = [[item.value, item.title] for item in getattr(found, "items", ())]
    assert items == expected.get("items", [])
    if "folders" in expected:
        assert [item.title for item in found.items if item.is_folder] == expected["folders"]
    if "calls" in expected:
        assert [request.url.removeprefix("https://api.example.com/v1") for request in service.asked] == expected[
            "calls"
        ]


def test_every_case_has_a_source_and_a_name_of_its_own():
    assert [case["name"] for case in CASES if not case.get("source")] == []
    assert len({case["name"] for case in CASES}) == len(CASES)


CALLING = {"operationId": "Target", "value-path": "id"}
SIMPLE = {
    "parameters": [{"name": "x", "in": "query", "type": "string", "x-ms-dynamic-values": CALLING}],
    "answer": [{"id": 1}],
}


def test_answers_are_kept_for_the_same_inputs():
    one, service = asker(SIMPLE, "flow")
    cache: Cache = {}
    for _ in range(3):
        found = asyncio.run(choices(replace(one, cache=cache), "x"))
    assert ([item.value for item in found.items], len(service.asked)) == ([1], 1)


def test_trace_of_the_call_is_given():
    one, _ = asker(SIMPLE, "flow")
    found = asyncio.run(choices(one, "x"))
    assert [step.kind for step in found.results[0].trace] == ["compose", "authenticate", "send"]


def test_calls_of_dropdowns_count_against_limits():
    one, _ = asker(SIMPLE, "flow", limits=[("Calls", 1, 60)])
    found = [asyncio.run(choices(one, "x")) for _ in range(2)][1]
    assert found.reason == "Target answers 429: Rate limit is exceeded. Try again in 30 seconds."
    assert "dynamic-limits=count" in found.results[0].trace.assumed


def test_unknown_input():
    one, _ = asker(SIMPLE, "flow")
    with pytest.raises(UnknownNameError):
        asyncio.run(choices(one, "nosuch"))
    with pytest.raises(UnknownNameError):
        asyncio.run(choices(one, "body/nosuch"))


def test_pages_are_followed_through_the_gateway():
    one, service = asker({**SIMPLE, "answers": [
        {"value": [{"id": 1}], "nextLink": "http://localhost:8080/apim/shop/c1/target?page=2"},
        {"value": [{"id": 2}], "@odata.nextLink": "https://api.example.com/v1/target?page=3"},
    ]}, "flow")  # fmt: skip
    found = asyncio.run(choices(one, "x"))
    assert [item.value for item in found.items] == [1, 2]
    assert [request.url for request in service.asked][1] == "https://api.example.com/v1/target?page=2"
    assert len(service.asked) == 2


@pytest.mark.parametrize("second", ["broken", {"items": []}], ids=["not JSON", "without a list"])
def test_a_page_without_a_list_is_the_end(second):
    link = "http://localhost:8080/apim/shop/c1/target?page=2"
    one, service = asker({**SIMPLE, "answers": [{"value": [{"id": 1}], "nextLink": link}, second]}, "flow")
    found = asyncio.run(choices(one, "x"))
    assert ([item.value for item in found.items], found.reason, len(service.asked)) == ([1], None, 2)


def test_calls_of_dropdowns_may_be_free():
    counter = Counter()
    one, _ = asker(SIMPLE, "flow", limits=[("Calls", 1, 60)])
    options = type(one.gateway.options)({"dynamic-limits": "free"})
    free = replace(one, gateway=replace(one.gateway, options=options, counter=counter))
    asyncio.run(choices(free, "x"))
    assert counter.hits == {}
