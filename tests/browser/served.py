"""A preview that runs beside the test, in a thread of its own, and the workspaces that it shows."""

from __future__ import annotations

import asyncio
import shutil
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from connectorsmith.preview.app import Preview, Settings
from connectorsmith.preview.differences import HEAD, Earlier
from connectorsmith.preview.session import Session
from connectorsmith.server.backends import BackendChoice
from connectorsmith.server.open_gateway import Wanted
from connectorsmith.workspace.connections_file import read_connections
from connectorsmith.workspace.open import open_checked
from connectorsmith.workspace.targets import single_target

ROOT = Path(__file__).parents[2]
NAMES = ("demonstration", "oneflow", "workpoint")
"""The connectors of this repository that previews show; ``demonstration`` is the one that uses every control."""
DEMONSTRATION = ROOT / "tests" / "cases" / "preview" / "demonstration"


def workspace(folder: Path, *names: str) -> Path:
    """A workspace with connectors of this repository, some of ``NAMES``."""
    for name in names:
        source = DEMONSTRATION if name == "demonstration" else ROOT / "specs" / name
        shutil.copytree(source, folder / "specs" / name)
    return folder


def settings(
    root: Path, names: Sequence[str], versions: Mapping[str, Path], earlier: Earlier | None = None
) -> Settings:
    """A preview of connectors with a mock behind it.

    ``versions`` are the workspaces that it compares with by name, unless ``earlier`` opens them.
    """
    targets = [single_target(name, root) for name in names]
    return Settings(
        session=Session(targets, root),
        connections=read_connections(root),
        wanted=Wanted(BackendChoice()),
        earlier=earlier or (lambda name, version: open_checked(single_target(name, versions[version]))),
        versions=tuple(versions),
    )


@contextmanager
def served(
    root: Path, *names: str, versions: Mapping[str, Path] | None = None, earlier: Earlier | None = None
) -> Iterator[str]:
    """The address of the page of a preview, which ends with the block.

    Without ``versions`` and ``earlier`` it compares with what is there.
    """
    stop = asyncio.Event()
    addresses: list[str] = []
    loops: list[asyncio.AbstractEventLoop] = []
    started = threading.Event()

    def begun(address: str) -> None:
        loops.append(asyncio.get_running_loop())
        addresses.append(address)
        started.set()

    def run() -> None:
        try:
            given = settings(root, names, versions or {HEAD: root}, earlier)
            asyncio.run(Preview(given, begun).run(0, stop))  # as the command does
        finally:
            started.set()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        started.wait()
        assert addresses, "the preview did not start"
        yield addresses[0]
    finally:
        for loop in loops:
            loop.call_soon_threadsafe(stop.set)
        thread.join()
