"""Findings as Azure Pipelines logging commands, which list them on the page of the run.

Escapes: https://github.com/microsoft/azure-pipelines-task-lib/blob/master/node/taskcommand.ts
"""

from __future__ import annotations

from collections.abc import Sequence

from connectorsmith.diagnostics.diagnostic import Diagnostic, Severity
from connectorsmith.diagnostics.presentation import Presentation


def write(diagnostics: Sequence[Diagnostic], presentation: Presentation) -> str:
    """Write one command on one line for each error and warning; Azure has none for a note, which stays plain text."""
    return "".join(_line(one, presentation) + "\n" for one in diagnostics)


def _line(diagnostic: Diagnostic, presentation: Presentation) -> str:
    message = f"{diagnostic.message} (help: {diagnostic.hint})" if diagnostic.hint else diagnostic.message
    if diagnostic.severity is Severity.INFO:
        place = f"{presentation.place(diagnostic.span)}: " if diagnostic.span else ""
        return _plain(f"{place}{diagnostic.severity.word}: {message} [{diagnostic.rule}]")
    properties = {"type": diagnostic.severity.word}
    if diagnostic.span:
        properties["sourcepath"] = presentation.name(diagnostic.span.file)
        properties["linenumber"] = str(diagnostic.span.line)
        properties["columnnumber"] = str(diagnostic.span.column)
    properties["code"] = diagnostic.rule
    written = "".join(f"{key}={_property(value)};" for key, value in properties.items())
    return f"##vso[task.logissue {written}]{_message(message)}"


def _plain(text: str) -> str:
    """The text on one line, without what the agent would take for a command, which it looks for anywhere in a line."""
    return " ".join(text.split()).replace("##", "# #")


def _message(text: str) -> str:
    return text.replace("%", "%AZP25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace("]", "%5D").replace(";", "%3B")
