"""A platform on this machine for paconn, with the variables that lead paconn to it and to no other host."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.loopback import tools
from tests.loopback.blobs import Store
from tests.loopback.proxy import Proxy
from tests.loopback.services import TOKEN, Services

PROXIES = ("https_proxy", "HTTP_PROXY", "http_proxy", "NO_PROXY", "no_proxy", "ALL_PROXY", "all_proxy")


@contextmanager
def platform(store: Store, folder: Path, patch: pytest.MonkeyPatch, variables: Mapping[str, str]) -> Iterator[Proxy]:
    """A platform that holds nothing yet; ``folder`` gets the home of a user who is signed in.

    ``variables`` are set beside those that lead to it, and may name another paconn.

    Afterwards no other host may have been asked for.
    """
    home, contacted = folder / "home", folder / "contacted"
    (home / ".paconn").mkdir(parents=True)
    (home / ".paconn" / "accessTokens.json").write_text(json.dumps(TOKEN | {"expires_on": time.time() + 3600}))
    services = Services(store)
    with Proxy(services, tools.certificates()) as proxy:
        given = {
            "CONNECTORSMITH_PACONN": str(tools.paconn()), "HOME": str(home), "LOOPBACK_LOG": str(contacted),
            "HTTPS_PROXY": proxy.address, "REQUESTS_CA_BUNDLE": str(tools.certificates() / "client.pem"),
        }  # fmt: skip
        for name, value in {**given, **variables}.items():
            patch.setenv(name, value)
        for name in PROXIES:
            patch.delenv(name, raising=False)
        yield proxy
        assert proxy.refused == []
    if services.calls:
        assert set(contacted.read_text().splitlines()) == {"127.0.0.1"}
