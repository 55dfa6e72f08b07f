"""A gateway in a process of its own: ``gateway_process.py WORKSPACE [STORE]``.

It writes its port, then the most memory that it has held, in bytes, for each line of its input, with which it ends.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from tests.benchmarks.growth.process import peak
from tests.gateway_faults.stage import Settings, started

from connectorsmith.workspace.open import open_checked
from connectorsmith.workspace.targets import single_target


async def main(root: Path, store: str | None) -> None:
    """Serve until the input ends."""
    opened = open_checked(single_target("faults", root))
    async with started(opened, root, Settings(seconds=60, store=store), asyncio.Event()) as gateway:
        print(gateway.port, flush=True)
        while await asyncio.to_thread(sys.stdin.readline):
            print(peak() or 0, flush=True)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None))
