"""Another gateway: counts one call for each line that it reads, and says whether the call may pass."""

from __future__ import annotations

import asyncio
import sys

from connectorsmith.server.shared_state import shared_state


async def main(url: str, key: str, calls: int, period: float) -> None:
    async with shared_state(url) as state:
        for _ in sys.stdin:
            wait = await state.counter.hit(key, calls, period)
            print("passed" if wait is None else "waits", flush=True)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4])))
