"""Findings on the terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

import click

from connectorsmith.diagnostics import Diagnostic, Rule, formats
from connectorsmith.diagnostics.presentation import Presentation
from connectorsmith.language.secrets import SECRET

_PICTURES: Final = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
"""How files begin of which no line can be shown."""


def coloured(stream: object = None) -> bool:
    """Whether to colour: on a terminal, unless NO_COLOR says no (https://no-color.org)."""
    stream = stream or sys.stdout
    return bool(getattr(stream, "isatty", lambda: False)()) and not os.environ.get("NO_COLOR")


def report(
    diagnostics: Sequence[Diagnostic], form: str = "text", rules: tuple[Rule, ...] = (), err: bool = False
) -> None:
    """Print findings in one of the output formats; with ``err`` where they are not what the verb was asked for."""
    shown = Presentation(
        lines=partial(_without_secrets, diagnostics),
        rules=rules,
        colour=form == "text" and coloured(sys.stderr if err else None),
    )
    text = formats.write(diagnostics, form, shown)
    if text:
        click.echo(text.removesuffix("\n"), err=err)


def _without_secrets(diagnostics: Sequence[Diagnostic], file: Path) -> Sequence[str]:
    """The lines of a file, each cut off before the value of a secret that was found in it."""
    lines = _lines(file)
    ends: dict[int, int] = {}
    for span in (item.span for item in diagnostics if item.rule == SECRET and item.span and item.span.file == file):
        ends[span.line] = min(span.column + span.length, ends.get(span.line, span.column + span.length))
    return [f"{line[: ends[number] - 1]}: …" if number in ends else line for number, line in enumerate(lines, 1)]


def _lines(file: Path) -> Sequence[str]:
    """The lines of a file to show; of a picture, or of what cannot be read, none."""
    try:
        content = file.read_bytes()
    except OSError:
        return ()
    if content.startswith(_PICTURES):
        return ()
    text = content.decode("utf-8", errors="replace")
    if file.suffix.lower() == ".json":  # where U+2028 and the like end no line
        return [line.removesuffix("\r") for line in text.split("\n")]
    return text.splitlines()
