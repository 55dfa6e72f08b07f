"""``python -m tests.benchmarks.policies``: what each policy template costs a call, in microseconds of one core.

The calls are the cases of ``tests/cases/policy-effects`` with a single policy; the bar is 50 microseconds. A second
table has the cost of counting a call in memory, with the time that the library spends on counts that are over.
"""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from typing import get_args

from tests.unit.runtime.effect_case import all_cases, started

from connectorsmith.server.counters import Strategy, memory_counter

BAR = 50.0
_RUNS = 200
_HITS = 2000
_AT_ONCE = 16


def costs() -> dict[str, float]:
    """The mean over the cases of each template, each case at its fastest of five rounds."""
    found: dict[str, list[float]] = defaultdict(list)
    for case in all_cases():
        if len(case["policies"]) == 1 and "answers" not in case and case["expect"].get("status", 200) < 500:
            found[case["policies"][0]["template"].lower()].append(min(_round(case) for _ in range(5)))
    return {template: sum(each) / len(each) for template, each in sorted(found.items())}


def _round(case: dict) -> float:
    prepared = [started(case) for _ in range(_RUNS)]

    async def run_all() -> float:
        start = time.process_time()
        for run in prepared:
            await run()
        return (time.process_time() - start) / _RUNS * 1e6

    return asyncio.run(run_all())


def counter_costs() -> dict[str, float]:
    """The cost of counting one call by strategy, sixteen calls at once as the load of ``benchmarks.gateway`` has."""
    return {strategy: asyncio.run(_counted(strategy)) for strategy in get_args(Strategy)}


async def _counted(strategy: Strategy) -> float:
    counter = memory_counter(strategy)
    start = time.process_time()
    for _ in range(_HITS // _AT_ONCE):
        await asyncio.gather(*(counter.hit("key", 10**9, 60) for _ in range(_AT_ONCE)))
    return (time.process_time() - start) / _HITS * 1e6


def _print(name: str, cost: float) -> None:
    print(f"{name:40} {cost:6.1f} µs{'' if cost <= BAR else f'  over the bar of {BAR:g} µs'}")


if __name__ == "__main__":
    for template, cost in costs().items():
        _print(template, cost)
    print()
    for strategy, cost in counter_costs().items():
        _print(f"limit, {strategy}", cost)
