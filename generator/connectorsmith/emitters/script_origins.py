"""Where the lines of a script come from: marked while it is put together, and noted when it is done."""

from __future__ import annotations

from functools import cached_property
from typing import Final

from msgspec import Struct, field

from connectorsmith.diagnostics import Pointer

Origin = Pointer | tuple[str, int]
"""A recipe, or a snippet by its name among the assets and its line."""
_MARK: Final = "\ue000"
"""A private character before the number of a line's origin; no text of a spec reaches C# with it unescaped."""


class ScriptText(Struct, frozen=True, dict=True):
    """A script, and the origin of each of its lines (by number, from 1) that has one."""

    text: str
    origins: dict[int, Origin]

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the script, without their ends; each error of a compiler asks for one of them."""
        return self.text.split("\n")


class Origins(Struct):
    """The origins of the lines of one script, each by the number that its line is marked with."""

    known: list[Origin] = field(default_factory=list)

    def mark(self, line: str, origin: Origin) -> str:
        """Mark a line."""
        self.known.append(origin)
        return f"{line}{_MARK}{len(self.known) - 1}"

    def mark_all(self, text: str, origin: Origin) -> str:
        """Mark every line of a text; blank ones, which a template leaves behind, go."""
        return "\n".join(self.mark(line.rstrip(), origin) for line in text.strip("\n").split("\n") if line.strip())

    def read(self, text: str) -> ScriptText:
        """Take the marks out of a text, and note which line each stood on."""
        found: dict[int, Origin] = {}
        lines: list[str] = []
        for number, line in enumerate(text.split("\n"), start=1):
            code, mark, origin = line.rpartition(_MARK)
            if mark:
                found[number] = self.known[int(origin)]
            lines.append(code if mark else line.rstrip())
        return ScriptText("\n".join(lines), found)
