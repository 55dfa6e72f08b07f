"""The stand-in for the platform, in a process of its own, which holds the connector that ``pull`` reads."""

from __future__ import annotations

import json
import os
import select
import signal
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.atomicity.workspace import CONNECTOR
from tests.loopback import tools
from tests.loopback.blobs import Memory
from tests.loopback.proxy import Proxy
from tests.loopback.services import TOKEN, Services

EDITED = {
    "definition|info|description": "Reads and changes the orders of a shop, also of last year.",
    "definition|paths|/orders/{id}|get|description": "Reads one order and who ordered.",
    "properties|connectionParameters|address|uiDefinition|tooltip": "See your account.",
}
"""What was changed in the portal."""


@contextmanager
def platform(files: Mapping[str, bytes], home: Path) -> Iterator[int]:
    """A platform that holds a connector of these files, for runs that are started meanwhile; gives its process."""
    (home / ".paconn").mkdir(parents=True)
    (home / ".paconn" / "accessTokens.json").write_text(json.dumps(TOKEN | {"expires_on": time.time() + 36_000}))
    certificates = tools.certificates()
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        try:
            _serve(files, certificates, writing)
        finally:
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        address = pipe.readline().strip()
    os.environ |= {
        "CONNECTORSMITH_PACONN": str(tools.paconn()), "HOME": str(home), "LOOPBACK_LOG": os.devnull,
        "HTTPS_PROXY": address, "REQUESTS_CA_BUNDLE": str(certificates / "client.pem"),
    }  # fmt: skip
    for name in ("https_proxy", "HTTP_PROXY", "http_proxy", "NO_PROXY", "no_proxy", "ALL_PROXY", "all_proxy"):
        os.environ.pop(name, None)
    try:
        yield process
    finally:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)


def _serve(files: Mapping[str, bytes], certificates: Path, writing: int) -> None:
    """Answer until the parent has ended; its address goes into the pipe."""
    os.setsid()
    parent = os.pidfd_open(os.getppid())
    services = Services(Memory())
    held = services.hold(files)
    assert held == CONNECTOR
    services.edit(EDITED)
    with Proxy(services, certificates) as proxy:
        os.write(writing, f"{proxy.address}\n".encode())
        os.close(writing)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        select.select([parent], [], [])
