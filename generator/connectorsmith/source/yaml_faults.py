"""The YAML parser's own words put into words that say what to change."""

from __future__ import annotations

from pathlib import Path

import yaml

from connectorsmith.diagnostics import Diagnostic, Severity, Span

_CURES = (
    ("mapping values are not allowed", "a colon stands where no key can be",
     "put quotes around a text that holds a colon and a space, or correct the indentation"),
    ("could not find expected ':'", "a key has no colon", "write `key: value`, with a space after the colon"),
    ("did not find expected key", "no key was found where one is due",
     "check the indentation, and close quotes and brackets"),
    ("expected <block end>", "the indentation does not fit", "indent as the lines around it"),
    ("did not find expected '-'", "a list item must start with `- `", "check the indentation of the list"),
    ("did not find expected ',' or ']'", "the list in brackets is not closed", "write a comma or ]"),
    ("expected ',' or ']'", "the list in brackets is not closed", "write a comma or ]"),
    ("did not find expected ',' or '}'", "the mapping in braces is not closed", "write a comma or }"),
    ("expected ',' or '}'", "the mapping in braces is not closed", "write a comma or }"),
    ("unexpected end of stream", "a quote is not closed before the file ends", "close the quote"),
    ("undefined alias", "* starts an alias, which the language does not have", "put the text in quotes"),
    ("unknown escape character", "a backslash in double quotes stands for an escape that does not exist",
     "write \\\\ for a backslash, or use single quotes"),
    ("cannot start any token", "this character cannot start a text", "put the text in quotes"),
    ("control characters are not allowed", "a control character stands here",
     "remove it, or write it as an escape in double quotes"),
)  # fmt: skip


def syntax_fault(error: yaml.MarkedYAMLError, text: str, file: Path) -> Diagnostic:
    """One diagnostic for text that is not YAML, at the place where the parser gave up."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark is not None else (0, 0)
    problem = error.problem or str(error)
    lines = text.splitlines()
    if line >= len(lines):  # the end of the file: show the last line that is there
        line, column = max(0, len(lines) - 1), len(lines[-1]) if lines else 0
    message, hint = _words(problem, lines[line] if lines else "", column)
    return Diagnostic("yaml-syntax", Severity.ERROR, message, span=Span(file, line + 1, column + 1), hint=hint)


def _words(problem: str, line: str, column: int) -> tuple[str, str]:
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent or line[column : column + 1] == "\t":
        return "a tab stands in the indentation", "indent with spaces"
    for part, message, hint in _CURES:
        if part in problem:
            return message, hint
    return f"this is not YAML: {problem}", "check quotes, brackets and indentation around this place"
