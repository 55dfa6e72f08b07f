"""A script in its resident processes: what it is given, what it gives, and how each kind of failure ends."""

from __future__ import annotations

import asyncio
import base64
import os
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from tests.scripts.cases import Bench

from connectorsmith.custom_code.host import HostOptions, MonoHost
from connectorsmith.custom_code.mono import NAMESPACE
from connectorsmith.runtime.backend import BackendFailure
from connectorsmith.runtime.message import Request, Response, header
from connectorsmith.runtime.script_host import ScriptCall, ScriptFailure

SCRIPT = (Path(__file__).parents[1] / "cases" / "scripts" / "host" / "script.csx").read_text("utf-8")
GET = Request("GET", "https://shop.example/orders")
Run = Callable[..., Awaitable[Response]]


@pytest.fixture(scope="module")
def library(bench: Bench) -> Path:
    library, faults = bench.runner.compile({NAMESPACE: SCRIPT})
    assert faults == []
    return library


@pytest.fixture(scope="module")
def kept(bench: Bench, library: Path) -> Iterator[tuple[asyncio.Runner, MonoHost]]:
    """One process for the tests that need none of their own: starting it takes longer than most of them."""
    with asyncio.Runner() as runner:
        host = MonoHost(bench.runner.harness, library, HostOptions(processes=1))
        yield runner, host
        runner.run(host.stop())


@pytest.fixture
def call(bench: Bench, library: Path, kept):
    """Run operations in turn; a failure is given as its kind and message. ``options`` ask for a host of their own."""

    def run(*operations: str, request: Request = GET, send=None, limits=None, options=None, **more):
        async def all_of_them(host):
            times = [(name, (limits or {}).get(name, 30.0)) for name in operations]
            return [await _outcome(host, name, request, send or echo, seconds, more) for name, seconds in times]

        async def on_a_new_host():
            host = MonoHost(bench.runner.harness, library, options)
            try:
                return await all_of_them(host)
            finally:
                await host.stop()

        runner, host = kept
        return runner.run(all_of_them(host) if options is None else on_a_new_host())

    return run


async def _outcome(host, operation, request, send, timeout, more):
    try:
        return await host.run(ScriptCall(request, operation, send, timeout, **more))
    except ScriptFailure as failure:
        return failure.kind, failure.message


async def echo(request: Request) -> Response:
    """Answer with what was asked."""
    return Response(201, (("x-a", "1"), ("x-a", "2")), f"{request.method} {request.url} ".encode() + request.body)


def test_request_and_answer_go_through_as_they_are(call):
    sent = []

    async def send(request):
        sent.append(request)
        return await echo(request)

    body = bytes(range(256))
    headers = (("X-Multi", "a"), ("Content-Type", "application/octet-stream"))
    request = Request("PUT", "https://shop.example/a%2Fb?c=%20d", headers, body)
    [response] = call("Forward", request=request, send=send)
    assert (response.status, response.body) == (201, b"PUT https://shop.example/a%2Fb?c=%20d " + body)
    assert [value for name, value in response.headers if name == "x-a"] == ["1", "2"]
    assert header(sent[0].headers, "x-multi") == "a"
    assert header(sent[0].headers, "content-type") == "application/octet-stream"


def test_headers_of_several_products_stay_one_value(call):
    """RFC 9110, sections 10.1.5 and 10.2.4; a server may refuse a request with two headers User-Agent."""
    sent = []

    async def send(request):
        sent.append(request)
        return Response(200, (("Server", "Python/3.11 aiohttp/3.14"),), b"")

    request = Request("GET", GET.url, (("User-Agent", "flow/1.0 (run 7) logic/1.0"),))
    [response] = call("Forward", request=request, send=send)
    assert [value for name, value in sent[0].headers if name == "User-Agent"] == ["flow/1.0 (run 7) logic/1.0"]
    assert [value for name, value in response.headers if name == "Server"] == ["Python/3.11 aiohttp/3.14"]


def test_requests_may_be_under_way_together(call):
    both = asyncio.Barrier(2)

    async def send(request):
        await both.wait()
        return Response(200, (), request.url[-1:].encode())

    [response] = call("Two", send=send)
    assert response.body == b"21"


def test_http_client_of_the_script_is_routed(call):
    lines = []
    [response] = call("Own", log=lambda level, message: lines.append((level, message)))
    assert response.body == b"GET https://own.example/?a=%20 "
    assert lines == [(
        "Warning",
        "GET https://own.example/?a=%20 comes from an HttpClient of the script's own: "
        "the platform is to block these, call this.Context.SendAsync",
    )]  # fmt: skip


def test_context(call):
    lines = []
    more = {"original_uri": "https://gateway.example/apim/x?a=1", "correlation_id": "c-1"}
    [response] = call("Context", **more, log=lambda level, message: lines.append((level, message)))
    assert response.body == b"c-1 https://gateway.example/apim/x?a=1"
    assert lines == [("Warning", "one a of 2")]


def test_id_of_the_operation_in_base64(call):
    assert base64.b64encode(b"Once") == b"T25jZQ=="
    [response] = call("Once", options=HostOptions(base64_ids=True))
    assert response.body == b"in base64"


def test_process_sees_no_secret_of_the_environment(call, monkeypatch):
    monkeypatch.setenv("HOST_TEST_SECRET", "hidden")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert call("Other", options=HostOptions(processes=1))[0].body == b"secret: 00:00:00"


