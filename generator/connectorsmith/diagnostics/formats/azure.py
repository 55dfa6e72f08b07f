"""Findings as Azure Pipelines logging commands, which list them on the page of the run.

Escapes: https://github.com/microsoft/azure-pipelines-task-lib/blob/master/node/taskcommand.ts
"""

from __future__ import annotations

from collections.abc import Sequence

from connectorsmith.diagnostics.diagnostic import Diagnostic, Severity
from connectorsmith.diagnostics.presentation import Presentation
from connectorsmith.diagnostics.printable import one_line


def write(diagnostics: Sequence[Diagnostic], presentation: Presentation) -> str:
    """Write one command on one line for each error and warning; Azure has none for a note, which stays plain text."""
    return "".join(_line(one, presentation) + "\n" for one in diagnostics)


def _line(diagnostic: Diagnostic, presentation: Presentation) -> str:
    message = f"{diagnostic.message} (help: {diagnostic.hint})" if diagnostic.hint else diagnostic.message
    if diagnostic.severity is Severity.INFO:
        place = f"{presentation.place(diagnostic.span)}: " if diagnostic.span else ""
        return one_line(f"{place}{diagnostic.severity.word}: {message} [{diagnostic.rule}]")
    properties = {"type": diagnostic.severity.word}
    if diagnostic.span:
        properties["sourcepath"] = presentation.name(diagnostic.span.file)
        properties["linenumber"] = str(diagnostic.span.line)
        properties["columnnumber"] = str(diagnostic.span.column)
    properties["code"] = diagnostic.rule
    written = "".join(f"{key}={_property(value)};" for key, value in properties.items())
    return f"##vso[task.logissue {written}]{_message(message)}"


def _message(text: str) -> str:
    return one_line(text).replace("%", "%AZP25")


def _property(text: str) -> str:
    return _message(text).replace("]", "%5D").replace(";", "%3B")
