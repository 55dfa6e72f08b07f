"""The branches of a script: a log line at the start of each recipe and each block tells which of them a run took.

The lines of the script stay where they are, so that complaints about it have their places. Static methods of snippets
have no logger, and are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from connectorsmith.emitters.script_origins import Origin, ScriptText
from connectorsmith.runtime.message import Response
from connectorsmith.runtime.script_host import ScriptCall, ScriptHost

_MARK: Final = "connectorsmith:branch:"
_BLOCK: Final = re.compile(r"(if|else|foreach|for|while|catch|finally)\b")
_CASE: Final = re.compile(r"(case\b.*|default):")
_METHOD: Final = re.compile(r"    (?:public|private|protected|internal)\b(?P<rest>[^=;]*)")
_ENDS: Final = (";", "{", "}")


class Branch(Struct, frozen=True):
    """A branch: where its code comes from, and the line of C# that leads into it."""

    origin: Origin
    code: str


class MarkedScript(Struct, frozen=True):
    """A script that tells its branches, by number."""

    script: ScriptText
    branches: tuple[Branch, ...]


def mark_branches(written: ScriptText) -> MarkedScript:
    """The script with a log line in each branch that a recipe or a snippet has made."""
    lines = written.text.split("\n")
    branches: list[Branch] = []
    for index, (leads, origin, after) in _places(lines, written.origins):
        call = f'Context.Logger.LogTrace("{_MARK}{len(branches)}");'
        branches.append(Branch(origin, leads.strip()))
        lines[index] = f"{lines[index]} {call}" if after else _before(lines[index], call)
    return MarkedScript(ScriptText("\n".join(lines), written.origins), tuple(branches))


def _before(line: str, call: str) -> str:
    indent = len(line) - len(line.lstrip())
    return f"{line[:indent]}{call} {line[indent:]}"


def _places(lines: list[str], origins: dict[int, Origin]) -> Iterator[tuple[int, tuple[str, Origin, bool]]]:
    """The lines that begin a branch: what leads into it, its origin, and whether the mark goes behind the line."""
    static, previous, last = True, "", None
    for index, line in enumerate(lines):
        code, origin = line.strip(), origins.get(index + 1)
        method = _METHOD.match(line)
        if method is not None:
            static, last = "static" in method["rest"].partition("(")[0].split(), None
        elif origin is not None and code and not static:
            if code == "{" and _opens(previous):
                yield index, (previous, origin, True)
            elif _CASE.match(previous):
                yield index, (previous, origin, False)
            elif not isinstance(origin, tuple) and origin != last and previous.endswith(_ENDS) and _begins(code):
                yield index, (code, origin, False)
            last = origin
        if code and not code.startswith("//"):
            previous = code


def _opens(line: str) -> bool:
    """Whether the brace after a line begins the block of a statement; that of ``foreach (var x in new[]`` does not."""
    code = line.partition(" //")[0].rstrip()
    return _BLOCK.match(code) is not None and (code.endswith(")") or code.isalpha())


def _begins(code: str) -> bool:
    """Whether a mark may be before a line: it is a statement, and no part of one."""
    return not code.startswith(("{", "}", "else", "catch", "finally", "case ", "default:", "//", "."))


class BranchCounter:
    """A host of scripts that keeps the numbers of the branches that were taken, and passes other log lines on."""

    def __init__(self, host: ScriptHost) -> None:
        self._host = host
        self.taken: set[int] = set()

    async def run(self, call: ScriptCall) -> Response:
        """The response of the script; see ``ScriptHost``."""

        def heard(level: str, message: str) -> None:
            if message.startswith(_MARK):
                self.taken.add(int(message.removeprefix(_MARK)))
            elif call.log is not None:
                call.log(level, message)

        return await self._host.run(replace(call, log=heard))
