"""A platform on this machine, a workspace with both connectors, and the command line between them."""

from __future__ import annotations

import json
import shutil
import socket
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.loopback import tools
from tests.loopback.blobs import Azurite, Memory, Store
from tests.loopback.proxy import Proxy
from tests.loopback.services import ENVIRONMENT, TOKEN, Services

from connectorsmith.cli import main

ROOT = Path(__file__).parents[2]
SECRET = '@a "secret" é\\x'
DEPLOYMENTS = f"# Kept by hand.\ntest:\n  environment: {ENVIRONMENT}  # the one for trying out\n"


class Ended(NamedTuple):
    code: int
    out: str
    err: str


@dataclass
class Cloud:
    """The platform and all that a child process is given to reach it."""

    services: Services
    proxy: Proxy
    root: Path
    home: Path
    contacted: Path
    capture: pytest.CaptureFixture[str]
    patch: pytest.MonkeyPatch
    said: list[str] = field(default_factory=list)

    def run(self, *arguments: str) -> Ended:
        """Call the command line in this process; whatever it says is kept, to look for secrets in it."""
        self.patch.setattr(sys, "argv", ["connectorsmith", *arguments])
        self.capture.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = self.capture.readouterr()
        self.said += [out, err]
        return Ended(int(ended.value.code or 0), out, err)

    def deploy(self, name: str, *more: str) -> Ended:
        return self.run("deploy", name, "--environment", "test", *more)

    def deployments(self, name: str) -> str:
        return (self.root / "specs" / name / "environments.yaml").read_text("utf-8")

    def write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, "utf-8")


@pytest.fixture
def store() -> Store:
    return Memory()


@pytest.fixture(scope="session")
def real_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Azurite where there is Node, and a stand-in elsewhere."""
    program = tools.azurite()
    if program is None:
        yield Memory()
        return
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    azurite = Azurite(program, tmp_path_factory.mktemp("azurite"), port)
    yield azurite
    azurite.stop()


@pytest.fixture
def cloud(store, tmp_path, monkeypatch, capsys) -> Iterator[Cloud]:
    """A platform that holds nothing yet; afterwards no other host may have been asked for."""
    root, home = tmp_path.resolve() / "ws", tmp_path / "home"
    for name in ("oneflow", "workpoint"):
        shutil.copytree(ROOT / "specs" / name, root / "specs" / name)
        (root / "specs" / name / "environments.yaml").write_text(DEPLOYMENTS, "utf-8")
    (home / ".paconn").mkdir(parents=True)
    (home / ".paconn" / "accessTokens.json").write_text(json.dumps(TOKEN | {"expires_on": time.time() + 3600}))
    contacted = tmp_path / "contacted"
    services = Services(store)
    with Proxy(services, tools.certificates()) as proxy:
        given = {
            "CONNECTORSMITH_PACONN": str(tools.paconn()), "HOME": str(home), "LOOPBACK_LOG": str(contacted),
            "HTTPS_PROXY": proxy.address, "REQUESTS_CA_BUNDLE": str(tools.certificates() / "client.pem"),
            "CLIENT_SECRET": SECRET, "COLUMNS": "100",
        }  # fmt: skip
        for name, value in given.items():
            monkeypatch.setenv(name, value)
        for name in ("https_proxy", "HTTP_PROXY", "http_proxy", "NO_PROXY", "no_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.chdir(root)
        cloud = Cloud(services, proxy, root, home, contacted, capsys, monkeypatch)
        yield cloud
        assert proxy.refused == []
    if services.calls:
        assert set(contacted.read_text().splitlines()) == {"127.0.0.1"}
    assert SECRET not in "".join(cloud.said)
    assert SECRET not in "".join(file.read_text("utf-8") for file in root.rglob("environments.yaml"))
