"""The progress of long runs is shown on a terminal, and nowhere else."""

from __future__ import annotations

import io
import sys

import pytest

from connectorsmith.cli import _progress


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def shown(monkeypatch, *, seconds: float, out: io.StringIO, err: io.StringIO, quiet: bool, term: str = "xterm") -> str:
    """What standard error has after ten things, each of which took so long."""
    now = iter(range(1000))
    monkeypatch.setattr(_progress.time, "monotonic", lambda: next(now) * seconds)
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    monkeypatch.setenv("TERM", term)
    assert list(_progress.watched(iter("abcdefghij"), 10, "checking", quiet=quiet)) == list("abcdefghij")
    return err.getvalue()


@pytest.mark.parametrize(("out", "quiet"), [(Screen(), True), (io.StringIO(), False)])
def test_a_long_run_is_watched(monkeypatch, out, quiet):
    text = shown(monkeypatch, seconds=0.7, out=out, err=Screen(), quiet=quiet)
    assert text.count("checking") > 1
    assert "100%" in text
    assert out.getvalue() == ""


@pytest.mark.parametrize(
    "case",
    [
        {"seconds": 0.01, "out": Screen(), "err": Screen(), "quiet": True},
        {"seconds": 0.7, "out": Screen(), "err": io.StringIO(), "quiet": True},
        {"seconds": 0.7, "out": Screen(), "err": Screen(), "quiet": False},
        {"seconds": 0.7, "out": Screen(), "err": Screen(), "quiet": True, "term": "dumb"},
    ],
    ids=["short", "no terminal", "results on the same terminal", "a terminal that cannot"],
)
def test_otherwise_nothing_is_shown(monkeypatch, case):
    assert shown(monkeypatch, **case) == ""


def test_more_than_was_counted_does_no_harm(monkeypatch):
    now = iter(range(1000))
    monkeypatch.setattr(_progress.time, "monotonic", lambda: next(now))
    monkeypatch.setattr(sys, "stderr", Screen())
    assert list(_progress.watched(range(5), 3, "checking", quiet=True)) == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(("err", "output"), [(Screen(), "comparing …\n"), (io.StringIO(), "")])
def test_a_run_without_steps_says_what_it_does(monkeypatch, err, output):
    """The timer of the test runs out at once; that of a run which ends before is cancelled."""

    class Elapsed(_progress.threading.Timer):
        def start(self) -> None:
            self.function(*self.args, **self.kwargs)

    monkeypatch.setattr(_progress.threading, "Timer", Elapsed)
    monkeypatch.setattr(sys, "stderr", err)
    monkeypatch.setenv("TERM", "xterm")
    with _progress.announced("comparing"):
        assert err.getvalue().replace("\\u2026", "…") == output
