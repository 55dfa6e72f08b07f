"""The secrets that findings may quote: looked for in the files that they are about, and left out of their texts.

A format escapes what it writes, so that secrets are looked for in what findings are made of before it is written.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from connectorsmith.cli._print import hide_in, hide_in_text, without_secrets_in
from connectorsmith.diagnostics import Diagnostic, Pointer
from connectorsmith.diagnostics.json_text import json_text
from connectorsmith.diagnostics.key_text import find_keys
from connectorsmith.diagnostics.secret_names import is_secret_name, secret_words
from connectorsmith.diagnostics.secret_values import APART

if TYPE_CHECKING:
    from connectorsmith.diagnostics.secret_text import SecretText

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
_COLOUR: Final = re.compile(r"#[0-9A-Fa-f]{6}")
"""A colour, such as that of an icon."""
_SYMBOL: Final = re.compile(r"[!#%*+=?@\\^|~]")


def without_their_secrets(
    diagnostics: Sequence[Diagnostic], texts: Sequence[str], *, pointers: bool = True
) -> Sequence[Diagnostic]:
    """The diagnostics without secrets in their ``texts``, and in their ``pointers`` if those are shown.

    No format has escaped a part of one yet.
    """
    hidden = hidden_in(texts)
    keys = hidden_in({*_keys(diagnostics)}) if pointers else {}
    if not hidden and not keys:
        return diagnostics
    known: dict[int, Pointer] = {}
    return [_shown(one, hidden, keys, known) for one in diagnostics]


def _shown(
    one: Diagnostic, hidden: Mapping[str, str], keys: Mapping[str, str], known: dict[int, Pointer]
) -> Diagnostic:
    """A diagnostic with other texts and keys in the place of some; itself if it has none of them."""
    message, hint = hidden.get(one.message, one.message), hidden.get(one.hint, one.hint) if one.hint else one.hint
    at = _without_keys(one.at, keys, known) if one.at and keys else one.at
    if message is one.message and hint is one.hint and at is one.at:
        return one
    return replace(one, message=message, hint=hint, at=at)


def hidden_in(texts: Collection[str]) -> dict[str, str]:
    """The texts that have a secret, each with what is shown in its place."""
    listed = [*texts]
    return {text: shown for text, shown in zip(listed, without_secrets_in(listed), strict=True) if text != shown}


def _without_keys(at: Pointer, hidden: Mapping[str, str], known: dict[int, Pointer]) -> Pointer:
    """A place without the keys that are secrets; ``known`` has those of other places, by identity."""
    found = known.get(id(at))
    if found is None:
        above = at.parent and _without_keys(at.parent, hidden, known)
        key = hidden.get(str(at.key), at.key)
        found = at if above is at.parent and key is at.key else Pointer(key, above)
        known[id(at)] = found
    return found


def hide_near(diagnostics: Sequence[Diagnostic], texts: Sequence[str]) -> dict[Path, SecretText]:
    """Hide the secrets of each file about which a diagnostic may quote one, and those that their texts show.

    The secrets of the files are returned. Of many files, those are left out that no secret can be quoted of.
    """
    files: dict[Path, None] = dict.fromkeys(one.span.file for one in diagnostics if one.span is not None)
    if len(files) > _FEW:
        files = dict.fromkeys(_quoted(diagnostics))
    found = hide_in(sorted(files))
    for number in _credentials(texts):
        hide_in_text(texts[number])
    return found


def _quoted(diagnostics: Sequence[Diagnostic]) -> set[Path]:
    """The files of which some finding may quote a secret."""
    files: set[Path] = set()
    odd: dict[str | None, bool] = {None: False}
    for one in diagnostics:
        if one.span is None or one.span.file in files:
            continue
        if _may_quote_secret(one.at) or any(_is_odd(text, odd) for text in (one.message, one.hint)):
            files.add(one.span.file)
    return files


def _is_odd(text: str | None, known: dict[str | None, bool]) -> bool:
    """Whether a text has a word that may be a secret: at random, or with letters and digits.

    Versions and colours have both, and are none.
    """
    found = known.get(text)
    if found is None and text is not None:
        found = known[text] = any(_may_be_secret(word) for word in _WORD.findall(text))
    return bool(found)


@lru_cache(4096)
def _may_be_secret(word: str) -> bool:
    if _COLOUR.fullmatch(word):
        return False
    plain = _VERSION.sub("", word)
    if any(map(str.isdigit, plain)):
        return any(map(str.isalpha, plain))
    return len(plain) < _NAME * len(_PART.findall(plain)) or _SYMBOL.search(plain, 1) is not None


def has_secret_elsewhere(diagnostics: Sequence[Diagnostic]) -> bool:
    """Whether a secret is in anything that findings are made of beside their messages, hints and places."""
    return bool(hidden_in({*_further_texts(diagnostics)}))


def _keys(diagnostics: Sequence[Diagnostic]) -> Iterator[str]:
    """The keys of the places of findings, and of those above them, which most findings share."""
    met: set[int] = set()
    for one in diagnostics:
        at = one.at
        while at is not None and id(at) not in met:
            met.add(id(at))
            yield str(at.key)
            at = at.parent


def _further_texts(diagnostics: Sequence[Diagnostic]) -> Iterator[str]:
    for one in diagnostics:
        if one.related:
            yield from (word for word, _ in one.related)
            yield from (str(span.file) for _, span in one.related)
        if one.data is not None:
            yield json_text(one.data)
    yield from map(str, {id(one.span.file): one.span.file for one in diagnostics if one.span is not None}.values())


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
