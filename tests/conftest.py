"""What all tests share: expected files that ``pytest --update`` rewrites, and the ban on skips in CI."""

from __future__ import annotations

import difflib
import gc
import os
import signal
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from tests.loopback.forked_connectorsmith import forked_connectorsmith
from tests.loopback.forked_paconn import forked_paconn
from tests.transcripts import Ended, Run

from connectorsmith.cli import main
from connectorsmith.custom_code.mono import find_mono
from connectorsmith.errors import ToolError
from connectorsmith.workspace.init import plan_init
from connectorsmith.workspace.write_files import apply

pytest_plugins = ["pytester"]

Expect = Callable[[Path, str], None]
Sample = Callable[[Sequence[Any], int], Sequence[Any]]

QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile("some", max_examples=60, deadline=None, suppress_health_check=QUIET)
settings.register_profile("thorough", max_examples=2_000, deadline=None, suppress_health_check=QUIET)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite expected files; review them with git diff")
    parser.addoption("--thorough", action="store_true", help="more generated examples, and every published connector")


def pytest_configure(config: pytest.Config) -> None:
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:  # as in what a shell has started in the background
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if config.getoption("--update") and _in_ci():
        raise pytest.UsageError("--update is for authors: CI compares expected files and never writes them")
    # Tests start our command many times; without bytecode each of them compiles all modules.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["CONNECTORSMITH_NO_CACHE"] = "1"  # each run does its work, and leaves nothing in the folder of the user
    settings.load_profile("thorough" if config.getoption("--thorough") else "some")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Look for cycles once collection ends, keep the collected tests out of all later searches, and search seldom.

    Python would look through the thousands of tests again and again, which takes a fifth of the time of collection, and
    half of the time of a test that parses all modules. The command line sets the same threshold.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.collect()
        gc.freeze()
        gc.set_threshold(100_000)


@pytest.fixture(autouse=True, scope="session")
def _without_waiting_for_the_disk() -> Generator[None]:
    """Files of tests need not survive a loss of power, and fsync takes most of the time of a small write."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _handle: None)
        yield


@pytest.fixture(scope="session")
def mono() -> None:
    """Mono, without which scripts cannot be run."""
    try:
        find_mono()
    except ToolError as fault:
        pytest.skip(f"{fault.message}; run tests/install-mono, or: {fault.hint}")


@pytest.fixture(scope="session")
def forked_programs() -> Iterator[Path]:
    """A folder with the command line, whose runs do not have to import it again."""
    with forked_connectorsmith() as folder:
        yield folder


@pytest.fixture(scope="session")
def forked() -> Iterator[Path]:
    """Microsoft's paconn, in processes that do not have to import it again."""
    with forked_paconn() as program:
        yield program


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace as ``init`` makes it, and the current folder."""
    folder = tmp_path.resolve() / "ws"
    apply(plan_init(folder))
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Call the command line in this process, on a terminal of 100 columns that is none."""
    monkeypatch.setenv("COLUMNS", "100")

    def call(*arguments: str) -> Ended:
        monkeypatch.setattr(sys, "argv", ["connectorsmith", *arguments])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        return Ended(int(ended.value.code or 0), *capsys.readouterr())

    return call


@pytest.fixture(scope="session")
def sample(request: pytest.FixtureRequest) -> Sample:
    """Give a function that takes every n-th of many things; with ``--thorough`` it takes all."""
    return (lambda things, _: things) if request.config.getoption("--thorough") else (lambda things, n: things[::n])


@pytest.fixture
def expect(request: pytest.FixtureRequest) -> Expect:
    """Give a function that holds a text against an expected file, byte for byte, or writes it with ``--update``."""
    update = request.config.getoption("--update")

    def compare(file: Path, text: str) -> None:
        written = file.read_bytes().decode() if file.is_file() else None
        if update and written != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())
        elif written is None:
            pytest.fail(f"{file.name} is missing; write it with pytest --update", pytrace=False)
        elif written != text:
            pytest.fail(_difference(file, written, text), pytrace=False)

    return compare


def _difference(file: Path, expected: str, found: str) -> str:
    both = (expected.splitlines(keepends=True), found.splitlines(keepends=True))
    return "".join(difflib.unified_diff(*both, fromfile=f"{file.name} expected", tofile=f"{file.name} found"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if not hasattr(report, "wasxfail") and item.get_closest_marker("corpus") is None:
        _refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _refuse_skip(report)
    return report


def _refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Make a skip a failure in CI, where a test that does not run would not be missed."""
    if report.skipped and _in_ci():
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"only tests marked corpus may be skipped in CI: {reason}"


def _in_ci() -> bool:
    return os.environ.get("CI", "").lower() not in {"", "0", "false"}
