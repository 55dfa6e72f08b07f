"""Syntax faults of YAML in plain words, with the place of the fault and what to write instead."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from connectorsmith.diagnostics import Diagnostic, Severity, Span
from connectorsmith.source.lines import with_line_feeds

Words = tuple[str, str]
"""The message and the hint of a fault."""

_CURES: tuple[tuple[str, str, str], ...] = (
    ("could not find expected ':'", "this key has no colon", "write `key: value`, with a space after the colon"),
    ("expected ',' or ']'", "the list in brackets goes wrong here",
     "write a comma or ]; put a text that has commas or brackets in quotes"),
    ("expected ',' or '}'", "the mapping in braces goes wrong here",
     "write a comma or }; put a text that has commas, braces, or a colon and a space in quotes"),
    ("unexpected end of stream", "the text that begins here has no closing quote", "close the quote"),
    ("alphabetic or numeric", "a text cannot begin with * or &", "put it in quotes"),
    ("undefined alias", "a text cannot begin with *", "put it in quotes"),
    ("unknown escape character", "in double quotes a backslash begins an escape, and this one does not exist",
     "write \\\\ for a backslash, or use single quotes"),
    ("hexadecimal numbers", "this escape has too few hexadecimal digits",
     "write two after \\x, four after \\u, eight after \\U, or \\\\ for a backslash"),
    ("cannot start any token", "a text cannot begin with this character", "put it in quotes"),
    ("expected the node content", "no value can begin with this character", "put the text in quotes"),
    ("sequence entries are not allowed", "a list cannot begin behind a key in the same line",
     "begin each item on a line of its own, or write [a, b]; put a text that begins with a dash in quotes"),
    ("a comment or a line break", "a text cannot begin with | or > in the same line", "put it in quotes"),
    ("indentation indicators", "a text cannot begin with | or > in the same line", "put it in quotes"),
    ("mapping keys are not allowed", "a question mark is not allowed here", "put the text in quotes"),
    ("expected URI", "a text cannot begin with !", "put it in quotes"),
    ("expected ' '", "a text cannot begin with !", "put it in quotes"),
)  # fmt: skip  # a table, a row a line
"""Parts of what PyYAML's own parser says (scanner.py and parser.py of 6.0); words that are not here have _UNKNOWN."""
_NO_CHARACTER: Words = (
    "this escape names a character that does not exist",
    "write \\\\ for a backslash, or use single quotes",
)
_UNKNOWN: Words = ("this is not YAML", "check quotes, brackets and indentation around this place")
_BELONGS_NOWHERE = ("expected <block end>", "expected '<document start>'")
_SHOWN_WHERE_IT_BEGAN = ("could not find expected ':'", "unexpected end of stream", "alphabetic or numeric")
_KEY_LENGTH = 1024
"""Characters that a key may have, https://yaml.org/spec/1.2.2/#742-flow-mappings."""
_NO_KEY = re.compile(r"[,{\[] ?")
_LONG_KEY: Words = (
    f"a key may have {_KEY_LENGTH:,} characters; this one has more",
    "shorten the key; put a text that has a colon and a space in quotes",
)
_BREAKS = "\x85\u2028\u2029"
"""Line breaks to readers of YAML 1.1, but not to editors or to readers of YAML 1.2, so that they can hide a line."""
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def unprintable_character(text: str, file: Path) -> Diagnostic | None:
    """The first character that YAML does not allow, or that is a line break to some of its readers only.

    Source: https://yaml.org/spec/1.2.2/#51-character-set and #54-line-break-characters.
    """
    found = _UNPRINTABLE.search(text)
    if found is None:
        return None
    before = with_line_feeds(text[: found.start()])
    span = Span(file, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
    code = ord(found.group())
    what = "ends a line for some YAML readers only" if found.group() in _BREAKS else "is not allowed in YAML"
    message = f"the character U+{code:04X} {what}"
    return Diagnostic("unprintable-character", Severity.ERROR, message, span=span,
                      hint=f'remove it, or write "\\u{code:04x}" in double quotes')  # fmt: skip


def syntax_fault(error: Exception, reached: Any, text: str, file: Path) -> Diagnostic:
    """One diagnostic for text that is not YAML: where the parser gave up, or where it began what it could not end.

    ``reached`` is the parser's mark where it stopped: the place of an error that names none.
    """
    problem, context = str(getattr(error, "problem", "")), str(getattr(error, "context", ""))
    began: Any = getattr(error, "context_mark", None)
    mark: Any = getattr(error, "problem_mark", None) or began or reached
    if began is not None and any(part in problem for part in _SHOWN_WHERE_IT_BEGAN):
        mark = began
    lines = text.splitlines() or [""]
    line, column = _place(mark, lines)
    if "escape" in problem or not problem:
        column = max(0, lines[line].rfind("\\", 0, column))
    message, hint = _words(problem, lines, line, column)
    related: tuple[tuple[str, Span], ...] = ()
    if began is not None and "parsing a flow" in context:
        opened = _place(began, lines)
        related = (("it begins here", Span(file, opened[0] + 1, opened[1] + 1)),)
    span = Span(file, line + 1, column + 1)
    return Diagnostic("yaml-syntax", Severity.ERROR, message, span=span, hint=hint, related=related)


def _place(mark: Any, lines: list[str]) -> tuple[int, int]:
    """Line and column of a mark, both 0-based; the end of the file is the end of its last line."""
    return (mark.line, mark.column) if mark.line < len(lines) else (len(lines) - 1, len(lines[-1]))


def _words(problem: str, lines: list[str], line: int, column: int) -> Words:
    before, after = lines[line][:column], lines[line][column:]
    if after.startswith("\t") and before.strip():
        return "there is a tab here", "write blanks, or put the text in quotes"
    if after.startswith("\t") or "\t" in before[: len(before) - len(before.lstrip())]:
        return "there is a tab in the indentation", "indent with spaces"
    key = _NO_KEY.split(before)[-1].lstrip()
    if max(len(key) if after.startswith(":") and ": " not in key else 0, after.find(": ")) > _KEY_LENGTH:
        return _LONG_KEY
    if "mapping values are not allowed" in problem:
        return _colon(before, lines[:line])
    if any(part in problem for part in _BELONGS_NOWHERE):
        return _stranger(before, after)
    if not problem and after.startswith("\\U"):
        return _NO_CHARACTER
    for part, message, hint in _CURES:
        if part in problem:
            return message, hint
    return _UNKNOWN


def _colon(before: str, above: list[str]) -> Words:
    """Tell apart the reasons for a colon where no key can end."""
    if ": " in before:
        return "a text with a colon and a space needs quotes", "put the text in quotes"
    last = next((line for line in reversed(above) if line.strip()), "")
    if len(before) - len(before.lstrip()) > len(last) - len(last.lstrip()):
        return "this line is indented deeper than the line above, which has its value", "indent both lines alike"
    return "the line above has no colon with a space after it", "write `key: value`"


def _stranger(before: str, after: str) -> Words:
    """Tell apart the reasons for something that belongs to no line above it."""
    if after[:1] in ("}", "]"):
        return f"this {after[0]} closes nothing", "remove it, or write what it closes before it"
    if not before.strip():
        return "the indentation fits no line above", "indent the line like the keys beside it"
    if before.rstrip()[-1] in "'\"":
        return "the text in quotes ends before this", "write a quote inside the text twice, or use the other quotes"
    return "a key must begin here", "begin a new line, or put the text in quotes"