@pytest.mark.parametrize(
    ("operation", "failure"),
    [
        ("Throw", ("exception", "Throw: InvalidOperationException: the order is empty")),
        ("Load", ("exception", "Load: NotSupportedException: only this.Context.SendAsync reaches 127.0.0.1")),
        ("Null", ("exception", "Null: InvalidOperationException: the script returned null")),
        ("Exit", ("crash", "the process of the script ended")),
        ("Large", ("size", "the response of the script has 1,001 bytes of 1,000")),
    ],
)
def test_failure_of_a_script_and_the_next_call(call, operation, failure, monkeypatch):
    monkeypatch.setattr("connectorsmith.custom_code.host.MESSAGE_BYTES", 1000)
    failed, after = call(operation, "Forward")
    assert failed == failure
    assert after.status == 201


def test_exception_that_ends_the_process_is_named(call):
    failed, after = call("Async void", "Forward")
    assert failed[0] == "crash"
    reason = "System.InvalidOperationException: thrown where nothing catches it"
    assert failed[1] == f"the process of the script ended: {reason}"
    assert after.status == 201


@pytest.mark.parametrize(("operation", "grace"), [("Loop", 0.01), ("Wait", 30)])
def test_script_over_its_time_is_ended(call, operation, grace, monkeypatch):
    monkeypatch.setattr("connectorsmith.custom_code.process.GRACE", grace)
    lines = []
    warm, failed, after = call(
        "Other", operation, "Forward", limits={operation: 0.1}, log=lambda level, message: lines.append(message)
    )
    assert lines == (["cancelled"] if operation == "Wait" else [])
    assert warm.status == 200
    assert failed == ("timeout", "the script did not end in 0.1 seconds")
    assert after.status == 201


def test_ctrl_c_in_a_terminal_does_not_reach_the_process(call, monkeypatch):
    start, groups = asyncio.create_subprocess_exec, []

    async def noted(*command, **options):
        process = await start(*command, **options)
        groups.append(os.getpgid(process.pid))
        return process

    monkeypatch.setattr("asyncio.create_subprocess_exec", noted)
    assert call("Other", options=HostOptions(processes=1))[0].status == 200
    assert len(groups) == 1
    assert groups != [os.getpgid(0)]


def test_process_stays(call):
    first, second = call("Count", "Count")
    assert int(second.body) == int(first.body) + 1


def test_process_in_which_something_is_left_running_is_replaced(call):
    assert [response.body for response in call("Leave something running", "Count", "Count")] == [b"left", b"1", b"2"]


def test_script_may_answer_when_its_token_is_cancelled(call, monkeypatch):
    monkeypatch.setattr("connectorsmith.custom_code.process.GRACE", 30)
    limits = {"Answer when cancelled": 0.1}
    assert call("Other", "Answer when cancelled", limits=limits)[1].body == b"late"


def test_caller_that_leaves_cancels_the_token(bench, library, monkeypatch):
    monkeypatch.setattr("connectorsmith.custom_code.process.GRACE", 30)

    async def leave():
        host = MonoHost(bench.runner.harness, library, HostOptions(processes=1))
        try:
            await host.run(ScriptCall(GET, "Other", echo, None))
            running = asyncio.ensure_future(host.run(ScriptCall(GET, "Answer when cancelled", echo, None)))
            await asyncio.sleep(0)
            running.cancel()
            with pytest.raises(asyncio.CancelledError):
                await running
            return await host.run(ScriptCall(GET, "Forward", echo, None))
        finally:
            await host.stop()

    assert asyncio.run(leave()).status == 201


def test_failure_of_the_backend_is_an_exception_in_the_script(call):
    async def refuse(request):
        raise BackendFailure("refused", "the connection is refused")

    assert call("Forward", send=refuse) == [("exception", "Forward: HttpRequestException: the connection is refused")]


def test_processes_work_side_by_side(bench, library):
    both = asyncio.Barrier(2)

    async def meet(request):
        await both.wait()
        return await echo(request)

    async def two():
        host = MonoHost(bench.runner.harness, library, HostOptions(processes=2))
        try:
            return await asyncio.gather(*(host.run(ScriptCall(GET, "Forward", meet, 30)) for _ in range(2)))
        finally:
            await host.stop()

    assert [response.status for response in asyncio.run(two())] == [201, 201]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ('new System.Net.WebClient().DownloadString("https://a.example")', "System.Net.WebClient"),
        ('new System.Net.Http.HttpClient().GetStringAsync("").Result', "System.Net.Http.HttpClient..ctor"),
    ],
)
def test_script_that_would_pass_by_the_trace_is_refused(bench, line, name):
    text = f"""public class Script : ScriptBase {{
    public override Task<HttpResponseMessage> ExecuteAsync() {{ throw new Exception({line}); }} }}"""
    library, faults = bench.runner.compile({NAMESPACE: text})
    assert faults == []

    async def refused():
        host = MonoHost(bench.runner.harness, library, HostOptions(processes=1))
        try:
            return await _outcome(host, "Any", GET, echo, 30, {})
        finally:
            await host.stop()

    assert asyncio.run(refused()) == ("refused", f"script.csx uses {name}: call this.Context.SendAsync")
