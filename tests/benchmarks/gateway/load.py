"""``python -m tests.benchmarks.gateway.load URL SECONDS CONNECTIONS``: ask for one address again and again."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections import Counter

import aiohttp


async def load(url: str, seconds: float, connections: int) -> dict[str, object]:
    """Requests a second, the median and the 99th percentile of their time in milliseconds, and their statuses."""
    times: list[float] = []
    statuses: Counter[int] = Counter()
    end = time.perf_counter() + seconds

    async def one(session: aiohttp.ClientSession) -> None:
        while (start := time.perf_counter()) < end:
            async with session.get(url) as answer:
                await answer.read()
            times.append(time.perf_counter() - start)
            statuses[answer.status] += 1

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=connections)) as session:
        start = time.perf_counter()
        await asyncio.gather(*(one(session) for _ in range(connections)))
        took = time.perf_counter() - start
    times.sort()
    middle, high = times[len(times) // 2], times[len(times) * 99 // 100]
    return {
        "per second": round(len(times) / took),
        "median ms": round(middle * 1000, 2),
        "p99 ms": round(high * 1000, 2),
        "statuses": dict(statuses),
    }


if __name__ == "__main__":
    print(json.dumps(asyncio.run(load(sys.argv[1], float(sys.argv[2]), int(sys.argv[3])))))
