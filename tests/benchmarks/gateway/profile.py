"""Where the time of a call goes: the engine, its mock, aiohttp and the rest, for calls in this process."""

from __future__ import annotations

import asyncio
import cProfile
import pstats
from collections import Counter

from tests.benchmarks.gateway.servers import ROOT

from connectorsmith.connector_tests.virtual_time import MemoryStore, VirtualClock, VirtualCounter
from connectorsmith.runtime.gateway import Gateway
from connectorsmith.runtime.invented_connection import invented_connection
from connectorsmith.runtime.message import Request
from connectorsmith.runtime.mock.backend import MockBackend
from connectorsmith.server.allowed_hosts import AllowedHosts
from connectorsmith.server.http_backend import HttpBackend
from connectorsmith.server.http_server import HttpServer
from connectorsmith.server.service import GatewayService, Served
from connectorsmith.workspace.open import load

CALLS = 2000
PARTS = {
    "runtime/mock/": "mock",
    "runtime/steps/": "policies and limits",
    "runtime/policies": "policies and limits",
    "runtime/": "rest of the engine",
    "connectorsmith/server/": "server",
    "aiohttp": "aiohttp",
    "multidict": "aiohttp",
    "asyncio": "asyncio",
}


def shares() -> list[tuple[str, float]]:
    """The share of each part in percent, the largest first; the client that calls is not among them."""
    profile = cProfile.Profile()
    asyncio.run(_run(profile))
    times: Counter[str] = Counter()
    for (file, _, name), (_, _, own, *_) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        if "aiohttp/client" not in file and "http_backend" not in file:
            times[_part(file, name)] += own
    whole = sum(times.values())
    return [(name, 100 * own / whole) for name, own in times.most_common()]


def _part(file: str, name: str) -> str:
    if "socket" in name:
        return "sockets"
    return next((part for path, part in PARTS.items() if path in file.replace("\\", "/")), "Python and libraries")


async def _run(profile: cProfile.Profile) -> None:
    connector = load("oneflow", ROOT)
    clock = VirtualClock()
    counter = VirtualCounter(clock)

    class Unlimited:
        async def hit(self, key: str, calls: int, period_seconds: float) -> float | None:
            return await counter.hit(key, 10**9, period_seconds)

    gateway = Gateway(
        connector=connector,
        connection=invented_connection(connector, {}),
        backend=MockBackend(connector),
        counter=Unlimited(),
        clock=clock,
        store=MemoryStore(),
        address="http://localhost/apim/oneflow/test",
    )
    service = GatewayService({"oneflow": Served(connector, {"test": gateway})})
    async with HttpServer(service, "127.0.0.1", 0) as server, HttpBackend(AllowedHosts(["127.0.0.1"])) as client:
        request = Request("GET", f"{server.address}/apim/oneflow/test/contracts/12")
        await client.send(request)
        profile.enable()
        for _ in range(CALLS):
            await client.send(request)
        profile.disable()
