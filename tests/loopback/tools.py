"""Foreign programs that the tests run: paconn in an environment of its own, Azurite and axe-core where Node is.

They are installed once a machine, into the folder for temporary files, by whichever process comes first.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

HOSTS = ("api.powerapps.com", "api.flow.microsoft.com", "login.microsoftonline.com", "*.blob.core.windows.net")
CACHE = Path(tempfile.gettempdir()) / f"connectorsmith-test-tools-{os.getuid()}"
PACONN = ("paconn==0.0.21", "trustme==1.2.1")
AZURITE = "azurite@3.35.0"
AXE = "axe-core@4.14.1"
GUARD = '''
import os, sys
def refuse(event, arguments):
    """Note every address that is connected to, and let none through but this machine's own."""
    if event == "socket.connect":
        host = arguments[1][0] if isinstance(arguments[1], tuple) else "a socket of this machine"
        with open(os.environ["LOOPBACK_LOG"], "a") as log:
            print(host, file=log)
        if host not in ("127.0.0.1", "a socket of this machine"):
            raise PermissionError(f"only 127.0.0.1 may be contacted, not {host}")
if os.environ.get("LOOPBACK_LOG"):
    sys.addaudithook(refuse)
'''


def paconn() -> Path:
    """The program paconn, in an environment in which it can reach nothing but this machine when it is tested."""
    return _once(PACONN[0], _install_paconn) / "bin" / "paconn"


def certificates() -> Path:
    """A folder with a certificate for each of the hosts (server.pem, server.key), and its authority (client.pem)."""
    return _once("certificates", _make_certificates)


def azurite() -> Path | None:
    """Azurite's blob service, or ``None`` where there is no Node to run it."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        return None
    return _once(AZURITE, _install_azurite) / "node_modules" / "azurite" / "dist" / "src" / "blob" / "main.js"


def axe() -> Path | None:
    """The script of axe-core, which finds faults of accessibility in a page, or ``None`` where there is no npm."""
    if shutil.which("npm") is None:
        return None
    return _once(AXE, lambda folder: _install_npm(folder, AXE)) / "node_modules" / "axe-core" / "axe.min.js"


def _install_paconn(folder: Path) -> None:
    _run(sys.executable, "-m", "venv", str(folder))
    _run(str(folder / "bin" / "python"), "-m", "pip", "install", "-q", *PACONN)
    (packages,) = folder.glob("lib/python3*/site-packages")
    (packages / "loopback_guard.py").write_text(GUARD)
    (packages / "loopback_guard.pth").write_text("import loopback_guard\n")


def _make_certificates(folder: Path) -> None:
    command = (str(paconn().with_name("python")), "-m", "trustme", "-q", "-x", "2099-01-01", "-d", str(folder), "-i")
    _run(*command, *HOSTS)


def _install_azurite(folder: Path) -> None:
    _install_npm(folder, AZURITE)


def _install_npm(folder: Path, package: str) -> None:
    _run("npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), package)


def _run(*command: str) -> None:
    ended = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert ended.returncode == 0, f"{' '.join(command)}\n{ended.stdout}{ended.stderr}"


def _once(name: str, install: Callable[[Path], None]) -> Path:
    """The folder of a program, installed whole before anybody else may look at it."""
    CACHE.mkdir(mode=0o700, exist_ok=True)
    assert CACHE.stat().st_uid == os.getuid(), f"{CACHE} belongs to another user"
    folder, done = CACHE / name, CACHE / f"{name}.installed"
    with (CACHE / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            install(folder)
            done.touch()
    return folder


if __name__ == "__main__":
    paconn()
    azurite()
    axe()
