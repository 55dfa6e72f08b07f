"""What takes longer than a test: memory, crowds, hostile calls, a full disk, gateways that are killed."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Final

from msgspec import Struct
from tests.gateway_faults.client import asked
from tests.gateway_faults.hostile import faults
from tests.gateway_faults.large_bodies import GatewayProcess, gateway_process, measured
from tests.gateway_faults.redis_server import RedisServer
from tests.gateway_faults.stage import Settings, Stage, workspace

MEGABYTE: Final = 1024 * 1024
FLOW: Final = {"connector": "faults", "connection": "team", "operation": "Hook", "inputs": {"body/note": "A"}}


class Found(Struct, frozen=True):
    """What a check found."""

    passed: bool
    text: str


Check = Callable[[Stage, Path], Awaitable[Found]]


async def large_bodies(stage: Stage, folder: Path) -> Found:
    """200 MB both ways."""
    size = 200 * MEGABYTE
    found = await measured(size)
    text = f"200 MB both ways: the gateway grew by {found.grown / MEGABYTE:.1f} MB"
    return Found(found.sent == found.came == size and found.grown < size / 16, text)


async def crowd(stage: Stage, folder: Path) -> Found:
    """500 clients at once, through each kind of operation."""
    stage.service.says = {"body": {"id": 1}}
    gateway = await stage.gateway(Settings(seconds=60))
    statuses: Counter[int] = Counter()
    for path in ("/plain", "/change", "/script/forward"):
        case = {"call": f"GET {path}", "patience": 120}
        answers = await asyncio.gather(*(asked(gateway.port, case) for _ in range(500)))
        statuses.update(answer.status for answer in answers)
    return Found(statuses == {200: 1500}, f"500 clients at once, three times: {dict(statuses)}")


async def memory_of_a_script(stage: Stage, folder: Path) -> Found:
    """A script that allocates without end, and the call after it."""
    stage.service.says = {"body": {"id": 1}}
    gateway = await stage.gateway(Settings(seconds=60))
    failed = await asked(gateway.port, {"call": "GET /script/memory", "patience": 120})
    after = await asked(gateway.port, {"call": "GET /script/forward"})
    passed = failed.status == 500 and b"OutOfMemoryException" in failed.body and after.status == 200
    return Found(passed, f"a script that allocates without end: {failed.body.decode()}, then {after.status}")


async def full_disk(stage: Stage, folder: Path) -> Found:
    """A store whose file may not grow, as on a full disk: each hook is kept, or removed from the service again."""
    stage.service.says = stage.filled(
        {"status": 201, "headers": {"Location": "http://{service}/v1/hooks/7"}, "body": ""}
    )
    stage.service.received.clear()
    root = workspace(folder, stage.service.port)
    async with gateway_process(root, str(folder / "store.sqlite"), 60_000) as gateway:
        saved = [await _save(gateway, f"{'x' * 1500}{number}") for number in range(60)]
        listed = await asked(gateway.port, {"call": "GET /", "target": "/flows"})
    sent = Counter(line.partition(b" ")[0].decode() for line in stage.service.received)
    kept = listed.body.count(b'"callback"')
    passed = saved.count(200) == kept and saved.count(500) == sent["DELETE"] and {*saved} == {200, 500}
    return Found(
        passed, f"full disk: {kept} hooks kept, {sent['DELETE']} removed again, answers {dict(Counter(saved))}"
    )


async def _save(gateway: GatewayProcess, flow: str) -> int:
    return (await asked(gateway.port, {"call": "PUT /", "target": f"/flows/{flow}", "body": FLOW})).status


async def killed_gateways(stage: Stage, folder: Path) -> Found:
    """Two gateways, one Redis and one limit: of 300 calls 100 pass, whichever is killed."""
    counts = [await _killed(stage, folder / str(victim), victim) for victim in (0, 1)]
    return Found(counts == [100, 100], f"calls that pass of 300, with either gateway killed: {counts}")


async def _killed(stage: Stage, folder: Path, victim: int) -> int:
    folder.mkdir()
    root = workspace(folder, stage.service.port)
    file = root / "specs" / "faults" / "connector.yaml"
    limit = "{name: API calls, calls: 100, renewal_period: 300}"
    kept = [line for line in file.read_text("utf-8").splitlines() if not line.startswith("throttling:")]
    file.write_text("\n".join([*kept, f"throttling: [{limit}]", ""]), "utf-8")
    stage.service.says = {"body": {"id": 1}}
    with RedisServer(folder) as redis:
        async with gateway_process(root, redis.url) as one, gateway_process(root, redis.url) as other:
            both = [one, other]
            statuses = await _calls(both, 80)
            both[victim].process.kill()
            statuses += await _calls([both[1 - victim]], 220)
    return statuses.count(200)


async def _calls(gateways: list[GatewayProcess], calls: int) -> list[int]:
    ports = [gateways[number % len(gateways)].port for number in range(calls)]
    answers = await asyncio.gather(*(asked(port, {"call": "GET /plain"}) for port in ports))
    return [answer.status for answer in answers]


async def shared_hook(stage: Stage, folder: Path) -> Found:
    """A hook that is registered through one gateway is removed through another."""
    stage.service.says = stage.filled(
        {"status": 201, "headers": {"Location": "http://{service}/v1/hooks/7"}, "body": ""}
    )
    stage.service.received.clear()
    root = workspace(folder, stage.service.port)
    with RedisServer(folder) as redis:
        async with gateway_process(root, redis.url) as one, gateway_process(root, redis.url) as other:
            saved = await _save(one, "f1")
            removed = (await asked(other.port, {"call": "DELETE /", "target": "/flows/f1"})).status
    sent = [line.partition(b" HTTP")[0].decode() for line in stage.service.received]
    passed = (saved, removed, sent) == (200, 200, ["POST /v1/hooks", "DELETE /v1/hooks/7"])
    return Found(passed, f"a hook of one gateway removed through the other: {saved}, {removed}, {sent}")


def hostile(seed: int, calls: int) -> Check:
    """A check of so many hostile calls from a seed."""

    async def check(stage: Stage, folder: Path) -> Found:
        found = await faults(stage, seed, calls)
        return Found(not found, "\n".join([f"{calls} hostile calls from seed {seed}: {len(found)} faults", *found]))

    return check


def all_checks(seed: int, calls: int) -> Iterator[Check]:
    """Every check, in turn."""
    yield from (large_bodies, crowd, memory_of_a_script, full_disk, killed_gateways, shared_hook, hostile(seed, calls))
