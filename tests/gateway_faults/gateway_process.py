"""A gateway in a process of its own: ``gateway_process.py WORKSPACE STORE MOST``.

It writes its port, then the most memory that it has held, in bytes, for each line of its input, with which it ends.
MOST is the size of the largest file that it may write, where the system has such a limit; 0 is any.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from tests.benchmarks.growth.process import peak
from tests.gateway_faults.stage import Settings, started

from connectorsmith.workspace.open import open_checked
from connectorsmith.workspace.targets import single_target


def limit_files(most: int) -> None:
    """Let no file become larger, as on a disk that is full."""
    if most:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


async def main(root: Path, store: str | None) -> None:
    """Serve until the input ends."""
    opened = open_checked(single_target("faults", root))
    async with started(opened, root, Settings(seconds=60, store=store), asyncio.Event()) as gateway:
        print(gateway.port, flush=True)
        while await asyncio.to_thread(sys.stdin.readline):
            print(peak() or 0, flush=True)


if __name__ == "__main__":
    limit_files(int(sys.argv[3]))
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2] or None))
