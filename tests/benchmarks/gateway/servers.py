"""The servers under load, each in a process of its own on one core: ours, and Prism where Node is installed."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PRISM = "@stoplight/prism-cli@5.16.0"
FOLDER = Path(tempfile.gettempdir()) / "connectorsmith-benchmark-prism"
ROOT = Path(__file__).parents[3]
_PATIENCE = 60.0


def prism() -> Path | None:
    """The program of Prism, installed once a machine; ``None`` where there is no Node."""
    program = FOLDER / "node_modules" / ".bin" / "prism"
    if not program.exists():
        if shutil.which("npm") is None:
            return None
        FOLDER.mkdir(exist_ok=True)
        subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", PRISM], cwd=FOLDER, check=True)
    return program


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def workspace(folder: Path) -> Path:
    """A workspace with Oneflow, whose limit is too high to be met."""
    shutil.copytree(ROOT / "specs" / "oneflow", folder / "specs" / "oneflow")
    spec = folder / "specs" / "oneflow" / "connector.yaml"
    text = spec.read_text("utf-8")
    assert "calls: 100, renewal" in text
    spec.write_text(text.replace("calls: 100, renewal", "calls: 100000000, renewal"), "utf-8")
    return folder


def definition(folder: Path) -> Path:
    """Oneflow's definition without its security, which the connection takes care of, and with its base path in paths.

    Prism serves the paths of a definition without its base path.
    """
    written: dict[str, Any] = json.loads(
        (ROOT / "connectors" / "oneflow" / "apiDefinition.swagger.json").read_text("utf-8")
    )
    for key in ("security", "securityDefinitions"):
        written.pop(key, None)
    base = written.pop("basePath")
    written["paths"] = {base + path: item for path, item in written["paths"].items()}
    file = folder / "oneflow.json"
    file.write_text(json.dumps(written), "utf-8")
    return file


@contextmanager
def running(command: Sequence[str | Path], folder: Path, url: str) -> Iterator[None]:
    """A server in a process of its own, on the first core, until it answers; it is ended afterwards."""
    pinned = ["taskset", "-c", "0"] if shutil.which("taskset") and (os.cpu_count() or 1) > 1 else []
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([*pinned, *map(str, command)], cwd=folder, env=environment,
                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:  # fmt: skip
        try:
            _await(url, process)
            yield
        finally:
            process.terminate()


def _await(url: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                answer.read()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"nothing answers at {url}")


def ours(port: int, *more: str) -> list[str | Path]:
    """The command of our server."""
    return [sys.executable, "-m", "connectorsmith", "serve", "oneflow", "--port", str(port), *more]
