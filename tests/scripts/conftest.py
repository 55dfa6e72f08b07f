"""One Mono process for all cases of a session."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.scripts.cases import Bench

from connectorsmith.custom_code.runner import ScriptRunner

CASES = Path(__file__).parents[1] / "cases" / "scripts"


@pytest.fixture(scope="session")
def bench(mono: None) -> Iterator[Bench]:
    """Give the bench on which scripts are compiled and run."""
    with ScriptRunner() as runner:
        yield Bench(runner)
