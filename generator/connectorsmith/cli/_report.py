"""Findings on the terminal."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache, partial
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from connectorsmith.cli._options import FINDINGS
from connectorsmith.cli._print import CODE, coloured, hide_in, hide_in_text, say_findings, without_secrets_in
from connectorsmith.cli._volume import collect_findings, is_verbose, outcome
from connectorsmith.diagnostics import Diagnostic, Pointer, Rule, Span, formats
from connectorsmith.diagnostics.key_text import find_keys
from connectorsmith.diagnostics.presentation import Presentation
from connectorsmith.diagnostics.secret_names import is_secret_name, secret_words
from connectorsmith.diagnostics.secret_values import APART, HIDDEN
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
_CREDENTIALS: Final = re.compile(r"://|\b(?:Bearer|Basic) ")
"""The beginnings of credentials, searched for in texts under any key."""
_FEW: Final = 8
"""Files that are all searched for secrets; of more files, those are that findings may quote."""
_WORD: Final = re.compile(r"[^\s\"'`(){}\[\]<>,;:/.]{5,}")
_VERSION: Final = re.compile(r"_?[Vv]\d{1,3}$")
_PART: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
"""A word in a name in camel case."""
_NAME: Final = 2.5
"""Characters that the words of a name have at least, on average."""
_SYMBOL: Final = re.compile(r"[!#%*+=?@\\^|~]")


def report(
    diagnostics: Sequence[Diagnostic],
    form: str = "text",
    rules: tuple[Rule, ...] = (),
    err: bool = False,
    most: int | None = None,
) -> None:
    """Print findings in one of the output formats; with ``err`` on standard error, beside the verb's own output.

    As text, ``most`` findings of one rule in one file are shown in full, all of them if it is ``None`` or with
    --verbose.
    """
    form = form if outcome() is None else "json"
    texts = [*dict.fromkeys(text for one in diagnostics for text in (one.message, one.hint) if text)]
    secrets = _hide_near(diagnostics, texts)
    shown = Presentation(
        lines=partial(_without_secrets, _by_file(diagnostics), secrets),
        rules=rules,
        colour=form == "text" and coloured(sys.stderr if err else None),
        most=None if is_verbose() else most,
    )
    text = formats.write(_without_their_secrets(diagnostics, texts), form, shown)
    if outcome() is not None:
        collect_findings(text)
    elif text:
        say_findings(text, err=err, lines_apart=form in ("json", "sarif"))


@contextmanager
def reported_spec_errors(form: str = "text") -> Iterator[None]:
    """Report what keeps a spec from being opened, and exit with the code of findings."""
    from connectorsmith import api

    try:
        yield
    except api.SpecError as fault:
        report(fault.diagnostics, form)
        sys.exit(FINDINGS)


def _without_their_secrets(diagnostics: Sequence[Diagnostic], texts: Sequence[str]) -> Sequence[Diagnostic]:
    """The diagnostics without secrets in their ``texts``; no format has escaped a part of one yet."""
    scrubbed = without_secrets_in(texts)
    if scrubbed == texts:
        return diagnostics
    hidden: dict[str | None, str] = dict(zip(texts, scrubbed, strict=True))
    return [replace(one, message=hidden[one.message], hint=hidden.get(one.hint)) for one in diagnostics]


def _hide_near(diagnostics: Sequence[Diagnostic], texts: Sequence[str]) -> dict[Path, SecretText]:
    """Hide the secrets of each file about which a diagnostic may quote one, and those that their texts show.

    The secrets of the files are returned. Of many files, those are left out that no secret can be quoted of.
    """
    named = {one.span.file: None for one in diagnostics if one.span is not None}
    if len(named) <= _FEW:
        files = set(named)
    else:
        odd = {text for text in texts if _is_odd(text)}
        files = {
            one.span.file
            for one in diagnostics
            if one.span is not None and (one.message in odd or one.hint in odd or _may_quote_secret(one.at))
        }
    found = hide_in(sorted(files))
    for number in _credentials(texts):
        hide_in_text(texts[number])
    return found


def _is_odd(text: str) -> bool:
    """Whether a text has a word that may be a secret: with letters and digits, other than a version, or at random."""
    return any(_may_be_secret(word) for word in _WORD.findall(text))


@lru_cache(4096)
def _may_be_secret(word: str) -> bool:
    plain = _VERSION.sub("", word)
    if any(map(str.isdigit, plain)):
        return any(map(str.isalpha, plain))
    return len(plain) < _NAME * len(_PART.findall(plain)) or _SYMBOL.search(plain, 1) is not None


def _credentials(texts: Sequence[str]) -> set[int]:
    """Which texts hold a credential or a key; all are searched as one, in which nothing goes from one to the next."""
    starts = [0, *accumulate(len(text) + len(APART) for text in texts)]
    whole = APART.join(texts)
    places = [*(mark.start() for mark in _CREDENTIALS.finditer(whole)), *(start for start, _ in find_keys(whole))]
    return {bisect_right(starts, place) - 1 for place in places}


def _may_quote_secret(at: Pointer | None) -> bool:
    """Whether a diagnostic here may quote a secret: it is about a secret-like key, or the text cannot be read."""
    if at is None or at.key in secret_words().holding:
        return True
    above = at.parent.key if at.parent is not None else ""
    return is_secret_name(str(at.key)) or is_secret_name(str(above)) or at.of_text


def _by_file(diagnostics: Sequence[Diagnostic]) -> dict[Path, list[tuple[str, Span]]]:
    """The rules and places, by file, of the diagnostics that keep lines of a file from being shown as they are."""
    found: dict[Path, list[tuple[str, Span]]] = {}
    for one in diagnostics:
        if one.span is not None and one.rule in (links.RULE, *_SECRET):
            found.setdefault(one.span.file, []).append((one.rule, one.span))
    return found


def _without_secrets(
    found: Mapping[Path, Sequence[tuple[str, Span]]], secrets: Mapping[Path, SecretText], file: Path
) -> Sequence[str]:
    """The lines of a file, each cut off before the value of a secret, including the secrets that only a rule finds."""
    known = found.get(file, ())
    if any(rule == links.RULE for rule, _ in known):
        return []  # it is elsewhere, and not to be shown
    lines = _lines(file, secrets.get(file))
    if not known:
        return lines
    shown = [*lines]
    for _, span in known:
        if 0 < span.line <= len(shown):
            shown[span.line - 1] = _cut(shown[span.line - 1], span.column + span.length - 1)
    return shown


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
