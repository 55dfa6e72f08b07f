"""Whether the cases of a connector's script find that its custom code is another one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.scripts import test_oneflow as oneflow
from tests.scripts import test_workpoint as workpoint
from tests.scripts.cases import Bench, failures

from connectorsmith.custom_code.mono import find_mono
from connectorsmith.custom_code.runner import ScriptRunner
from connectorsmith.emitters.script import script
from connectorsmith.errors import ToolError
from connectorsmith.model import Connector


def failing(connectors: Mapping[int, Connector]) -> dict[int, str]:
    """Give the first failure of each connector's script in its cases; nothing without Mono."""
    if not connectors:
        return {}
    texts = {f"M{number}": script(connector).text for number, connector in connectors.items()}
    try:
        find_mono()
    except ToolError:
        return {}
    with ScriptRunner() as runner:
        bench = Bench(runner)
        library, faults = runner.compile(texts)
        if faults:
            raise AssertionError(faults)
        whys = {number: _failure(bench, library, f"M{number}", one) for number, one in connectors.items()}
    return {number: why for number, why in whys.items() if why}


def _failure(bench: Bench, library: Path, name: str, connector: Connector) -> str:
    cases = oneflow if connector.id == "oneflow" else workpoint
    for title, case in cases.CASES.items():
        operation = connector.operation(case["operation"])
        if operation is None:
            return f"{title}: the operation is gone"
        prepared = oneflow.plain(cases.complete(case)) if cases is oneflow else cases.complete(case)
        bench.answer = cases.account(case).answer
        wrong = failures(bench, library, name, connector, prepared)
        if wrong:
            return f"{title}: {wrong[0]}"
    return ""
