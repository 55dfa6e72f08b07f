"""The verbs that go on until they are stopped: what they serve is asked by a hostile client, and files are saved."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any, Final
from unittest.mock import patch

import watchfiles
import yaml
from tests.fuzz import material, odd_values
from tests.fuzz.effects import write_file
from tests.fuzz.gateway import FILES, KEY, odd_yaml
from tests.fuzz.outcome import Outcome, kind_of
from tests.fuzz.requests import request
from tests.fuzz.verbs import call

_SECONDS: Final = 10.0
"""How long an answer may take."""
_ADDRESS: Final = re.compile(r"http://127\.0\.0\.1:(\d+)(/\S*)?")
_BROKEN: Final = (b"the gateway failed", b"Traceback", b"Server got itself in trouble")
_CALL: Final = {"connector": "x", "operation": "GetOrder", "connection": "team", "inputs": {"id": "7", "body": {}}}
_VERBS: Final = (
    ["serve", "x"], ["serve", "--watch", "--trace"], ["preview", "--no-open"], ["preview", "x", "--no-open"],
    ["tutorial"],
)  # fmt: skip  # many short entries, several a line
_SERVED: Final = (
    "/", "*", "/apim/x/team/orders/7", "/apim/x/team/orders", "/apim/x/other/orders/%2e%2e", "/apim/x/nowhere/a",
    "/v1/orders/7",
    "/apim/x/team/apiDefinition.swagger.json", "/apim/x/team/invoke", "/apim//", "/callbacks/f", "/flows/f", "/flows/",
    "http://evil.example/apim/x/team/orders/7", "http://[::1", "//evil.example/a",
    "/apim/x/team/orders/7?page=%ff&page=",
)  # fmt: skip  # many short entries, several a line
_PREVIEWED: Final = (
    "", "index.html", "app.js", "../secret", "%2e%2e/%2e%2e/etc/passwd", "api/model?connector=x",
    "api/findings?connector=x",
    "api/operation?connector=x&operation=GetOrder", "api/icon?connector=x", "api/changes?connector=x&version=HEAD",
    *("api/run", "api/lookup", "api/schema", "api/connection/test") * 3, "api/trigger/subscribe", "api/trigger/send",
    "api/trigger/sample", "api/trigger/poll", "api/trigger/unsubscribe", "api/trigger/state", "api/nowhere",
)  # fmt: skip  # many short entries, several a line
_TUTORIAL: Final = (
    "/", "/openapi.json", "/authorize", "/authorize?client_id=a&redirect_uri=//evil.example", "/token",
    "/repairs", "/repairs/1",
    "/repairs?page=-1", "/repairs?after=x&limit=9999999999999", "/photos/1", "/hooks", "/changes?since=x", "/forms/x",
)  # fmt: skip  # many short entries, several a line
_REPORT: Final = "please report it"
_OTHERS: Final = ("specs/x/more.yaml", "specs/y.yaml", "policies/own.yaml", "specs/x/icon.png")


def services(chance: Random, folder: Path, outcome: Outcome) -> None:
    """A service that a hostile client asks a few times, while what it serves is saved."""
    root = _workspace(folder, chance)
    arguments = chance.choice(_VERBS)

    def stopped() -> asyncio.Event:
        stop = asyncio.Event()
        client = asyncio.get_running_loop().create_task(_ask(chance, arguments[0], outcome))
        client.add_done_callback(lambda _: stop.set())
        return stop

    async def saved(*_: Any, stop_event: asyncio.Event | None = None, **__: Any) -> AsyncIterator[set[Any]]:
        for path in saved_files(chance, root):
            yield {(watchfiles.Change.modified, str(path))}
        await (stop_event or asyncio.Event()).wait()

    with patch("connectorsmith.server.serving.stopped_by_signals", stopped), patch.object(watchfiles, "awatch", saved):
        ended = call([*arguments, "--port", "0"], outcome, alike=False)
    if _REPORT in ended.err:
        outcome.fail(f"{arguments[0]}: a call fails", ended.err[-2_000:])
    if ended.code:
        outcome.fail(f"{arguments[0]}: ends with {ended.code}", ended.err[-2_000:])


def saves(chance: Random, folder: Path, outcome: Outcome) -> None:
    """Saves that ``watch`` sees."""
    root = _workspace(folder, chance)

    def saved(*_: Any, **__: Any) -> Iterator[set[Any]]:
        for path in saved_files(chance, root):
            yield {(watchfiles.Change.modified, str(path))}

    with patch.object(watchfiles, "watch", saved):
        ended = call(["watch", *chance.choice(([], ["x"]))], outcome, alike=False)
    if ended.code:
        outcome.fail(f"watch: ends with {ended.code}", ended.err[-2_000:])


def _workspace(folder: Path, chance: Random) -> Path:
    os.environ[KEY] = odd_values.PLANTED
    root = folder / "ws"
    for name, value in FILES.items():
        write_file(root / name, yaml.safe_dump(value).encode())
    os.chdir(root)
    return root


def saved_files(chance: Random, root: Path) -> Iterator[Path]:
    """Save a few files, each another way, and give their paths."""
    for _ in range(chance.choice((0, 1, 2, 3))):
        file = root / chance.choice(
            (*FILES, "specs/x/more.yaml", "specs/y.yaml", "policies/own.yaml", "specs/x/icon.png")
        )
        if file.is_symlink():
            file.unlink()  # what is written now must not go where it leads
        elif file.is_dir():
            shutil.rmtree(file)
        doing = chance.random()
        if doing < 0.6:
            with suppress(FileExistsError, NotADirectoryError):
                write_file(file, _content(file, chance))
        elif doing < 0.7:
            file.unlink(missing_ok=True)
            file.mkdir(parents=True)
        elif doing < 0.8:
            shutil.rmtree(file.parent, ignore_errors=True)
        elif doing < 0.9:
            file.unlink(missing_ok=True)
        else:
            file.unlink(missing_ok=True)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.symlink_to(chance.choice(("..", file.name, "nowhere")))
        yield file


def _content(file: Path, chance: Random) -> bytes:
    known = next((value for name, value in FILES.items() if file.as_posix().endswith(name)), None)
    return material.spec_bytes(chance) if known is None else odd_yaml(known, chance)


async def _ask(chance: Random, verb: str, outcome: Outcome) -> None:
    """Send some requests to the address that the verb prints, and look at what is answered."""
    port, place = await _printed()
    targets = {"serve": _SERVED, "tutorial": _TUTORIAL}.get(verb, [f"{place}{path}" for path in _PREVIEWED])
    for _ in range(chance.choice((1, 2, 4))):
        sent = request(chance, targets, (_CALL, {"callback": "http://127.0.0.1:9"}, [], "a"))
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        with suppress(ConnectionError):
            writer.write(sent)
            writer.write_eof()
            async with asyncio.timeout(_SECONDS):
                _check(verb, sent, await reader.read(), outcome)
        writer.close()


async def _printed() -> tuple[int, str]:
    """The port and the path of the address on standard error."""
    while True:
        sys.stderr.flush()
        found = _ADDRESS.search(sys.stderr.buffer.getvalue().decode())  # type: ignore[attr-defined]
        if found:
            return int(found[1]), found[2] or "/"
        await asyncio.sleep(0.01)


def _check(verb: str, sent: bytes, came: bytes, outcome: Outcome) -> None:
    detail = f"{sent[:1_000]!r}\n{came[:1_500]!r}"
    if came and not came.startswith(b"HTTP/1."):
        outcome.fail(f"{verb}: an answer that is not HTTP", detail)
    if odd_values.PLANTED.encode() in came:
        outcome.fail(f"{verb}: answers with a secret", detail)
    for text in _BROKEN:
        if text in came:
            outcome.fail(f"{verb}: {kind_of(text.decode())}", detail)
