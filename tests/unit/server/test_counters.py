"""Calls are counted exactly, in memory and in Redis, and those that are refused get the time to wait."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from connectorsmith.errors import ConnectorsmithError, NetworkError
from connectorsmith.runtime.options import known_options
from connectorsmith.server.counters import Strategy, memory_counter, strategy_of
from connectorsmith.server.shared_state import shared_state

STRATEGIES: tuple[Strategy, ...] = ("moving-window", "fixed-window", "token-bucket")


class Clock:
    """The time as the library and our code read it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 1_800_000_000.0
        monkeypatch.setattr("time.time", lambda: self.now)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def hits(counter, *keys: str, calls: int = 3, period: float = 60):
    async def run():
        return [await counter.hit(key, calls, period) for key in keys]

    return asyncio.run(run())


def test_option_has_every_strategy():
    assert tuple(map(strategy_of, known_options()["limit-algorithm"].values)) == STRATEGIES


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_as_many_calls_pass_as_the_limit_has(clock, strategy):
    assert [wait is None for wait in hits(memory_counter(strategy), *"aaaaa")] == [True, True, True, False, False]


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_keys_count_for_themselves(clock, strategy):
    counter = memory_counter(strategy)
    hits(counter, *"aaaa")
    assert hits(counter, "b") == [None]


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_limit_of_nothing_lets_nothing_pass(clock, strategy):
    assert hits(memory_counter(strategy), "a", calls=0) == [60]


def test_moving_window_frees_each_call_a_period_after_it(clock):
    counter = memory_counter()
    for second in (0, 10, 20):
        clock.now = 1_800_000_000 + second
        assert hits(counter, "a") == [None]
    clock.now = 1_800_000_000 + 25.5
    assert hits(counter, "a") == [34.5]
    clock.now = 1_800_000_000 + 60.5
    assert hits(counter, "a", "a") == [None, 9.5]


def test_fixed_window_frees_all_calls_at_once(clock):
    counter = memory_counter("fixed-window")
    for second in (0, 10, 20):
        clock.now = 1_800_000_000 + second
        hits(counter, "a")
    clock.now = 1_800_000_000 + 25.5
    assert hits(counter, "a") == [34.5]
    clock.now = 1_800_000_000 + 60.5
    assert hits(counter, *"aaa") == [None, None, None]


def test_token_bucket_fills_evenly(clock):
    counter = memory_counter("token-bucket")
    assert hits(counter, *"aaaa") == [None, None, None, 20.0]
    clock.now += 15
    assert hits(counter, "a") == [5.0]
    clock.now += 5
    assert hits(counter, "a", "a") == [None, 20.0]
    clock.now += 1000
    assert hits(counter, *"aaaa") == [None, None, None, 20.0]


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_redis_counts_for_all_gateways(redis_url, strategy):
    async def run():
        async with shared_state(redis_url, strategy) as one, shared_state(redis_url, strategy) as other:
            counters = [one.counter, other.counter]
            return [await counters[number % 2].hit(f"all-{strategy}", 3, 60) for number in range(5)]

    waits = asyncio.run(run())
    assert [wait is None for wait in waits] == [True, True, True, False, False]
    expected = 20 if strategy == "token-bucket" else 60
    assert all(0.8 * expected < wait <= expected for wait in waits[3:])


def test_of_300_calls_100_pass_though_a_gateway_is_killed(redis_url):
    """Two gateways share a limit; one is killed after 100 calls, the rest comes to the other, all at once."""
    command = [sys.executable, str(Path(__file__).with_name("counting_process.py")), redis_url, "killed", "100", "300"]

    async def rest():
        async with shared_state(redis_url) as state:
            first = [await state.counter.hit("killed", 100, 300) for _ in range(40)]
            return first + await asyncio.gather(*(state.counter.hit("killed", 100, 300) for _ in range(220)))

    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as gateway:
        answers = []
        for _ in range(40):
            gateway.stdin.write("call\n")
            gateway.stdin.flush()
            answers.append(gateway.stdout.readline().strip())
        gateway.kill()
    waits = asyncio.run(rest())
    assert len(answers) + len(waits) == 300
    assert answers.count("passed") + waits.count(None) == 100


def test_server_that_does_not_answer_is_named_without_its_password():
    async def run():
        async with shared_state("redis://user:hidden@127.0.0.1:1/0"):
            pass

    with pytest.raises(NetworkError) as fault:
        asyncio.run(run())
    assert fault.value.message.startswith("the store at 127.0.0.1:1 does not answer: ")
    assert "hidden" not in fault.value.message


def test_address_that_cannot_be_read():
    async def run():
        async with shared_state("redis://127.0.0.1:port"):
            pass

    with pytest.raises(ConnectorsmithError) as fault:
        asyncio.run(run())
    assert fault.value.hint == "write redis://HOST:PORT/0"
