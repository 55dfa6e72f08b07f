"""The group of all verbs, each a module that is imported when it is called, and a run of one of them."""

from __future__ import annotations

import copy
import importlib
import os
import pkgutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final

import click

from connectorsmith import cli
from connectorsmith.errors import ConnectorsmithError
from connectorsmith.version import VERSION

if TYPE_CHECKING:
    from connectorsmith.cli._results import Command


class _Verbs(click.Group):
    """A group whose commands are the modules of this package (``import_`` is the verb import)."""

    def make_context(self, *given: Any, **more: Any) -> click.Context:
        """Read the arguments; the help and the version are printed meanwhile."""
        with _closed_output():
            return super().make_context(*given, **more)

    def invoke(self, ctx: click.Context) -> Any:
        """Call a verb."""
        with _closed_output():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs, by name."""
        return [*_modules()]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Import a verb's module and give its command."""
        if name not in _modules():
            return None
        from connectorsmith.cli._alone import put_right_first
        from connectorsmith.cli._configured import configure_first
        from connectorsmith.cli._keep_result import keep_result
        from connectorsmith.cli._known_secrets import hide_first
        from connectorsmith.cli._outcome import collected_first
        from connectorsmith.cli._volume import shared_options

        module = importlib.import_module(f"{cli.__name__}.{_modules()[name]}")
        command: click.Command = copy.copy(module.command)
        command.params = [*command.params, *shared_options()]
        if command.callback is not None:
            inner = put_right_first(hide_first(name, command.callback))
            command.callback = keep_result(name, configure_first(name, collected_first(inner)))
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """Find the command; a misspelt one is answered with the likely one."""
        known = self.list_commands(ctx)
        if args[0] not in known and not args[0].startswith("-"):
            from connectorsmith.diagnostics.suggest import suggest

            likely = suggest(args[0], known)
            if likely:
                ctx.fail(f"No such command {args[0]!r}. Did you mean {likely}?")
        return super().resolve_command(ctx, args)


@cache
def _modules() -> dict[str, str]:
    """The module of each verb, by the name of the verb."""
    names = sorted(info.name for info in pkgutil.iter_modules(cli.__path__) if not info.name.startswith("_"))
    return {name.rstrip("_"): name for name in names}


_WAY_IN: Final = (
    "connectorsmith init shop        make a workspace with a small connector in it",
    "connectorsmith import FILE      make a spec of a connector or of an API description",
    "connectorsmith build            generate the packages of all specs",
    "connectorsmith lint             find what is wrong with them",
    "connectorsmith --help           list all commands; each explains itself with --help",
)
"""Printed if no command is given."""


class _ClosedOutput(Exception):
    """The reader of the output has gone. Raised in place of the OSError, which click ends with exit code 1."""


@contextmanager
def _closed_output() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError as fault:
        raise _ClosedOutput from fault


@click.group(
    cls=_Verbs,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(VERSION, message="%(prog)s %(version)s")
@click.pass_context
def verbs(ctx: click.Context) -> None:
    """Write Power Platform custom connectors as short YAML, and generate everything else.

    A workspace is a folder with a `specs` folder in it; it is found from the current folder upwards. Start with
    `connectorsmith init`, or try `connectorsmith list` in a workspace.

    Exit codes: 0 clean, 1 the tool failed, 2 wrong usage, 3 findings.
    """
    if ctx.invoked_subcommand is None:
        from connectorsmith.cli._print import say

        for line in _WAY_IN:
            say(line)


def run(command: Command | None) -> int:
    """Run the command line, and return its exit code; the machine's faults end it with one line and exit code 1.

    ``command`` is given if its result may be kept.
    """
    if os.environ.get("_CONNECTORSMITH_COMPLETE", "").startswith("powershell"):
        from click.shell_completion import add_completion_class

        from connectorsmith.cli._power_shell import PowerShellComplete

        add_completion_class(PowerShellComplete)
    sys.excepthook = _crash
    try:
        code: int = verbs.main(prog_name="connectorsmith", standalone_mode=False, obj=command)
        if sys.stdout is not None:
            with _closed_output():
                sys.stdout.flush()
    except _ClosedOutput:
        from connectorsmith.cli._faults import leave_output

        code = leave_output()
    except (click.ClickException, click.Abort, ConnectorsmithError, OSError) as fault:
        from connectorsmith.cli._faults import report_fault  # --version and --help import nothing else

        code = report_fault(fault)
    return code


def _crash(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    """Print the trace of a bug without secrets; it may quote an author's text."""
    from connectorsmith.cli._faults import say_crash

    say_crash(kind, fault, trace)
