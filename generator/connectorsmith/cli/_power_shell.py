"""Completion in PowerShell, which click does not have: the words come in a variable, one value per line goes back.

https://learn.microsoft.com/powershell/module/microsoft.powershell.core/register-argumentcompleter
"""

from __future__ import annotations

import os
from typing import Final

from click.shell_completion import CompletionItem, ShellComplete, split_arg_string

_SOURCE: Final = """\
Register-ArgumentCompleter -Native -CommandName %(prog_name)s -ScriptBlock {
    param($word, $ast, $position)
    $env:COMP_WORDS = $ast.ToString().Substring(0, [Math]::Min($position, $ast.ToString().Length))
    $env:COMP_WORD = $word
    $env:%(complete_var)s = 'powershell_complete'
    try {
        %(prog_name)s | ForEach-Object {
            [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
        }
    } finally {
        Remove-Item Env:COMP_WORDS, Env:COMP_WORD, Env:%(complete_var)s
    }
}
"""


class PowerShellComplete(ShellComplete):
    """PowerShell, for ``click.shell_completion``."""

    name = "powershell"
    source_template = _SOURCE

    def get_completion_args(self) -> tuple[list[str], str]:
        """The complete words after the program's name, and the one that is being typed."""
        typed = os.environ.get("COMP_WORD", "")
        words = split_arg_string(os.environ["COMP_WORDS"])[1:]
        return words[:-1] if typed and words else words, typed

    def format_completion(self, item: CompletionItem) -> str:
        """One line of the answer."""
        return str(item.value)
