"""One Mono process for all cases of a session."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.scripts.cases import Bench

from connectorsmith.custom_code.mono import find_mono
from connectorsmith.custom_code.runner import ScriptRunner
from connectorsmith.errors import ToolError

CASES = Path(__file__).parents[1] / "cases" / "scripts"


@pytest.fixture(scope="session")
def bench() -> Iterator[Bench]:
    """Give the bench on which scripts are compiled and run; without Mono, say how to get it."""
    try:
        find_mono()
    except ToolError as fault:
        pytest.skip(f"{fault.message}; run tests/install-mono, or: {fault.hint}")
    with ScriptRunner() as runner:
        yield Bench(runner)
