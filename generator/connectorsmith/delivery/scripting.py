"""A connector's script: generated, compiled, with every complaint placed at the recipe or the snippet it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

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
    placed = [place(_diagnostic(fault, written, folder), {"spec": document}) for fault in _first(faults)]
    return Compiled(library, tuple(placed))


def _first(faults: Sequence[CompileFault]) -> list[CompileFault]:
    """One complaint for each line: what follows on the same line follows from it."""
    return list({fault.line: fault for fault in reversed(faults)}.values())[::-1]


def _diagnostic(fault: CompileFault, written: ScriptText, folder: Path) -> Diagnostic:
    origin = written.origins.get(fault.line)
    at = origin if isinstance(origin, Pointer) else None
    span = None
    if isinstance(origin, tuple):
        shift = 0 if origin[0] == SCRIPT else len(INDENT)
        span = Span(folder / origin[0], origin[1], max(1, fault.column - shift))
    message = f"{fault.message} ({fault.code})"
    line = written.text.splitlines()[fault.line - 1].strip()
    hint = None if span else f"line {fault.line} of {SCRIPT} is: {line}"
    return Diagnostic("script-does-not-compile", Severity.ERROR, message, at, span, hint)


def operation_of(connector: Connector, name: str) -> Operation:
    """The operation of this name that runs through the script. Raises UnknownNameError."""
    listed = (connector.properties and connector.properties.script_operations) or ()
    through = (one for one in connector.operations if not listed or one.id in listed)
    known = {one.id: one for one in (through if connector.own_script else connector.scripted) if one.id}
    if name not in known:
        raise UnknownNameError("operation with custom code", name, tuple(known))
    return known[name]
