"""``completion``: the script with which a shell completes commands, options and names."""

from __future__ import annotations

from typing import Final

import click
from click.shell_completion import get_completion_class

from connectorsmith.cli._power_shell import PowerShellComplete
from connectorsmith.cli._print import say_lines

_SHELLS: Final = ("bash", "zsh", "fish", "powershell")
VARIABLE: Final = "_CONNECTORSMITH_COMPLETE"
"""The variable with which a shell asks for completions, as click derives it from the program's name."""


@click.command("completion", short_help="Print the script that completes commands in a shell.")
@click.argument("shell", type=click.Choice(_SHELLS))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the script that lets SHELL complete commands, options, connectors, operations, environments and rules.

    In ~/.zshrc, fpath+=~/.zfunc has to precede compinit.

    \b
    Examples:
      connectorsmith completion bash >> ~/.bashrc
      connectorsmith completion zsh > ~/.zfunc/_connectorsmith
      connectorsmith completion fish > ~/.config/fish/conf.d/connectorsmith.fish
      connectorsmith completion powershell >> $PROFILE
    """
    kind = PowerShellComplete if shell == "powershell" else get_completion_class(shell)
    assert kind is not None  # click has the others
    say_lines(kind(ctx.find_root().command, {}, "connectorsmith", VARIABLE).source())
