"""A script reads an answer of bytes as text.

Why: bytes that are not valid UTF-8 are replaced when they are read as text, so that the file is damaged for good.
Write: ReadAsByteArrayAsync or ReadAsStreamAsync, or return the answer as it came.
Bad:
    GetPhoto answers a file     # script.csx: var text = await response.Content.ReadAsStringAsync();
Good:
    GetPhoto answers a file     # script.csx: var bytes = await response.Content.ReadAsByteArrayAsync();
Source: https://learn.microsoft.com/dotnet/api/system.net.http.httpcontent.readasstringasync,
    https://github.com/microsoft/Power-Fx/pull/2952
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector, Operation
from connectorsmith.model.script import Snippet
from connectorsmith.rules.support.script_methods import branch_end, called, method_bodies
from connectorsmith.rules.support.scripts import AuthorCode, written_code

_READS: Final = re.compile(r"\b(?P<whose>(?:\w+\.){1,3})Content\.ReadAsStringAsync\b")
_NEXT_CASE: Final = re.compile(r"\bcase\b|\bdefault\b|\}")
_BYTES: Final = frozenset({"binary", "file"})


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the snippets and branches of operations whose answers are files."""
    operations = [one for one in connector.operations if _answers_bytes(connector, one)]
    seen: set[tuple[str, int]] = set()
    for code, start, end in (stretch for one in operations for stretch in _code_of(connector, one)):
        for read in _READS.finditer(code.plain, start, end):
            if "request" not in read["whose"].lower() and (code.name, read.start()) not in seen:
                seen.add((code.name, read.start()))
                yield code.finding(read.start(), "reads an answer of bytes as text", "write ReadAsByteArrayAsync")


def _answers_bytes(connector: Connector, operation: Operation) -> bool:
    """Whether every successful answer with a schema is a file."""
    schemas = [
        connector.resolve(answer.schema)
        for status, answer in (operation.responses or {}).items()
        if status.startswith("2") and answer.schema is not None
    ]
    return bool(schemas) and all(one.type == "file" or one.format in _BYTES for one in schemas)


def _code_of(connector: Connector, operation: Operation) -> Iterator[tuple[AuthorCode, int, int]]:
    """The stretches of code that answer for one operation."""
    snippets = {one.asset for one in operation.script or () if isinstance(one, Snippet)}
    for code in written_code(connector):
        if code.recipe is not None:
            if code.name in snippets:
                yield code, 0, len(code.text)
        elif operation.id:
            yield from ((code, *stretch) for stretch in _branches(code, operation.id))


def _branches(code: AuthorCode, name: str) -> Iterator[tuple[int, int]]:
    """What follows the name of an operation in a script, up to the next branch, and the methods called there.

    A script that asks for no operation treats all of them alike.
    """
    if "OperationId" not in code.plain:
        yield 0, len(code.text)
        return
    bodies = method_bodies(code.plain)
    for found in re.finditer(f'"{re.escape(name)}"', code.text):
        start = found.end()
        end = branch_end(code.plain, start, len(code.plain))
        if code.text.startswith(":", start):
            following = _NEXT_CASE.search(code.plain, start)
            end = following.start() if following else end
        yield start, end
        for method in called(code.plain, start, end):
            yield from bodies.get(method, [])
