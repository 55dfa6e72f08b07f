"""Our connectors run through the gateway against the mock: policies, custom code and dropdowns work without a service.

Each operation is called with the inputs of its first case that succeeds.
"""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from tests.unit.runtime.mock.requests import misfits

from connectorsmith import render
from connectorsmith.analysis.operation_parts import parameters
from connectorsmith.connector_tests.bench import CALLBACK
from connectorsmith.connector_tests.read_cases import case_files, read_cases
from connectorsmith.connector_tests.recorded_backend import base_address, recorded_exchanges
from connectorsmith.connector_tests.taught_backend import TaughtBackend
from connectorsmith.connector_tests.virtual_time import MemoryStore, VirtualClock, VirtualCounter
from connectorsmith.custom_code.host import HostOptions, MonoHost
from connectorsmith.custom_code.mono import NAMESPACE
from connectorsmith.emitters.script import script
from connectorsmith.runtime.dynamic_call import Asker
from connectorsmith.runtime.dynamic_list import choices, list_extension
from connectorsmith.runtime.execute import execute
from connectorsmith.runtime.gateway import Call, Gateway
from connectorsmith.runtime.invented_connection import invented_connection
from connectorsmith.runtime.message import header
from connectorsmith.runtime.mock.backend import MockBackend
from connectorsmith.workspace.open import open_checked
from connectorsmith.workspace.targets import single_target

ROOT = Path(__file__).parents[2]


@pytest.fixture(params=["oneflow", "workpoint"], scope="module")
def opened(request):
    return open_checked(single_target(request.param, ROOT))


@pytest.fixture(scope="module")
def library(bench, opened):
    library, faults = bench.runner.compile({NAMESPACE: script(opened.connector).text})
    assert faults == []
    return library


@pytest.fixture(scope="module")
def run(bench, library, opened):
    """Do something with what makes a gateway for a connection; each gateway has a mock of its own."""
    cases = [case for file in case_files(opened.target) for case in read_cases(file).cases]
    taught = TaughtBackend(recorded_exchanges(cases), base_address(opened.connector))

    def gateway(host, values=None, set_name=None):
        clock = VirtualClock()
        return Gateway(
            connector=opened.connector,
            connection=invented_connection(opened.connector, values or {}, set_name),
            backend=MockBackend(opened.connector, otherwise=taught),
            counter=VirtualCounter(clock, 0),
            clock=clock,
            store=MemoryStore(),
            scripts=host,
        )

    async def with_host(work):
        host = MonoHost(bench.runner.harness, library, HostOptions(processes=1))
        try:
            return await work(lambda *given: gateway(host, *given))
        finally:
            await host.stop()

    return lambda work: asyncio.run(with_host(work))


def test_every_operation(run, opened):
    connector = opened.connector
    cases = [case for file in case_files(opened.target) for case in read_cases(file).cases]
    called = {case.operation: case for case in reversed(cases) if case.call.expect.get("status", 200) < 300}

    async def answers_of(gateway):
        answers = {}
        for case in called.values():
            inputs = case.steps[0].call.inputs if case.steps else case.call.inputs
            call = Call(case.operation, inputs, case.client, CALLBACK)
            answers[case.operation] = (await execute(gateway(case.connection, case.set_name), call)).response
        return answers

    answers = run(answers_of)
    definition = json.loads(render(connector)["apiDefinition.swagger.json"])
    wrong = {name: found for name, one in answers.items() if (found := fault(definition, connector, name, one))}
    assert wrong == {}
    assert len(answers) >= len(connector.operations) - 2  # the removal of a webhook is a step of its case


@pytest.mark.parametrize("client", ["flow", "app"])
def test_every_dropdown_has_choices(run, opened, client):
    connector = opened.connector
    dropdowns = [
        (operation, one.name)
        for operation in connector.operations
        for one in parameters(connector, operation)
        if list_extension(connector, one.content, client) is not None
    ]

    async def reasons_of(gateway):
        reasons = {}
        for operation, name in dropdowns:
            given = {one.name: "3a2b5e62-7e5c-4f2e-8a37-0c9f7d1e2b11" for one in parameters(connector, operation)}
            found = await choices(Asker(gateway(), operation, given, client), name)
            if not found.items:
                reasons[f"{operation.id} {name}"] = found.reason
        return reasons

    assert len(dropdowns) > 5
    assert run(reasons_of) == {}


def fault(definition, connector, name, response):
    """What is wrong with an answer: its status, or what of its body does not fit the definition."""
    operation = connector.operation(name)
    if not 200 <= response.status < 300:
        return f"{response.status} {response.body[:200]!r}"
    declared = definition["paths"][operation.path][operation.method]["responses"]
    schema = declared.get(str(response.status), {}).get("schema")
    if schema is None or "json" not in (header(response.headers, "Content-Type") or ""):
        return ""
    return "; ".join(misfits(definition, schema, json.loads(response.body)))
