"""``python -m tests.benchmarks.custom_code``: what a warm call of a script and an answer of the mock take.

Prints medians and the slowest of a hundred in milliseconds. Exit code 1 if the median of a script's call is over 5 ms.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from connectorsmith.custom_code.hosted import hosted_script
from connectorsmith.runtime.message import Request, Response
from connectorsmith.runtime.mock.backend import MockBackend
from connectorsmith.runtime.script_host import ScriptCall
from connectorsmith.workspace.open import open_checked
from connectorsmith.workspace.targets import single_target

ROOT = Path(__file__).parents[2]
CALLS = 1_000
WARM = 200
BAR = 5.0
API = "https://api.oneflow.com/v1"
ANSWER = b'{"id": 7, "data": [{"id": 1, "name": "a"}]}'


async def main() -> int:
    """Measure, print, and compare with the bar."""
    opened = open_checked(single_target("oneflow", ROOT))
    assert opened.connector is not None
    mock = MockBackend(opened.connector)
    async with hosted_script(opened) as host:
        assert host is not None
        alone = Request("GET", f"{API}/helper/dynamics/get_execute_as")
        sends = Request("GET", f"{API}/template_types/")
        forms = {"GetExecuteAs": alone, "GetTemplateByTemplateId": sends}
        slowest = max([
            await _measure(name, lambda n, name=name, one=one: host.run(ScriptCall(one, name, _answer, 120)))
            for name, one in forms.items()
        ])  # fmt: skip
    await _measure("mock, the same list", lambda n: mock.send(Request("GET", f"{API}/workspaces")))
    await _measure("mock, other things", lambda n: mock.send(Request("GET", f"{API}/contracts/{n}")))
    return 0 if slowest <= BAR else 1


async def _answer(request: Request) -> Response:
    return Response(200, (("Content-Type", "application/json"),), ANSWER)


async def _measure(title: str, call: Callable[[int], Awaitable[Response]]) -> float:
    """The median of the warm calls, in milliseconds."""
    times = []
    for number in range(CALLS):
        begun = time.perf_counter()
        response = await call(number)
        times.append((time.perf_counter() - begun) * 1000)
        assert response.status < 500, response.body
    warm = sorted(times[WARM:])
    median, late = statistics.median(warm), warm[len(warm) * 99 // 100]
    print(f"{title:24} first {times[0]:8.2f}  median {median:6.2f}  99 % {late:6.2f}")
    return median


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
