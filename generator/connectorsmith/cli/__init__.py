"""The command line: one module per verb, imported only when it is called.

A verb parses, calls one function, prints and sets the exit code: 0 clean, 1 the tool failed, 2 usage, 3 findings.
"""

from __future__ import annotations

import copy
import importlib
import os
import pkgutil
import signal
import sys
import traceback
from contextlib import suppress
from types import TracebackType
from typing import Any

import click

from connectorsmith.cli._alone import put_right_first
from connectorsmith.cli._known_secrets import hide_first
from connectorsmith.cli._print import forget, hide, hide_in_text, say, say_lines
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.errors import ConnectorsmithError
from connectorsmith.version import VERSION


class _Verbs(click.Group):
    """A group whose commands are the modules of this package (``import_`` is the verb import)."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs, by name."""
        names = (info.name for info in pkgutil.iter_modules(__path__) if not info.name.startswith("_"))
        return sorted(name.rstrip("_") for name in names)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Import a verb's module and give its command."""
        if name not in self.list_commands(ctx):
            return None
        modules = {info.name for info in pkgutil.iter_modules(__path__)}
        module = importlib.import_module(f"{__name__}.{name if name in modules else name + '_'}")
        command: click.Command = copy.copy(module.command)
        if command.callback is not None:
            command.callback = put_right_first(hide_first(name, command.callback))
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """Find the command; a misspelt one is answered with the likely one."""
        known = self.list_commands(ctx)
        likely = suggest(args[0], known) if args[0] not in known and not args[0].startswith("-") else None
        if likely:
            ctx.fail(f"No such command {args[0]!r}. Did you mean {likely}?")
        return super().resolve_command(ctx, args)


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(VERSION, message="%(prog)s %(version)s")
def _verbs() -> None:
    """Write Power Platform custom connectors as short YAML, and generate everything else.

    A workspace is a folder with a `specs` folder in it; it is found from the current folder upwards. Start with
    `connectorsmith init`, or try `connectorsmith list` in a workspace.

    Exit codes: 0 clean, 1 the tool failed, 2 wrong usage, 3 findings.
    """


def main() -> None:
    """Run the command line; the machine's faults end it with one line and exit code 1."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a console that cannot show a character is not a crash
    _end_tidily()
    sys.excepthook = _crash
    forget()
    try:
        sys.exit(_verbs.main(prog_name="connectorsmith", standalone_mode=False))
    except click.ClickException as fault:
        _say_usage(fault)
        sys.exit(fault.exit_code)
    except click.Abort:
        say("Aborted!", err=True)
        sys.exit(1)
    except ConnectorsmithError as fault:
        hide_in_text(f"{fault.message}\n{fault.hint or ''}")
        say(f"error: {fault.message}", err=True)
        known = getattr(fault, "known", ())
        likely = suggest(fault.name, known) if known and hasattr(fault, "name") else None
        hint = f"did you mean {likely}?" if likely else fault.hint
        if hint:
            say(f"  help: {hint}", err=True)
        sys.exit(fault.exit_code)
    except OSError as fault:
        _leave_output(fault)
        with suppress(OSError):
            say(f"error: {_in_words(fault)}", err=True)
        sys.exit(1)


def _end_tidily() -> None:
    """Unwind on SIGTERM and SIGHUP as on Ctrl-C, so that nothing is left behind; the exit code is 128 plus the signal.

    One that is ignored, as SIGHUP is under nohup, stays ignored.
    """

    def end(number: int, _: object) -> None:
        sys.exit(128 + number)

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, end)


def _say_usage(fault: click.ClickException) -> None:
    """Print what click says of wrong usage; what was given for --secret-env may be the secret itself."""
    for option, given in zip(sys.argv, [*sys.argv[1:], ""], strict=True):
        if option.startswith("--secret"):
            hide(option.partition("=")[2] or given)
    ctx = fault.ctx if isinstance(fault, click.UsageError) else None
    if ctx is not None:
        say_lines(ctx.get_usage(), err=True)
        say(f"Try '{ctx.command_path} {ctx.help_option_names[-1]}' for help.", err=True)
        say(err=True)
    say(f"Error: {fault.format_message()}", err=True)


def _crash(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    """Print a fault of our own, which may quote what an author wrote."""
    say_lines("".join(traceback.format_exception(kind, fault, trace)), err=True)


def _in_words(fault: OSError) -> str:
    """The message for an operating system error that no closer code has reported."""
    if fault.filename:
        return f"cannot use {fault.filename}: {fault.strerror}"
    if isinstance(fault, FileNotFoundError):
        return "the current folder is no longer there"
    return f"cannot write the output: {fault.strerror or fault}"


def _leave_output(fault: OSError) -> None:
    """If the output could not be written, discard the rest of it, so that the exit does not fail again."""
    if fault.filename is None and sys.stdout is not None:
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
