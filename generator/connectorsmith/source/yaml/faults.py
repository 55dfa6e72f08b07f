"""The YAML parser's own words put into words that say what to change, at the place where the fault is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from connectorsmith.diagnostics import Diagnostic, Severity, Span

Words = tuple[str, str]
"""What is wrong, and what to write instead."""

_CURES: tuple[tuple[str, str, str], ...] = (
    ("could not find expected ':'", "this key has no colon", "write `key: value`, with a space after the colon"),
    ("expected ',' or ']'", "the list in brackets goes wrong here",
     "write a comma or ]; put a text that has commas or brackets in quotes"),
    ("expected ',' or '}'", "the mapping in braces goes wrong here",
     "write a comma or }; put a text that has commas or braces in quotes"),
    ("unexpected end of stream", "the text that begins here has no closing quote", "close the quote"),
    ("alphabetic or numeric", "a text cannot begin with * or &", "put it in quotes"),
    ("undefined alias", "a text cannot begin with *", "put it in quotes"),
    ("unknown escape character", "in double quotes a backslash begins an escape, and this one does not exist",
     "write \\\\ for a backslash, or use single quotes"),
    ("cannot start any token", "a text cannot begin with this character", "put it in quotes"),
    ("control characters are not allowed", "a control character stands here",
     "remove it, or write it as an escape in double quotes"),
    ("expected node content", "no value can begin with this character", "put the text in quotes"),
    ("block sequence entries are not allowed", "a list cannot begin behind a key in the same line",
     "begin each item on a line of its own, or write [a, b]; put a text that begins with a dash in quotes"),
    ("expected comment or line break", "a text cannot begin with | or > in the same line", "put it in quotes"),
    ("expected '-'", "a list item begins with `- `", "write the dash, or correct the indentation"),
    ("expected <block end>", "the indentation fits no line above", "indent the line like the keys beside it"),
)  # fmt: skip  # a table, a row a line
_SHOWN_WHERE_IT_BEGAN = ("could not find expected ':'", "unexpected end of stream", "alphabetic or numeric")


def syntax_fault(error: yaml.MarkedYAMLError, text: str, file: Path) -> Diagnostic:
    """One diagnostic for text that is not YAML: where the parser gave up, or where it began what it could not end."""
    problem = error.problem or str(error)
    lines = text.splitlines() or [""]
    mark: Any = error.problem_mark or error.context_mark
    if error.context_mark is not None and any(part in problem for part in _SHOWN_WHERE_IT_BEGAN):
        mark = error.context_mark
    line, column = _place(mark, lines)
    message, hint = _words(problem, lines, line, column)
    related: tuple[tuple[str, Span], ...] = ()
    if "parsing a flow" in (error.context or "") and error.context_mark is not None:
        began = _place(error.context_mark, lines)
        related = (("it begins here", Span(file, began[0] + 1, began[1] + 1)),)
    span = Span(file, line + 1, column + 1)
    return Diagnostic("yaml-syntax", Severity.ERROR, message, span=span, hint=hint, related=related)


def _place(mark: Any, lines: list[str]) -> tuple[int, int]:
    """Line and column of a mark, both 0-based; the end of the file is the end of its last line."""
    if mark is None:
        return 0, 0
    return (mark.line, mark.column) if mark.line < len(lines) else (len(lines) - 1, len(lines[-1]))


def _words(problem: str, lines: list[str], line: int, column: int) -> Words:
    before, after = lines[line][:column], lines[line][column:]
    if "\t" in before[: len(before) - len(before.lstrip())] or after.startswith("\t"):
        return "a tab stands in the indentation", "indent with spaces"
    if "mapping values are not allowed" in problem:
        return _colon(before, lines[:line])
    if after[:1] in ("}", "]") and ("expected key" in problem or "expected '-'" in problem):
        return f"this {after[0]} closes nothing", "remove it, or write what it closes before it"
    if "expected key" in problem:
        return _no_key(before)
    for part, message, hint in _CURES:
        if part in problem:
            return message, hint
    return f"this is not YAML: {problem}", "check quotes, brackets and indentation around this place"


def _colon(before: str, above: list[str]) -> Words:
    """Tell apart the reasons for a colon where no key can end."""
    if ": " in before:
        return "a text that has a colon and a space must stand in quotes", "put the text in quotes"
    last = next((line for line in reversed(above) if line.strip()), "")
    if len(before) - len(before.lstrip()) > len(last) - len(last.lstrip()):
        return "this line is indented deeper than the line above, which has its value", "indent both lines alike"
    return "the line above has no colon with a space after it", "write `key: value`"


def _no_key(before: str) -> Words:
    """Tell apart the reasons for something else where a key must begin."""
    if not before.strip():
        return "the indentation fits no line above", "indent the line like the keys beside it"
    if before.rstrip()[-1] in "'\"":
        return "the text in quotes ends before this", "write a quote inside the text twice, or use the other quotes"
    return "a key must begin here", "begin a new line, or put the text in quotes"
