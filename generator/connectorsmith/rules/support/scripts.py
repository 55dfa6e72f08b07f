"""The text of a connector's custom code as rules read it: the author's file and the snippets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from msgspec import Struct

from connectorsmith.diagnostics import Finding, Pointer
from connectorsmith.model import Connector
from connectorsmith.model.script import SCRIPT, Snippet

_NOT_CODE: Final = re.compile(
    r"""//[^\n]*|/\*.*?(?:\*/|\Z)|@"(?:[^"]|"")*+"?|"(?:[^"\\\n]|\\.)*+"?|'(?:[^'\\\n]|\\[^\n][^'\n]*)'""", re.DOTALL
)
_SIGN: Final = re.compile(r"[^\n]")


class AuthorCode(Struct, frozen=True):
    """A file of C# that an author wrote: its name, its text, and the recipe that names it if it is a snippet."""

    name: str
    text: str
    recipe: Pointer | None = None

    @property
    def plain(self) -> str:
        """The text without what is in comments and strings."""
        return without_texts(self.text)

    @property
    def start(self) -> Pointer:
        """The place of the whole: the recipe of a snippet, else the file."""
        return Pointer(self.name) if self.recipe is None else self.recipe

    def finding(self, offset: int, message: str, hint: str) -> Finding:
        """A finding at an offset: placed in the author's file, or at the recipe with the line."""
        line = self.text.count("\n", 0, offset) + 1
        if self.recipe is not None:
            return Finding(self.recipe, f"{self.name} {message} (line {line})", hint)
        column = offset - self.text.rfind("\n", 0, offset)
        return Finding(Pointer(self.name) / line / column, f"{self.name} {message}", hint)


def written_code(connector: Connector) -> Iterator[AuthorCode]:
    """Each file of C# that an author wrote."""
    if connector.own_script and SCRIPT in connector.assets:
        yield AuthorCode(SCRIPT, _text(connector.assets[SCRIPT]))
    seen: set[str] = set()
    for operation in connector.scripted:
        for recipe in (one for one in operation.script or () if isinstance(one, Snippet)):
            if recipe.asset in connector.assets and recipe.asset not in seen:
                seen.add(recipe.asset)
                yield AuthorCode(recipe.asset, _text(connector.assets[recipe.asset]), recipe.at / "file")


@lru_cache(maxsize=4)  # each of the rules about scripts asks for the same few files
def without_texts(code: str) -> str:
    """C# with blanks in place of its comments, and of what its strings and signs hold; all else stays where it is."""
    return _NOT_CODE.sub(lambda match: _blanked(match[0]), code)


def _blanked(text: str) -> str:
    inside = _SIGN.sub(" ", text)
    if text.startswith("/"):
        return inside
    mark = text[-1]
    return f"{mark}{inside[1:-1]}{mark}" if len(text) > 1 and mark in "\"'" else f'"{inside[1:]}'


def _text(content: bytes) -> str:
    return content.decode("utf-8-sig", errors="replace")
