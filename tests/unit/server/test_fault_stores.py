"""Stores that fail: a full disk, damage, a Redis that goes away; nothing is lost, and errors say why."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from tests.gateway_faults.client import asked
from tests.gateway_faults.redis_server import RedisServer
from tests.gateway_faults.stage import Settings, Stage, Started

from connectorsmith.errors import NetworkError
from connectorsmith.server import sqlite_store

FLOW = {"connector": "faults", "connection": "team", "operation": "Hook", "inputs": {"body/note": "A"}}
REGISTERED = {"status": 201, "headers": {"Location": "http://{service}/v1/hooks/7"}, "body": ""}


async def saved(gateway: Started, flow: str = "f1", note: str = "A") -> tuple[int, Any]:
    """What the registration of a flow is answered."""
    body = {**FLOW, "inputs": {"body/note": note}}
    answer = await asked(gateway.port, {"call": "PUT /", "target": f"/flows/{flow}", "body": body})
    return answer.status, json.loads(answer.body)


async def listed(gateway: Started) -> Any:
    """The flows that are registered, or the error."""
    return json.loads((await asked(gateway.port, {"call": "GET /", "target": "/flows"})).body)


async def removed(gateway: Started, flow: str = "f1") -> int:
    return (await asked(gateway.port, {"call": "DELETE /", "target": f"/flows/{flow}"})).status


def lines(stage: Stage) -> list[str]:
    """The first line of each request that the service got."""
    return [line.partition(b" HTTP")[0].decode() for line in stage.service.received]


def play(stage, talk, **settings: Any) -> Any:
    """What a talk with a new gateway gives, before a service that registers hooks."""
    runner, one = stage

    async def run() -> Any:
        one.service.says = one.filled(REGISTERED)
        one.service.received.clear()
        async with one.started(Settings(**settings)) as gateway:
            return await talk(gateway)

    return runner.run(run())


def test_full_disk_loses_no_hook(stage, tmp_path, monkeypatch):
    """What SQLite does at its largest number of pages is what it does on a full disk."""
    file = tmp_path / "store.sqlite"
    connect = sqlite3.connect

    def small(*given: Any, **more: Any) -> sqlite3.Connection:
        opened = connect(*given, **more)
        opened.execute("PRAGMA max_page_count = 4")
        return opened

    async def talk(gateway: Started) -> Any:
        first = await saved(gateway)
        kept = await listed(gateway)
        statuses = [await saved(gateway, f"f{'x' * 2000}{number}") for number in range(8)]
        failed = next(answer for status, answer in statuses if status == 500)
        return first, kept, failed, await listed(gateway), await removed(gateway)

    monkeypatch.setattr(sqlite_store.sqlite3, "connect", small)
    first, kept, failed, after, gone = play(stage, talk, store=str(file))
    assert first[0] == 200
    assert failed["error"] == {"code": 500, "message": f"cannot write {file}: database or disk is full"}
    assert kept["f1"] == after["f1"]
    assert gone == 200
    sent = lines(stage[1])
    assert sent.count("POST /v1/hooks") == sent.count("DELETE /v1/hooks/7") + len(after) - 1


def test_file_that_is_not_a_database(stage, tmp_path):
    file = tmp_path / "store.sqlite"
    file.write_bytes(b"no database, but longer than the head of one" * 40)
    status, answer = play(stage, saved, store=str(file))
    assert (status, answer["error"]["message"]) == (500, f"cannot read {file}: file is not a database")
    assert lines(stage[1]) == []


def test_hook_that_cannot_be_stored_is_removed_from_the_service(stage, tmp_path, monkeypatch):
    """The service has registered the hook by then, and would notify a flow that the gateway does not know."""

    async def talk(gateway: Started) -> Any:
        await listed(gateway)
        monkeypatch.setattr(sqlite_store, "_PUT", "INSERT INTO nowhere VALUES (?, ?, ?)")
        return await saved(gateway)

    status, answer = play(stage, talk, store=str(tmp_path / "store.sqlite"))
    assert (status, "cannot write" in answer["error"]["message"]) == (500, True)
    assert lines(stage[1]) == ["POST /v1/hooks", "DELETE /v1/hooks/7"]


def test_damaged_file(stage, tmp_path):
    file = tmp_path / "store.sqlite"
    play(stage, saved, store=str(file))
    for rest in tmp_path.glob("store.sqlite-*"):
        rest.unlink()
    content = bytearray(file.read_bytes())
    content[100:] = b"\xff" * (len(content) - 100)
    file.write_bytes(content)
    answer = play(stage, listed, store=str(file))
    assert answer["error"] == {"code": 500, "message": f"cannot read {file}: database disk image is malformed"}


def test_entry_that_another_program_wrote(stage, tmp_path):
    file = tmp_path / "store.sqlite"
    play(stage, saved, store=str(file))
    with sqlite3.connect(file) as other:
        other.execute("UPDATE entry SET value = x'ff00'")
    other.close()
    answer = play(stage, listed, store=str(file))
    assert answer["error"] == {"code": 500, "message": f"the registration of f1 in {file} is not JSON"}


def test_folder_that_cannot_be_made(stage, tmp_path):
    (tmp_path / "file").write_text("")
    answer = play(stage, listed, store=str(tmp_path / "file" / "store.sqlite"))
    assert answer["error"]["code"] == 500
    assert answer["error"]["message"].startswith(f"cannot read {tmp_path / 'file' / 'store.sqlite'}: ")


def test_file_that_may_only_be_read(stage, tmp_path, monkeypatch):
    """Opened as SQLite opens a file without the right to write, which root always has."""
    file = tmp_path / "store.sqlite"
    play(stage, saved, store=str(file))
    connect = sqlite3.connect
    monkeypatch.setattr(
        sqlite_store.sqlite3, "connect", lambda path, **more: connect(f"file:{path}?mode=ro", uri=True, **more)
    )
    status, answer = play(stage, saved, store=str(file))
    assert status == 500
    assert answer["error"]["message"] == f"cannot write {file}: attempt to write a readonly database"
    assert "f1" in play(stage, listed, store=str(file))


def test_two_gateways_share_a_file(stage, tmp_path):
    """What one registers, the other lists and removes; both write at once, and no entry is lost."""
    store = str(tmp_path / "store.sqlite")
    _, one = stage

    async def talk(first: Started) -> Any:
        async with one.started(Settings(store=store)) as second:
            await asyncio.gather(*(saved(gateway, f"f{n}") for n, gateway in enumerate([first, second] * 10)))
            found = await listed(second), await listed(first)
            return found, [await removed(second), await removed(first)], await listed(first)

    (seen, also), gone, left = play(stage, talk, store=store)
    assert seen == also
    assert sorted(seen) == sorted(f"f{n}" for n in range(20))
    assert gone == [200, 404]
    assert sorted(left) == sorted(set(seen) - {"f1"})


def test_redis_goes_away_and_comes_back(stage, tmp_path):
    """Calls that count fail while it is away, with the reason; with it, everything works again."""

    async def talk(gateway: Started) -> Any:
        before = (await saved(gateway))[0]
        server.stop()
        away = await listed(gateway)
        plain = (await asked(gateway.port, {"call": "GET /plain"})).status
        counted = json.loads((await asked(gateway.port, {"call": "GET /poll"})).body)
        server.start()
        return before, (away, counted), plain, (await saved(gateway))[0], sorted(await listed(gateway))

    with RedisServer(tmp_path) as server:
        before, away, plain, back, left = play(stage, talk, store=server.url)
    assert before == 200
    for one in away:
        assert one["error"]["code"] == 500
        assert one["error"]["message"].startswith(f"the store at 127.0.0.1:{server.port} does not answer: ")
    assert (plain, back, left) == (201, 200, ["f1"])


def test_redis_that_cannot_be_reached_at_the_start(stage):
    with pytest.raises(NetworkError) as fault:
        play(stage, listed, store="redis://user:hidden@127.0.0.1:1/0")
    assert fault.value.message.startswith("the store at 127.0.0.1:1 does not answer: ")
    assert "hidden" not in fault.value.message


def test_redis_that_accepts_and_never_answers(stage, monkeypatch):
    monkeypatch.setattr("connectorsmith.server.redis_connection.SECONDS", 0.1)

    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(-1)
        writer.close()

    async def run() -> None:
        server = await asyncio.start_server(silent, "127.0.0.1", 0)
        try:
            port = server.sockets[0].getsockname()[1]
            async with stage[1].started(Settings(store=f"redis://127.0.0.1:{port}/0")):
                pass
        finally:
            server.close()

    with pytest.raises(NetworkError, match=r"does not answer: Timeout"):
        stage[0].run(run())


def test_hook_is_registered_through_one_gateway_and_removed_through_another(stage, redis_url):
    _, one = stage

    async def talk(first: Started) -> Any:
        async with one.started(Settings(store=redis_url)) as second:
            registered = await saved(first, "shared")
            return registered[0], await removed(second, "shared"), "shared" in await listed(first)

    assert play(stage, talk, store=redis_url) == (200, 200, False)
    assert lines(stage[1]) == ["POST /v1/hooks", "DELETE /v1/hooks/7"]


def test_store_in_the_workspace_is_kept_between_gateways(stage):
    assert play(stage, saved)[0] == 200
    assert "f1" in play(stage, listed)
    assert play(stage, removed) == 200
    assert Path(stage[1].root, ".connectorsmith", "gateway.sqlite").is_file()
