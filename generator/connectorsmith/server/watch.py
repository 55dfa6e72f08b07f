"""Saves: the folders of the specs are watched, and the connectors read again as soon as a file changes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path
from typing import Final

_STEP: Final = 50
"""Milliseconds between two looks; a save is shown half a second later at most."""

Watch = Callable[[Sequence[Path], asyncio.Event], AsyncIterator[list[Path]]]
"""Gives the files that changed, each time some did, until an event is set."""


async def watch_folders(folders: Sequence[Path], stop: asyncio.Event) -> AsyncIterator[list[Path]]:
    """The files in folders that changed, each time some did, until ``stop`` is set."""
    from watchfiles import awatch  # a part of an extra

    async for changed in awatch(*folders, stop_event=stop, step=_STEP, debounce=_STEP * 4, recursive=True):
        yield [Path(path) for _, path in changed]
