"""The stand-in for the platform, in a process of its own, which holds the connector that ``pull`` reads."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from tests.atomicity.background import Background, background, questions
from tests.atomicity.workspace import CONNECTOR
from tests.loopback import tools
from tests.loopback.blobs import Memory
from tests.loopback.proxy import Proxy
from tests.loopback.services import TOKEN, Services

RESET: Final = "reset"
"""The question after which the platform is as it was at first."""
TITLES: Final = "titles"
"""The question for the titles of all connectors."""
EDITED = {
    "definition|info|description": "Reads and changes the orders of a shop, also of last year.",
    "definition|paths|/orders/{id}|get|description": "Reads one order and who ordered.",
    "properties|connectionParameters|address|uiDefinition|tooltip": "See your account.",
}
"""What was changed in the portal."""


@contextmanager
def platform(files: Mapping[str, bytes], home: Path) -> Iterator[Background]:
    """A platform that holds a connector of these files, for runs that are started meanwhile."""
    (home / ".paconn").mkdir(parents=True)
    (home / ".paconn" / "accessTokens.json").write_text(json.dumps(TOKEN | {"expires_on": time.time() + 36_000}))
    certificates = tools.certificates()
    with background(lambda connection: _serve(files, certificates, connection)) as process:
        os.environ |= {
            "CONNECTORSMITH_PACONN": str(tools.paconn()), "HOME": str(home), "LOOPBACK_LOG": os.devnull,
            "HTTPS_PROXY": str(process.answer()), "REQUESTS_CA_BUNDLE": str(certificates / "client.pem"),
        }  # fmt: skip
        for name in ("https_proxy", "HTTP_PROXY", "http_proxy", "NO_PROXY", "no_proxy", "ALL_PROXY", "all_proxy"):
            os.environ.pop(name, None)
        yield process


def _serve(files: Mapping[str, bytes], certificates: Path, connection: Connection) -> None:
    """Answer until the parent has ended; the address goes to the connection."""
    services = Services(Memory())
    held = services.hold(files)
    assert held == CONNECTOR
    services.edit(EDITED)
    before = deepcopy(services.connectors)
    with Proxy(services, certificates) as proxy:
        connection.send(proxy.address)
        for question in questions(connection):
            if question == RESET:
                services.connectors = deepcopy(before)
            connection.send([one["displayName"] for one in services.connectors.values()])
