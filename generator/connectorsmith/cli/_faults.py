"""Errors that end a run early: wrong usage, faults of the machine, a closed output, and bugs."""

from __future__ import annotations

import os
import sys
import traceback
from contextlib import suppress
from types import TracebackType
from typing import Final

import click

from connectorsmith.cli._print import hide, hide_in_text, hide_typed, say, say_lines
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.errors import ConnectorsmithError

CLOSED: Final = 141
"""The exit code of a run whose reader has gone, as of ``head``: 128 plus SIGPIPE, which ends other programs then."""


def report_fault(fault: Exception) -> int:
    """Print the error that ended a run, and return the exit code; it may repeat what was typed."""
    hide_typed()
    if isinstance(fault, click.ClickException):
        _say_usage(fault)
        return fault.exit_code
    if isinstance(fault, ConnectorsmithError):
        _say_machine_fault(fault)
        return fault.exit_code
    if isinstance(fault, OSError):
        if fault.filename is None:
            leave_output()
        with suppress(OSError):
            say(f"error: {_in_words(fault)}", err=True)
        return 1
    say("Aborted!", err=True)
    return 1


def _say_machine_fault(fault: ConnectorsmithError) -> None:
    hide_in_text(f"{fault.message}\n{fault.hint or ''}")
    say(f"error: {fault.message}", err=True)
    known = getattr(fault, "known", ())
    likely = suggest(fault.name, known) if known and hasattr(fault, "name") else None
    hint = f"did you mean {likely}?" if likely else fault.hint
    if hint:
        say(f"  help: {hint}", err=True)


def _say_usage(fault: click.ClickException) -> None:
    """Print click's message about wrong usage; hide the value of --secret-env, which may be the secret itself."""
    for option, given in zip(sys.argv, [*sys.argv[1:], ""], strict=True):
        if option.startswith("--secret"):
            hide(option.partition("=")[2] or given)
    ctx = fault.ctx if isinstance(fault, click.UsageError) else None
    if ctx is not None:
        say_lines(ctx.get_usage(), err=True)
        say(f"Try '{ctx.command_path} {ctx.help_option_names[-1]}' for help.", err=True)
        say(err=True)
    say(f"Error: {fault.format_message()}", err=True)


def say_crash(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    """Print the trace of a bug without secrets; it may quote an author's text."""
    hide_typed()
    say_lines("".join(traceback.format_exception(kind, fault, trace)), err=True)


def _in_words(fault: OSError) -> str:
    """The message for an operating system error that no closer code has reported."""
    if fault.filename:
        return f"cannot use {fault.filename}: {fault.strerror}"
    if isinstance(fault, FileNotFoundError):
        return "the current folder was removed"
    return f"cannot write the output: {fault.strerror or fault}"


def leave_output() -> int:
    """Discard the rest of an output that cannot be written, so that the exit does not fail; returns an exit code."""
    if sys.stdout is not None:
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return CLOSED
