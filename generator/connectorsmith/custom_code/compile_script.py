"""A connector's script: generated, compiled, with every complaint placed at the recipe or the snippet it is about."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from msgspec import Struct

from connectorsmith.custom_code.mono import NAMESPACE, CompileFault
from connectorsmith.custom_code.runner import ScriptRunner
from connectorsmith.diagnostics import Diagnostic, Pointer, Severity, Span
from connectorsmith.emitters.csharp import INDENT
from connectorsmith.emitters.script import script
from connectorsmith.emitters.script_origins import ScriptText
from connectorsmith.errors import UnknownNameError
from connectorsmith.model import Connector, Operation
from connectorsmith.model.script import SCRIPT
from connectorsmith.source.document import Document, place

NOT_COMPILED: Final = "script-does-not-compile"
FAILED: Final = "script-failed"
NEWER: Final = "newer versions of .NET have this; the platform compiles scripts against .NET Standard 2.0"
_NAME: Final = re.compile(r"\b[A-Z]\w{3,40}\b")
_UNEXPECTED: Final = "        catch (Exception fault)\n"
"""The code of a generated script that catches unexpected exceptions; it precedes all other code of this form."""
_NOTED: Final = "        catch (Exception fault) when (global::Failure.Note(fault))\n"
"""The same line where the script is run here: the answer stays what it is, and the harness knows of the exception."""
_LINE: Final = re.compile(rf"{NAMESPACE}/{re.escape(SCRIPT)}:(\d+)")
_TOKENS: Final = re.compile(
    r"""//[^\n]*|/\*.*?(?:\*/|\Z)|\$?@\$?"(?:""|[^"])*+"?|"(?:\\.|[^"\\\n])*+"?|'(?:\\.|[^'\\\n])*+'?|[{}\n]""",
    re.DOTALL,
)
"""Comments and texts of C#, whose braces do not count, and what does."""


class Compiled(Struct, frozen=True):
    """The result of compiling a script. The library exists only if compiling succeeded, without diagnostics."""

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
    watched = written.text if _is_own(written) else written.text.replace(_UNEXPECTED, _NOTED, 1)
    library, faults = runner.compile({NAMESPACE: watched})
    noted = list(_open_braces(written, folder)) if faults else []
    noted = noted or [_diagnostic(fault, written, folder) for fault in _first(faults)]
    return Compiled(library, tuple(place(diagnostic, {"spec": document}) for diagnostic in noted))


def failure(
    error: Mapping[str, str], operation: Operation, written: ScriptText, document: Document, folder: Path
) -> Diagnostic:
    """Say what a run's ``error`` was, at the innermost line of its trace that represents a recipe or in a file."""
    lines = [int(number) for number in _LINE.findall(error["stack"])]
    known = [number for number in lines if number in written.origins]
    message = f"{operation.id} failed: {error['type']}: {error['message']}"
    if not known:
        hint = f"line {lines[0]} of {SCRIPT} is: {written.lines[lines[0] - 1].strip()}" if lines else None
        return place(Diagnostic(FAILED, Severity.ERROR, message, operation.at, hint=hint), {"spec": document})
    at, span, hint = _where(known[0], written, folder)
    return place(Diagnostic(FAILED, Severity.ERROR, message, at, span, hint), {"spec": document})


def _is_own(written: ScriptText) -> bool:
    """Whether a script is the author's file; the head of a generated one has no author."""
    return written.origins.get(1) == (SCRIPT, 1)


def _first(faults: Sequence[CompileFault]) -> list[CompileFault]:
    """One complaint for each line: what follows on the same line follows from it."""
    return list({fault.line: fault for fault in reversed(faults)}.values())[::-1]


def _open_braces(written: ScriptText, folder: Path) -> Iterator[Diagnostic]:
    """The snippets whose braces do not match: the compiler complains only about the code that follows them."""
    snippets: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for number, origin in written.origins.items():
        if isinstance(origin, tuple) and origin[0] != SCRIPT:
            snippets[origin[0]].append((origin[1], written.lines[number - 1]))
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
    number = min(fault.line, len(written.lines))  # what is missing at the end is missed on the line after it
    at, span, hint = _where(number, written, folder, fault.column if number == fault.line else 1)
    hint = _older(written.lines[number - 1], fault.column) if fault.newer else hint
    return Diagnostic(NOT_COMPILED, Severity.ERROR, f"{fault.message} ({fault.code})", at, span, hint)


def _older(line: str, column: int) -> str:
    """Why a line does not compile on the platform, and what to write for the member at or after a column."""
    cures = _cures()
    names = [*(name[0] for name in _NAME.finditer(line, max(0, column - 1))), *_NAME.findall(line)]
    cure = next((cures[name] for name in names if name in cures), None)
    return NEWER if cure is None else f"{NEWER}: write {cure}"


@cache
def _cures() -> dict[str, str]:
    """Replacements of members or overloads that .NET Standard 2.0 lacks."""
    text = (files("connectorsmith.custom_code") / "harness" / "newer-members.json").read_text("utf-8")
    found: dict[str, str] = json.loads(text)
    return found


def _where(
    number: int, written: ScriptText, folder: Path, column: int = 1
) -> tuple[Pointer | None, Span | None, str | None]:
    """Where a line of a script was written: in the spec, or in a file; if in none, the line itself as a hint."""
    origin = written.origins.get(number)
    if isinstance(origin, tuple):
        shift = 0 if origin[0] == SCRIPT else len(INDENT)
        return None, Span(folder / origin[0], origin[1], max(1, column - shift)), None
    hint = f"line {number} of {SCRIPT} is: {written.lines[number - 1].strip()}"
    return origin, None, hint


def operation_of(connector: Connector, name: str) -> Operation:
    """The operation of this name that runs through the script. Raises UnknownNameError."""
    listed = (connector.properties and connector.properties.script_operations) or ()
    through = (one for one in connector.operations if not listed or one.id in listed)
    known = {one.id: one for one in (through if connector.own_script else connector.scripted) if one.id}
    if name not in known:
        raise UnknownNameError("operation with custom code", name, tuple(known))
    return known[name]
