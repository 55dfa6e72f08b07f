"""A connector's script: generated, compiled, with every complaint placed at the recipe or the snippet it is about."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from connectorsmith.delivery.mono import CompileFault
from connectorsmith.delivery.script_runner import ScriptRunner
from connectorsmith.diagnostics import Diagnostic, Pointer, Severity, Span
from connectorsmith.emitters.csharp import INDENT
from connectorsmith.emitters.script import script
from connectorsmith.emitters.script_origins import ScriptText
from connectorsmith.errors import UnknownNameError
from connectorsmith.model import Connector, Operation
from connectorsmith.model.script import SCRIPT
from connectorsmith.source.document import Document, place

NAMESPACE = "Connector"
"""The namespace that a script gets when it is compiled alone."""
NOT_COMPILED: Final = "script-does-not-compile"
_TOKENS: Final = re.compile(
    r"""//[^\n]*|/\*.*?\*/|\$?@\$?"(?:""|[^"])*"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'|[{}\n]""", re.DOTALL
)
"""Comments and texts of C#, whose braces do not count, and what does."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """What compiling a script gave: the library if there are no diagnostics."""

    library: Path
    diagnostics: tuple[Diagnostic, ...]


def script_of(connector: Connector) -> ScriptText | None:
    """The script of a connector: the author's file, or the generated one; ``None`` if it has no custom code."""
    if connector.own_script:
        text = connector.assets[SCRIPT].decode("utf-8-sig", errors="replace")
        return ScriptText(text, {number: (SCRIPT, number) for number in range(1, text.count("\n") + 2)})
    return script(connector) if connector.scripted else None


def compile_script(runner: ScriptRunner, written: ScriptText, document: Document, folder: Path) -> Compiled:
    """Compile a script; ``folder`` is where the spec's files lie. Raises ToolError if there is no compiler."""
    library, faults = runner.compile({NAMESPACE: written.text})
    said = list(_open_braces(written, folder)) if faults else []
    said = said or [_diagnostic(fault, written, folder) for fault in _first(faults)]
    return Compiled(library, tuple(place(diagnostic, {"spec": document}) for diagnostic in said))


def _first(faults: Sequence[CompileFault]) -> list[CompileFault]:
    """One complaint for each line: what follows on the same line follows from it."""
    return list({fault.line: fault for fault in reversed(faults)}.values())[::-1]


def _open_braces(written: ScriptText, folder: Path) -> Iterator[Diagnostic]:
    """The snippets whose braces do not match: the compiler complains only about the code that follows them."""
    lines = written.text.split("\n")
    snippets: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for number, origin in written.origins.items():
        if isinstance(origin, tuple) and origin[0] != SCRIPT:
            snippets[origin[0]].append((origin[1], lines[number - 1]))
    for name, snippet in snippets.items():
        odd = _odd_brace("\n".join(text for _, text in snippet))
        if odd is not None:
            index, message = odd
            yield Diagnostic(NOT_COMPILED, Severity.ERROR, message, None, Span(folder / name, snippet[index][0], 1))


def _odd_brace(code: str) -> tuple[int, str] | None:
    """The line, from 0, of the first brace that closes nothing or is never closed, and what to say of it."""
    line, opened = 0, list[int]()
    for token in _TOKENS.finditer(code):
        if token[0] == "{":
            opened.append(line)
        elif token[0] == "}":
            if not opened:
                return line, "this } closes nothing"
            opened.pop()
        line += token[0].count("\n")
    return (opened[0], "a { that is opened here, or inside, is never closed") if opened else None


def _diagnostic(fault: CompileFault, written: ScriptText, folder: Path) -> Diagnostic:
    lines = written.text.split("\n")
    number = min(fault.line, len(lines))  # what is missing at the end is missed on the line after it
    origin = written.origins.get(number)
    at = origin if isinstance(origin, Pointer) else None
    span = None
    if isinstance(origin, tuple):
        shift = 0 if origin[0] == SCRIPT else len(INDENT)
        column = fault.column - shift if number == fault.line else 1
        span = Span(folder / origin[0], origin[1], max(1, column))
    message = f"{fault.message} ({fault.code})"
    hint = None if span else f"line {number} of {SCRIPT} is: {lines[number - 1].strip()}"
    return Diagnostic(NOT_COMPILED, Severity.ERROR, message, at, span, hint)


def operation_of(connector: Connector, name: str) -> Operation:
    """The operation of this name that runs through the script. Raises UnknownNameError."""
    listed = (connector.properties and connector.properties.script_operations) or ()
    through = (one for one in connector.operations if not listed or one.id in listed)
    known = {one.id: one for one in (through if connector.own_script else connector.scripted) if one.id}
    if name not in known:
        raise UnknownNameError("operation with custom code", name, tuple(known))
    return known[name]
