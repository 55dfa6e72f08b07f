"""Registrations and polling states in a file of SQLite: they survive a restart, and several gateways may share it."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Any, Final, TypeAlias

import msgspec

from connectorsmith.errors import FileError
from connectorsmith.model import Json
from connectorsmith.server.stored_values import decoded

SECONDS: Final = 10.0
"""How long to wait while another process writes."""
_PAUSE: Final = 0.01
"""Seconds between two tries to open a file that another gateway opens."""
_TABLE: Final = (
    "CREATE TABLE IF NOT EXISTS entry (kind TEXT, key TEXT, value BLOB, PRIMARY KEY (kind, key)) WITHOUT ROWID"
)
_PUT: Final = "INSERT INTO entry VALUES (?, ?, ?) ON CONFLICT (kind, key) DO UPDATE SET value = excluded.value"
_Rows: TypeAlias = list[tuple[Any, ...]]


class SqliteStore:
    """JSON values by kind and key; see ``Store``. A write is whole and on disk when its method returns, or is not made.

    Every method raises FileError: a full disk, a folder without the right to write, a file that is not a database.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = Lock()
        self._opened: sqlite3.Connection | None = None

    async def get(self, kind: str, key: str) -> Json | None:
        """The value, or ``None`` where there is none."""
        rows = await self._run("read", "SELECT value FROM entry WHERE kind = ? AND key = ?", kind, key)
        return decoded(rows[0][0], str(self._file), kind, key) if rows else None

    async def put(self, kind: str, key: str, value: Json) -> None:
        """Write a value over whatever is there."""
        await self._run("write", _PUT, kind, key, msgspec.json.encode(value))

    async def delete(self, kind: str, key: str) -> bool:
        """Remove a value; tells whether there was one."""
        return bool(await self._run("write", "DELETE FROM entry WHERE kind = ? AND key = ? RETURNING key", kind, key))

    async def list(self, kind: str) -> tuple[tuple[str, Json], ...]:
        """Every key of a kind with its value, sorted by key."""
        rows = await self._run("read", "SELECT key, value FROM entry WHERE kind = ? ORDER BY key", kind)
        return tuple((key, decoded(value, str(self._file), kind, key)) for key, value in rows)

    async def close(self) -> None:
        """Close the file; a store that is used again opens it again."""
        with self._lock:
            if self._opened is not None:
                self._opened.close()
                self._opened = None

    async def _run(self, doing: str, statement: str, *values: str | bytes) -> _Rows:
        return await asyncio.to_thread(self._with_message, doing, lambda: self._rows(statement, values))

    def _rows(self, statement: str, values: tuple[str | bytes, ...]) -> _Rows:
        with self._lock:
            return self._connection().execute(statement, values).fetchall()

    def _connection(self) -> sqlite3.Connection:
        if self._opened is None:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            opened = sqlite3.connect(self._file, timeout=SECONDS, isolation_level=None, check_same_thread=False)
            try:
                _prepare(opened)
            except sqlite3.Error:
                opened.close()
                raise
            self._opened = opened
        return self._opened

    def _with_message(self, doing: str, work: Callable[[], _Rows]) -> _Rows:
        """Do something, with the faults of SQLite and of the disk put into words."""
        try:
            return work()
        except OSError as fault:
            raise FileError.of(doing, self._file, fault) from fault
        except sqlite3.Error as fault:
            raise FileError(
                f"cannot {doing} {self._file}: {fault}", _CURES.get(fault.sqlite_errorcode & 0xFF)
            ) from fault


def _prepare(opened: sqlite3.Connection) -> None:
    """Make the table of a store that may be new, and let others read while one writes.

    SQLite does not wait for others while it changes the mode, so two gateways that start at once have to try again.
    """
    end = time.monotonic() + SECONDS
    while True:
        try:
            opened.execute("PRAGMA journal_mode = WAL")
            opened.execute(_TABLE)
            return
        except sqlite3.OperationalError as fault:
            if fault.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(_PAUSE)


_CURES: Final = {
    sqlite3.SQLITE_FULL: "make room on the disk; what was stored before is still there",
    sqlite3.SQLITE_IOERR: "make room on the disk; what was stored before is still there",
    sqlite3.SQLITE_BUSY: "another gateway holds the file: end it, or give each its own --store",
    sqlite3.SQLITE_NOTADB: "remove the file, or name another one: it is not a store",
    sqlite3.SQLITE_CORRUPT: "remove the file, or name another one: it is damaged",
    sqlite3.SQLITE_CANTOPEN: "check the folder, and your right to write there",
    sqlite3.SQLITE_READONLY: "ask for the right to write there, or name another place",
}
"""By SQLite's primary result code, https://www.sqlite.org/rescode.html."""
