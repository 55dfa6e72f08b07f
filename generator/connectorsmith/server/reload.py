"""Saves while connectors are served: a new version takes the place of the old one, which ends the calls that it has."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from pathlib import Path
from typing import Final

from msgspec import Struct

from connectorsmith.errors import ConnectorsmithError
from connectorsmith.server.service import Served
from connectorsmith.server.watch import Watch, watch_folders
from connectorsmith.workspace.opened import OpenedConnector

_KEPT: Final = 2
"""Versions that stay open: the one that answers, and the one before it with the calls that it still has."""


class Saves(Struct, frozen=True):
    """The folders that are watched; ``reread`` opens their connectors again, ``None`` where one has errors."""

    folders: Sequence[Path]
    reread: Callable[[], Sequence[OpenedConnector] | None]
    watch: Watch = watch_folders


async def follow_saves(
    saves: Saves,
    stop: asyncio.Event,
    opened: Callable[[Sequence[OpenedConnector]], AbstractAsyncContextManager[dict[str, Served]]],
    take: Callable[[dict[str, Served]], None],
    failed: Callable[[ConnectorsmithError], None],
) -> None:
    """Open the gateways of each version that is saved, and let ``take`` put them in the place of the old ones.

    A version with errors changes nothing, and ``failed`` hears of what cannot be opened.
    """
    versions: list[AsyncExitStack] = []
    try:
        async for _ in saves.watch(saves.folders, stop):
            version = AsyncExitStack()
            try:
                found = await asyncio.to_thread(saves.reread)
                if found is not None:
                    take(await version.enter_async_context(opened(found)))
                    versions.append(version)
            except ConnectorsmithError as fault:
                failed(fault)
            if len(versions) > _KEPT:
                await versions.pop(0).aclose()
    finally:
        for version in versions:
            await version.aclose()
