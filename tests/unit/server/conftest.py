"""A Redis of the tests' own on a free port of this machine, and gateways before a service that misbehaves."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from tests.gateway_faults.redis_server import RedisServer
from tests.gateway_faults.stage import SECRET, VARIABLE, Stage


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an empty Redis that keeps nothing on disk."""
    with RedisServer(tmp_path_factory.mktemp("redis")) as server:
        yield server.url


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[asyncio.Runner, Stage]]:
    """A service that misbehaves, the gateways before it, and the loop that they run in."""
    with pytest.MonkeyPatch.context() as patch, asyncio.Runner() as runner:
        patch.setenv(VARIABLE, SECRET)
        patch.setattr("connectorsmith.custom_code.process.GRACE", 0.1)
        found = Stage(tmp_path_factory.mktemp("faults"))
        runner.run(found.open())
        yield runner, found
        runner.run(found.close())
