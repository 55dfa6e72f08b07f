"""The server itself: addresses that are taken, IPv6, ends with calls under way, and faults that no code expects."""

from __future__ import annotations

import asyncio
import json
import signal
import socket
import sys
from typing import Any

import pytest
from tests.gateway_faults.client import asked
from tests.gateway_faults.stage import SECRET, Settings

from connectorsmith.errors import NetworkError
from connectorsmith.server.http_server import bound
from connectorsmith.server.service import GatewayService

GET = {"call": "GET /plain"}


@pytest.mark.parametrize("host", ["127.0.0.1", "no-such-name.invalid", "a" * 70 + ".example", "a..b"])
def test_address_that_cannot_be_served_is_named(host):
    with bound("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(NetworkError) as fault:
            bound(host, port)
    assert fault.value.message.startswith(f"cannot serve on {host}:{port}: ")


def has_ipv6() -> bool:
    """Whether this machine has the address of itself in IPv6."""
    try:
        with socket.socket(socket.AF_INET6) as tried:
            tried.bind(("::1", 0))
    except OSError:
        return False
    return True


def test_gateway_on_ipv6(stage):
    """Where a machine has no IPv6, the fault says so."""
    runner, one = stage
    one.service.says = {"body": {"id": 1}}

    async def talk() -> Any:
        async with one.started(Settings(host="::1")) as gateway:
            answer = await asked(gateway.port, {**GET, "headers": {"Host": f"[::1]:{gateway.port}"}}, "::1")
            return gateway.address, answer.status

    if has_ipv6():
        address, status = runner.run(talk())
        assert (address.rpartition(":")[0], status) == ("http://[::1]", 200)
    else:
        with pytest.raises(NetworkError, match=r"cannot serve on ::1:"):
            runner.run(talk())


@pytest.mark.parametrize("how", ["stop", "signal"])
def test_end_lets_calls_under_way_end(stage, how):
    """The service answers after the gateway has been asked to end; no further call is taken then."""
    runner, one = stage
    if how == "signal" and sys.platform == "win32":
        how = "stop"  # its loop has no handlers of signals
    release = asyncio.Event()

    async def talk() -> Any:
        one.service.says = {"body": {"id": 1}, "after": release}
        one.service.reached.clear()
        stop = asyncio.Event() if how == "stop" else None
        async with one.started(stop=stop, signals=stop is None) as gateway:
            call = asyncio.create_task(asked(gateway.port, GET))
            await one.service.reached.wait()
            if stop is None:
                signal.raise_signal(signal.SIGTERM)
            else:
                stop.set()
            async with asyncio.timeout(10):
                while await listens(gateway.port):
                    pass
            release.set()
            return (await call).body

    assert runner.run(talk()) == b'{"id": 1}'


async def listens(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except ConnectionError:
        return False
    writer.close()
    return True


def test_fault_that_no_code_expects_ends_one_call_and_shows_nothing(stage, monkeypatch, caplog):
    """Neither the message nor a traceback is shown, since they may hold what the call carries."""
    runner, one = stage

    async def fails(*_: Any) -> Any:
        raise KeyError(SECRET)

    async def talk() -> Any:
        one.service.says = {"body": {"id": 1}}
        gateway = await one.gateway(Settings())
        with monkeypatch.context() as patch:
            patch.setattr(GatewayService, "answer", fails)
            failed = await asked(gateway.port, GET)
        return failed, await asked(gateway.port, GET)

    failed, after = runner.run(talk())
    assert (failed.status, after.status) == (500, 200)
    assert json.loads(failed.body)["error"]["message"].startswith(
        "the gateway failed: KeyError at test_fault_server.py:"
    )
    assert SECRET not in caplog.text
    assert "Traceback" not in caplog.text
    assert [record.levelname for record in caplog.records] == ["ERROR"]
