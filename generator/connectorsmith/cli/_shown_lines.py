"""The lines of files that are shown with findings, without the secrets in them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
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
_ARCHIVE: Final = ".zip"
_COLON: Final = re.compile(r"[\"']?\s*:[ \t]*")


def shown_lines(
    diagnostics: Sequence[Diagnostic], secrets: Mapping[Path, SecretText], spans: Sequence[Span]
) -> Sequence[str | None]:
    """The line of each place, cut off before the value of a secret; None where a file has no such line to show.

    ``diagnostics`` are all findings, as one may name the secret of a line that is shown for another. ``secrets`` are
    those of files, as far as they are known.
    """
    linked = {one.span.file for one in diagnostics if one.span is not None and one.rule == links.RULE}
    files = {file: () if file in linked else _lines(file, secrets.get(file)) for file in {span.file for span in spans}}
    shown = {
        (span.file, span.line): files[span.file][span.line - 1]
        for span in spans
        if 0 < span.line <= len(files[span.file])
    }
    for one in diagnostics:
        if one.rule in _SECRET and one.span is not None and (one.span.file, one.span.line) in shown:
            place = one.span.file, one.span.line
            shown[place] = _cut(shown[place], one.span.column + one.span.length - 1)
    hidden = {line: text.partition(HIDDEN)[0] + HIDDEN for line, text in hidden_in(shown.values()).items()}
    lines = (shown.get((span.file, span.line)) for span in spans)
    return [hidden.get(line, line) if line is not None else None for line in lines]


def _cut(line: str, key: int) -> str:
    """A line without what follows the key that ends in a column."""
    value = _COLON.match(line, key)
    return line[: value.end()] + HIDDEN if value else line


def _lines(file: Path, secrets: SecretText | None) -> Sequence[str]:
    """The lines of a file to show, without secrets; none of archives, pictures and files that cannot be read."""
    from connectorsmith.diagnostics.masking import masked_code, masked_lines  # formats for machines show no lines
    from connectorsmith.model.files import PICTURES

    if file.suffix.lower() == _ARCHIVE:
        return []
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
