"""Texts that repeat a secret of another place, or hold a credential that looks as if it were in use."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from typing import Any, Final

from connectorsmith.diagnostics import Pointer
from connectorsmith.diagnostics.key_text import has_key, service_of
from connectorsmith.diagnostics.secret_text import find_secret_text
from connectorsmith.diagnostics.secret_values import APART, HIDDEN, Secrets, is_mild, is_placeholder, looks_real

_SCHEME: Final = re.compile(r"(?:basic|bearer|digest|token|key|api-?key|negotiate)\s+(?=\S+$)", re.IGNORECASE)
"""The word for the kind of a credential, before the credential."""


def is_used(text: str) -> bool:
    """Whether a text looks like a secret in use: a password or a key, also after the word for its kind."""
    plain = _SCHEME.sub("", text.strip(), count=1)
    if is_placeholder(plain):
        return False
    return not is_mild(plain) or has_key(plain) or (looks_real(plain) and any(map(str.isdigit, plain)))


def is_credential(text: str) -> bool:
    """Whether a text is a credential and nothing else: the word for its kind, and then a secret in use."""
    return _SCHEME.match(text.strip()) is not None and is_used(text)


def is_hidden(text: str) -> bool:
    """Whether nothing but a hidden secret is left of a text, and the word for its kind."""
    return _SCHEME.sub("", text.strip(), count=1) == HIDDEN


def used_secrets(values: Iterable[Any]) -> Iterator[str]:
    """The secrets in use among values that are known to hold some: in texts, and inside of objects and lists."""
    for text in _texts(values, names=False):
        plain = _SCHEME.sub("", text.strip(), count=1)
        if is_used(plain) and len(plain.split()) == 1:
            yield plain
        yield from filter(is_used, find_secret_text(text).values)


def masked(text: str) -> str:
    """A text with ``***`` in the place of each credential that looks as if it were in use."""
    named = {first for first, _ in find_secret_text(text, unnamed=False).places}
    end, parts = 0, []
    for first, last in find_secret_text(text).places:
        found = text[first:last].strip("\"'` ")
        used = looks_real(found) or not is_mild(found)
        if first >= end and (service_of(found) is not None or (first in named and used)):
            parts += [text[end:first], HIDDEN]
            end = last
    return "".join([*parts, text[end:]])


def hidden_texts(values: Iterable[Any], secrets: Iterable[str], *, credentials: bool = True) -> dict[str, str]:
    """The texts in values, names of keys among them, that hold one of the secrets, each with what to write instead.

    With ``credentials``, texts in which a credential is named count as well. All texts are searched as one.
    """
    texts = [*dict.fromkeys(_texts(values))]
    new = [*texts]
    if credentials:
        starts = [*accumulate((len(text) + len(APART) for text in texts), initial=0)]
        for first, _ in find_secret_text(APART.join(texts)).places:
            number = bisect_right(starts, first) - 1
            new[number] = masked(texts[number])
    scrubbed = Secrets(secrets).scrub_all(new)
    return {text: shown for text, shown in zip(texts, scrubbed, strict=True) if text != shown}


def places_of(value: Any, at: Pointer, texts: Mapping[str, str]) -> Iterator[tuple[Pointer, str]]:
    """The places of texts in a value, and of keys of such names, each with its text; in no particular order."""
    waiting = [(value, at)]
    while waiting:
        holder, here = waiting.pop()
        if isinstance(holder, str) and holder in texts:
            yield here, holder
        elif isinstance(holder, list):
            waiting += [(item, here / index) for index, item in enumerate(holder)]
        elif isinstance(holder, dict):
            yield from ((here / key, key) for key in holder if key in texts)
            waiting += [(item, here / key) for key, item in holder.items()]


def with_texts(value: Any, texts: Mapping[str, str]) -> Any:
    """A value of JSON with other texts in the place of some, in names of keys as well."""
    if isinstance(value, str):
        return texts.get(value, value)
    if isinstance(value, list):
        return [with_texts(item, texts) for item in value]
    if isinstance(value, dict):
        names = new_names(value, texts)
        return {names.get(key, key): with_texts(item, texts) for key, item in value.items()}
    return value


def new_names(holder: Iterable[Any], texts: Mapping[str, str]) -> dict[Any, str]:
    """The names that keys of an object get, by those that they have; none is that of another key."""
    changed = {key: texts[key] for key in holder if key in texts}
    if not changed:
        return {}
    counts = Counter(texts.get(key, key) for key in holder)
    return {key: name if counts[name] == 1 else f"{name}{at}" for at, (key, name) in enumerate(changed.items())}


def _texts(values: Iterable[Any], *, names: bool = True) -> Iterator[str]:
    """All texts in values, and the ``names`` of keys; what is met again is left out."""
    waiting = [*values]
    met: set[int] = set()
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield value
        elif id(value) not in met:
            met.add(id(value))
            if isinstance(value, list):
                waiting += value
            elif isinstance(value, dict):
                yield from (key for key in value if names and isinstance(key, str))
                waiting += value.values()
