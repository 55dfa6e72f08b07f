"""The lines of files that are shown with findings, without the secrets in them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from connectorsmith.cli._finding_secrets import hidden_in
from connectorsmith.cli._print import CODE, hide_in_text
from connectorsmith.diagnostics import Diagnostic, Span
from connectorsmith.diagnostics.secret_values import HIDDEN
from connectorsmith.errors import FileError
from connectorsmith.source import links
from connectorsmith.source.read_files import read_bytes

if TYPE_CHECKING:
    from connectorsmith.diagnostics.secret_text import SecretText

_SECRET: Final = (
    "secret-in-spec",
    "secret-in-policy",
    "secret-in-default",
    "client-secret-in-package",
)
"""The rules that find secrets, some of which have names that do not sound secret."""
_COLON: Final = re.compile(r"[\"']?\s*:[ \t]*")


class ShownLines:
    """Gives the lines of a file. Those that findings are about are cut off before the value of a secret."""

    def __init__(self, diagnostics: Sequence[Diagnostic], secrets: Mapping[Path, SecretText]) -> None:
        """Take all findings, and the secrets of files as far as they are known."""
        self._diagnostics = diagnostics
        self._secrets = secrets

    def __call__(self, file: Path) -> Sequence[str]:
        """The lines of a file; none of one that is reached by a link to elsewhere, or is a picture."""
        spans = self._spans.get(file, ())
        if any(rule == links.RULE for rule, _ in spans):
            return []
        shown = [*_lines(file, self._secrets.get(file))]
        for rule, span in spans:
            if rule in _SECRET and 0 < span.line <= len(shown):
                shown[span.line - 1] = _cut(shown[span.line - 1], span.column + span.length - 1)
        numbers = [number for number in {span.line for _, span in spans} if 0 < number <= len(shown)]
        hidden = hidden_in([shown[number - 1] for number in numbers])
        for number in numbers if hidden else ():
            line = hidden.get(shown[number - 1])
            if line is not None:  # what is before the secret stays in its columns
                shown[number - 1] = line.partition(HIDDEN)[0] + HIDDEN
        return shown

    @cached_property
    def _spans(self) -> Mapping[Path, Sequence[tuple[str, Span]]]:
        """The rules and places of the findings in each file."""
        found: dict[Path, list[tuple[str, Span]]] = {}
        for one in self._diagnostics:
            if one.span is not None:
                found.setdefault(one.span.file, []).append((one.rule, one.span))
        return found


def _cut(line: str, key: int) -> str:
    """A line without what follows the key that ends in a column."""
    value = _COLON.match(line, key)
    return line[: value.end()] + HIDDEN if value else line


def _lines(file: Path, secrets: SecretText | None) -> Sequence[str]:
    """The lines of a file to show, without secrets; none of pictures and of files that cannot be read."""
    from connectorsmith.diagnostics.masking import masked_code, masked_lines  # formats for machines show no lines
    from connectorsmith.model.files import PICTURES

    try:
        content = read_bytes(file)
    except FileError:
        return []
    if content.startswith(PICTURES):
        return []
    text = content.decode("utf-8", errors="replace")
    if file.suffix in CODE:
        return masked_code(text).splitlines()
    json_lines = file.suffix.lower() == ".json"  # in JSON, U+2028 and the like end no line
    known = secrets if json_lines or "\r" not in text else None  # the places are those of the text as it is read
    if not json_lines:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = hide_in_text(text) if known is None else known  # a line may repeat what another one names a secret
    return masked_lines(text, json_lines=json_lines, found=found)
