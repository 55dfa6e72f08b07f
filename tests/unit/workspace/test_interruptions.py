"""Signals that end the process wait until work that must be whole is done."""

from __future__ import annotations

import os
import signal
import threading

import pytest

from connectorsmith.workspace.interruptions import held_back


@pytest.mark.parametrize("asked", [True, False])
def test_a_signal_takes_effect_where_it_is_asked_for_or_else_afterwards(asked):
    done = []

    def work():
        with held_back() as check:
            os.kill(os.getpid(), signal.SIGINT)
            done.append("still here")
            if asked:
                check()
            done.append("to the end")
        done.append("beyond")

    with pytest.raises(KeyboardInterrupt):
        work()
    assert done == (["still here"] if asked else ["still here", "to the end"])


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="Windows has no SIGHUP")
def test_an_ignored_signal_stays_ignored():
    usual = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with held_back() as check:
            os.kill(os.getpid(), signal.SIGHUP)
            check()
    finally:
        signal.signal(signal.SIGHUP, usual)


def test_the_usual_handlers_are_back_afterwards():
    before = signal.getsignal(signal.SIGTERM)
    with held_back():
        assert signal.getsignal(signal.SIGTERM) != before
    assert signal.getsignal(signal.SIGTERM) == before


def test_other_threads_are_left_alone():
    found = []

    def work():
        with held_back() as check:
            check()
            found.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found == [signal.default_int_handler]
