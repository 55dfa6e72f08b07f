"""Texts of others made fit to be printed: nothing in them drives a terminal, and no build server obeys them.

Azure Pipelines looks for ``##vso[`` and ``##[`` anywhere in a line, GitHub for ``##[``, and ``::`` where a line begins:
https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands
https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_ESCAPED: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Categories of characters that are shown as escapes: control and format characters, halves of pairs, line ends."""
_SHORT: Final = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ANYWHERE: Final = re.compile(r"##(?=\w*\[)")
_AT_BEGIN: Final = re.compile(r"^([^\S\n]*)::", re.MULTILINE)


def one_line(text: str) -> str:
    r"""A text on one line, with ``\x1b``, ``\u202e``, ``\n`` and the like for characters that cannot be printed.

    Commands to build servers are escaped as well.
    """
    if not text.isprintable():
        text = "".join(map(_shown, text))
    return without_commands(text)


def lines(text: str) -> str:
    """A text of several lines, each as ``one_line`` gives it; its line ends and tabs are kept."""
    if text.isascii() and text.replace("\n", "").replace("\t", "").isprintable():
        return without_commands(text)
    return without_commands("".join(one if one in "\n\t" else _shown(one) for one in text))


def without_commands(text: str) -> str:
    """A text in which no line is a command to a build server: one of its marks is written as an escape."""
    if "##" in text:
        text = _ANYWHERE.sub(r"#\\x23", text)
    return _AT_BEGIN.sub(r"\1\\x3a:", text) if "::" in text else text


def without_commands_in_json(text: str) -> str:
    """The same of a text in JSON, which still says the same."""
    return text.replace("##", "#\\u0023") if "##" in text else text


def _shown(character: str) -> str:
    if unicodedata.category(character) not in _ESCAPED:
        return character
    code = ord(character)
    if character in _SHORT:
        return _SHORT[character]
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
