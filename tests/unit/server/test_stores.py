"""Both stores keep values by kind and key; that of SQLite survives a restart, a full disk and other processes."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import asynccontextmanager

import pytest

from connectorsmith.errors import FileError
from connectorsmith.server.redis_connection import RedisConnection
from connectorsmith.server.redis_store import RedisStore
from connectorsmith.server.sqlite_store import SqliteStore


@pytest.fixture(params=["sqlite", "redis"])
def opened(request, tmp_path):
    """What opens a store, another one each time."""
    place = request.getfixturevalue("redis_url") if request.param == "redis" else tmp_path / "new" / "store.sqlite"

    @asynccontextmanager
    async def store():
        if request.param == "sqlite":
            store = SqliteStore(place)
            yield store
            await store.close()
        else:
            connection = RedisConnection(place)
            yield RedisStore(connection)
            await connection.close()

    return store


def test_values_by_kind_and_key(opened):
    async def run():
        async with opened() as one, opened() as other:
            await one.put("hook", "b", {"url": "å", "n": [1, None]})
            await one.put("hook", "a", 1)
            await one.put("poll", "a", "x")
            await other.put("hook", "a", 2)
            assert await other.list("hook") == (("a", 2), ("b", {"url": "å", "n": [1, None]}))
            assert await other.delete("hook", "b") is True
            assert await one.delete("hook", "b") is False
            assert await one.get("hook", "b") is None
            assert await one.list("other") == ()
            return await one.get("poll", "a")

    assert asyncio.run(run()) == "x"


def test_values_survive_a_restart(opened):
    async def run(*values):
        async with opened() as store:
            for value in values:
                await store.put("restart", "a", value)
            return await store.get("restart", "a")

    asyncio.run(run(1, 2))
    assert asyncio.run(run()) == 2


def test_full_disk_loses_nothing(tmp_path):
    file = tmp_path / "store.sqlite"

    async def run():
        store = SqliteStore(file)
        await store.put("hook", "a", "before")
        store._connection().execute("PRAGMA max_page_count = 4")  # what SQLite does then is what it does on a full disk
        with pytest.raises(FileError) as fault:
            await store.put("hook", "b", "x" * 100_000)
        kept = await store.list("hook")
        await store.put("hook", "a", "after")
        await store.close()
        after = await store.list("hook")
        await store.close()
        return fault.value, kept, after

    fault, kept, after = asyncio.run(run())
    assert fault.message == f"cannot write {file}: database or disk is full"
    assert fault.hint.startswith("make room on the disk")
    assert (kept, after) == ((("a", "before"),), (("a", "after"),))


def test_file_that_is_no_store(tmp_path):
    file = tmp_path / "notes.txt"
    file.write_text("notes " * 500)
    with pytest.raises(FileError, match="file is not a database") as fault:
        asyncio.run(SqliteStore(file).get("a", "b"))
    assert fault.value.hint == "remove the file, or name another one: it is not a store"


def test_file_where_a_folder_must_be(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(FileError, match="cannot write"):
        asyncio.run(SqliteStore(tmp_path / "file" / "store").put("a", "b", 1))


def test_another_process_that_writes_is_waited_for_and_then_named(tmp_path, monkeypatch):
    monkeypatch.setattr("connectorsmith.server.sqlite_store.SECONDS", 0.01)
    store = SqliteStore(tmp_path / "store.sqlite")
    asyncio.run(store.put("a", "b", 1))
    other = sqlite3.connect(tmp_path / "store.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(FileError) as fault:
        asyncio.run(store.put("a", "b", 2))
    other.close()
    asyncio.run(store.put("a", "b", 3))
    assert fault.value.hint.startswith("another gateway holds the file")
    assert asyncio.run(store.get("a", "b")) == 3
    asyncio.run(store.close())


def test_stores_that_open_a_new_file_at_once(tmp_path):
    """SQLite refuses to change the mode of a file at once where another connection reads or writes it."""

    async def run(file):
        stores = [SqliteStore(file) for _ in range(6)]
        await asyncio.gather(*(store.put("n", f"{n}", n) for n, store in enumerate(stores)))
        found = await stores[0].list("n")
        for store in stores:
            await store.close()
        return [value for _, value in found]

    for number in range(20):
        assert asyncio.run(run(tmp_path / f"{number}.sqlite")) == list(range(6))


def test_many_writers(tmp_path):
    """Stores of several gateways on one file, each from threads of its own."""

    async def run():
        stores = [SqliteStore(tmp_path / "store.sqlite") for _ in range(3)]
        await asyncio.gather(*(stores[n % 3].put("n", f"{n:02}", n) for n in range(30)))
        found = await stores[0].list("n")
        for store in stores:
            await store.close()
        return found

    assert [value for _, value in asyncio.run(run())] == list(range(30))
