"""A connector that is saved while it is served is served as it was saved, without a restart."""

from __future__ import annotations

import asyncio

import pytest
from tests.unit.server.gateway_case import sent, serve, workspace

from connectorsmith.connector_tests.read_cases import read_cases
from connectorsmith.errors import UnknownNameError
from connectorsmith.runtime.message import header
from connectorsmith.server.reload import Saves
from connectorsmith.server.watch import watch_folders
from connectorsmith.workspace.open import open_checked
from connectorsmith.workspace.targets import single_target


class Editor:
    """Saves the spec of a workspace, and watches in the place of the system; ``save`` ends when a save was taken."""

    def __init__(self, root):
        self.root, self.file = root, root / "specs" / "orders" / "connector.yaml"
        self.saved, self.taken = asyncio.Queue(), asyncio.Event()
        self.saves = Saves([self.file.parent], self.reread, self.watch)

    async def watch(self, folders, stop):
        assert list(folders) == [self.file.parent]
        ended = asyncio.create_task(stop.wait())
        while True:
            waiting = asyncio.create_task(self.saved.get())
            await asyncio.wait({waiting, ended}, return_when=asyncio.FIRST_COMPLETED)
            if ended.done():
                waiting.cancel()
                return
            yield [self.file]
            self.taken.set()

    def reread(self):
        opened = open_checked(single_target("orders", self.root))
        return None if opened.connector is None else [opened]

    async def save(self, old, new):
        text = self.file.read_text("utf-8")
        assert old in text
        self.file.write_text(text.replace(old, new), "utf-8")
        self.taken.clear()
        self.saved.put_nowait(None)
        await self.taken.wait()


def served_after(root, *saves):
    """The header X-Region of the request to the service, before the saves and after each of them."""
    editor = Editor(workspace(root))

    async def talk(client):
        await client("GET", "/apim/orders/test/orders/7")
        for old, new in saves:
            await editor.save(old, new)
            await client("GET", "/apim/orders/test/orders/7")

    _, heard = serve(root, talk, saves=editor.saves)
    return [header(request.headers, "X-Region") for request in sent(heard)]


POLICY = "value: \"@connectionParameters('region')\""


def test_save_is_served(tmp_path):
    assert served_after(
        tmp_path, (POLICY, "value: one"), ("value: one", "value: two"), ("value: two", "value: three")
    ) == [
        "eu",
        "one",
        "two",
        "three",
    ]


def test_version_with_errors_leaves_the_last_one(tmp_path):
    saves = [(POLICY, "value: one"), ("value: one", "value: [1"), ("value: [1", "value: two")]
    assert served_after(tmp_path, *saves) == ["eu", "one", "one", "two"]


def test_system_tells_of_a_save(tmp_path):
    async def first():
        stop, file = asyncio.Event(), tmp_path / "connector.yaml"
        changes = watch_folders([tmp_path], stop)
        heard = asyncio.create_task(anext(changes))
        while not heard.done():
            file.write_text("a: 1\n", "utf-8")
            await asyncio.wait({heard}, timeout=0.05)
        await changes.aclose()
        return heard.result()

    assert asyncio.run(first()) == [tmp_path / "connector.yaml"]


def test_calls_are_recorded_with_the_names_that_the_saved_version_has(tmp_path):
    editor = Editor(workspace(tmp_path))
    file = tmp_path / "calls.yaml"

    async def talk(client):
        await client("GET", "/apim/orders/test/orders/7")
        await client("GET", "/apim/orders/test/orders")
        await editor.save("  Read:", "  Fetch:")
        await client("GET", "/apim/orders/test/orders/8")

    with pytest.raises(UnknownNameError, match="unknown operation of orders 'Read'"):
        serve(tmp_path, talk, saves=editor.saves, record=file)
    assert [(case.name, case.call.inputs) for case in read_cases(file).cases] == [("List", {}), ("Fetch", {"id": "8"})]
