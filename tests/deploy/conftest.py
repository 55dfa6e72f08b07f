"""A platform on this machine, a workspace with both connectors, and the command line between them."""

from __future__ import annotations

import shutil
import socket
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.loopback import tools
from tests.loopback.blobs import Azurite, Memory, Store
from tests.loopback.platform import platform
from tests.loopback.proxy import Proxy
from tests.loopback.services import ENVIRONMENT, Services

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
    printed: list[str] = field(default_factory=list)

    def run(self, *arguments: str) -> Ended:
        """Call the command line in this process; whatever it says is kept, to look for secrets in it."""
        self.patch.setattr(sys, "argv", ["connectorsmith", *arguments])
        self.capture.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = self.capture.readouterr()
        self.printed += [out, err]
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
def paconn() -> Path:
    """The program that the command line runs: Microsoft's own, as it is installed."""
    return tools.paconn()


@pytest.fixture
def cloud(store, paconn, tmp_path, monkeypatch, capsys) -> Iterator[Cloud]:
    """A platform that holds nothing yet; afterwards no other host may have been asked for."""
    root = tmp_path.resolve() / "ws"
    for name in ("oneflow", "workpoint"):
        shutil.copytree(ROOT / "specs" / name, root / "specs" / name)
        (root / "specs" / name / "environments.yaml").write_text(DEPLOYMENTS, "utf-8")
    given = {"CLIENT_SECRET": SECRET, "COLUMNS": "100", "CONNECTORSMITH_PACONN": str(paconn)}
    with platform(store, tmp_path, monkeypatch, given) as proxy:
        monkeypatch.chdir(root)
        home, contacted = tmp_path / "home", tmp_path / "contacted"
        cloud = Cloud(proxy.services, proxy, root, home, contacted, capsys, monkeypatch)
        yield cloud
    assert SECRET not in "".join(cloud.printed)
    assert SECRET not in "".join(file.read_text("utf-8") for file in root.rglob("environments.yaml"))
