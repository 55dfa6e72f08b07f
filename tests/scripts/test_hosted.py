"""The script of an opened connector becomes a host; one that cannot run fails each call and says why."""

from __future__ import annotations

import asyncio
import tempfile
import threading
from pathlib import Path

import pytest
from tests.scripts.cases import Bench

from connectorsmith.custom_code import runner
from connectorsmith.custom_code.host import HostOptions
from connectorsmith.custom_code.hosted import hosted_script
from connectorsmith.runtime.message import Request, Response
from connectorsmith.runtime.script_host import ScriptCall, ScriptFailure
from connectorsmith.workspace.open import open_target
from connectorsmith.workspace.targets import single_target

SPEC = """info: {title: Shop, version: "1.0"}
host: shop.example
actions:
  List:
    call: GET /orders
    responses: {200: {}}
"""
OWN = """public class Script : ScriptBase
{
    public override Task<HttpResponseMessage> ExecuteAsync()
    {
        var words = "a".Split("b");
        return this.Context.SendAsync(this.Context.Request, this.CancellationToken);
    }
}
"""
OWN_GOOD = OWN.replace('Split("b")', "Split('b')")


@pytest.fixture
def run(bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Call the only operation of a connector with a script; the answer, a failure, or ``None`` without a host."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "specs" / "shop"
    folder.mkdir(parents=True)

    async def call():
        async with hosted_script(open_target(single_target("shop", None)), HostOptions(processes=1)) as host:
            if host is None:
                return None
            try:
                return await host.run(ScriptCall(Request("GET", "https://shop.example/orders"), "List", _answer, 30))
            except ScriptFailure as failure:
                return failure.kind, failure.message

    def with_script(text: str):
        (folder / "connector.yaml").write_text(SPEC + ("script: file\n" if text else ""), "utf-8")
        if text:
            (folder / "script.csx").write_text(text, "utf-8")
        return asyncio.run(call())

    return with_script


async def _answer(request: Request) -> Response:
    return Response(204)


def test_connector_with_a_script(run):
    assert run(OWN_GOOD).status == 204


def test_connector_without_a_script(run):
    assert run("") is None


def test_script_that_does_not_compile(run):
    kind, message = run(OWN)
    assert kind == "compile"
    assert message.startswith("script.csx:5: ")


def test_script_that_is_too_large(run):
    assert run(OWN_GOOD + "//" + "a" * 1_048_576 + "\n")[0] == "size"


def test_a_call_that_is_cancelled_while_the_harness_is_compiled_leaves_no_folder(tmp_path, monkeypatch):
    started, go_on = threading.Event(), threading.Event()

    def slow_harness(folder: Path) -> Path:
        started.set()
        go_on.wait(20)
        return folder / "harness.exe"

    monkeypatch.setattr(runner, "build_harness", slow_harness)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    spec = tmp_path / "specs" / "shop" / "connector.yaml"
    spec.parent.mkdir(parents=True)
    spec.write_text(SPEC + "script: file\n", "utf-8")
    (spec.parent / "script.csx").write_text(OWN_GOOD, "utf-8")
    opened = open_target(single_target(str(spec.parent), None))

    async def cancelled() -> list[str]:
        task = asyncio.create_task(hosted_script(opened).__aenter__())
        await asyncio.to_thread(started.wait, 20)
        inside = [one.name for one in (tmp_path / "temporary").iterdir()]
        task.cancel()
        asyncio.get_running_loop().call_later(0.05, go_on.set)
        with pytest.raises(asyncio.CancelledError):
            await task
        return inside

    assert len(asyncio.run(cancelled())) == 1
    assert [*(tmp_path / "temporary").iterdir()] == []
