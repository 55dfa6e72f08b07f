"""The service of the tutorial on a port: what it logs."""

from __future__ import annotations

import asyncio
from urllib.parse import urlsplit

import pytest

from connectorsmith.tutorial.serve import serve


@pytest.mark.parametrize(
    "sent",
    [
        b"GET / HTTP/1.1\r\n\0: a\r\n\r\n",
        b"POST /token HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n",
    ],
    ids=["not HTTP", "gone before it was asked for the body"],
)
def test_what_a_client_does_wrong_is_not_logged(sent, caplog):
    async def run() -> None:
        stop, address = asyncio.Event(), asyncio.get_running_loop().create_future()
        running = asyncio.create_task(serve(0, stop, address.set_result))
        reader, writer = await asyncio.open_connection("127.0.0.1", urlsplit(await address).port)
        writer.write(sent)
        writer.write_eof()
        await reader.read()
        writer.close()
        stop.set()
        await running

    asyncio.run(run())
    assert caplog.records == []
