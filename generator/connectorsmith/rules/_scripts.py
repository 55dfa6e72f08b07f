"""The text of a connector's custom code as rules read it: the author's file and the snippets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import SPEC, Pointer
from connectorsmith.model import Connector
from connectorsmith.model.script import SCRIPT, Snippet

_NOT_CODE: Final = re.compile(r'//[^\n]*|/\*.*?\*/|@"(?:[^"]|"")*"|"(?:[^"\\\n]|\\.)*"', re.DOTALL)


def written_code(connector: Connector) -> Iterator[tuple[str, Pointer, str]]:
    """The name, the place and the text of each file of C# that an author wrote."""
    if connector.own_script and SCRIPT in connector.assets:
        yield SCRIPT, SPEC / "script", _text(connector.assets[SCRIPT])
    seen: set[str] = set()
    for operation in connector.scripted:
        for recipe in (one for one in operation.script or () if isinstance(one, Snippet)):
            if recipe.asset in connector.assets and recipe.asset not in seen:
                seen.add(recipe.asset)
                yield recipe.asset, recipe.at / "file", _text(connector.assets[recipe.asset])


def without_texts(code: str) -> str:
    """C# with its comments left out and its strings empty, line ends kept."""
    return _NOT_CODE.sub(lambda match: "\n" * match[0].count("\n") or '""', code)


def _text(content: bytes) -> str:
    return content.decode("utf-8-sig", errors="replace")
