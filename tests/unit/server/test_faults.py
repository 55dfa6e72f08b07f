"""A gateway before a service that misbehaves: each fault of a service, a client or a script has one exact answer."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.gateway_faults.client import Answer, asked
from tests.gateway_faults.faulty_service import FaultyService
from tests.gateway_faults.stage import SECRET, VARIABLE, Settings, ShortTime, Started, started, workspace

from connectorsmith.custom_code.mono import find_mono
from connectorsmith.errors import ToolError

FOLDER = Path(__file__).parents[2] / "cases" / "gateway-faults"


def all_cases() -> list[Any]:
    """Every case of every file, with the source of the file where it names none."""
    files = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in sorted(FOLDER.glob("*.yaml"))]
    return [{"source": file.get("source"), **case} for file in files for case in file["cases"]]


class Stage:
    """One service and the gateways before it, which are started when a case first needs their settings."""

    def __init__(self, folder: Path) -> None:
        self.service = FaultyService()
        self._folder = folder
        self._stack = AsyncExitStack()
        self._gateways: dict[Settings, Started] = {}

    async def open(self) -> None:
        await self.service.open()
        self.root = workspace(self._folder, self.service)

    async def gateway(self, settings: Settings) -> Started:
        if settings not in self._gateways:
            self._gateways[settings] = await self._stack.enter_async_context(started(self.root, settings))
        return self._gateways[settings]

    async def close(self) -> None:
        await self._stack.aclose()
        await self.service.close()

    def filled(self, value: Any) -> Any:
        """A part of a case with the address of the service in the place of ``{service}``."""
        return json.loads(json.dumps(value).replace("{service}", f"127.0.0.1:{self.service.port}"))

    async def play(self, case: dict[str, Any]) -> tuple[Answer, Started]:
        """What a case is answered, and the gateway that did."""
        given = case.get("gateway", {})
        assume, hosts = tuple(given.get("assume", {}).items()), tuple(given.get("hosts", ()))
        gateway = await self.gateway(Settings(**{**given, "assume": assume, "hosts": hosts}))
        gateway.traces.clear()
        gateway.options.seconds = case.get("script-seconds", ShortTime.seconds)
        self.service.received.clear()
        await self._prepare(case.get("service", {}))
        return await asked(gateway.port, case), gateway

    async def _prepare(self, says: Any) -> None:
        if says == "refuses":
            await self.service.close()
            return
        self.service.says = says
        if not self.service.is_open:
            await self.service.open()


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[asyncio.Runner, Stage]]:
    try:
        find_mono()
    except ToolError as fault:
        pytest.skip(f"{fault.message}; run tests/install-mono, or: {fault.hint}")
    with pytest.MonkeyPatch.context() as patch, asyncio.Runner() as runner:
        patch.setenv(VARIABLE, SECRET)
        patch.setattr("connectorsmith.custom_code.process.GRACE", 0.1)
        found = Stage(tmp_path_factory.mktemp("faults"))
        runner.run(found.open())
        yield runner, found
        runner.run(found.close())


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case["name"])
def test_fault(case, stage, caplog):
    runner, one = stage
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
