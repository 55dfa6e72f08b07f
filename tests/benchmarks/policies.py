"""``python -m tests.benchmarks.policies``: what each policy template costs a call, in microseconds of one core.

The calls are the cases of ``tests/cases/policy-effects`` with a single policy; the bar is 50 microseconds.
"""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict

from tests.unit.runtime.effect_case import all_cases, started

BAR = 50.0
_RUNS = 200


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


if __name__ == "__main__":
    for template, cost in costs().items():
        print(f"{template:40} {cost:6.1f} µs{'' if cost <= BAR else f'  over the bar of {BAR:g} µs'}")
