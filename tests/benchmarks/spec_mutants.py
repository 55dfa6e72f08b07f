"""Specs with one thing in them wrong: a value changed, a key or an item left out, a sentence that says something else.

A mutation has a kind, the key that it concerns and what is done to it, so that a sample can have some of every kind.
"""

from __future__ import annotations

import copy
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct

Path = tuple[str | int, ...]
SENTENCES = {"description", "tooltip", "trigger-hint", "overview", "answer", "prerequisites", "credentials",
             "getting-started", "known-issues", "support"}  # fmt: skip
"""Keys whose values are sentences."""
WITHOUT_EFFECT = {"lint", "icon"}
"""Keys whose values do not reach the package, or as pixels only."""
CASELESS = {"header", "remove", "keep"}
"""Keys of names whose case does not matter."""
TURNED = [
    ("true", "false"),
    ("yes", "no"),
    ("before", "after"),
    ("first", "last"),
    ("most", "least"),
    ("only", "also"),
    ("may", "must"),
    ("cannot", "can"),
    ("never", "always"),
    ("no", "every"),
    ("not", "always"),
    ("without", "with"),
    ("if", "unless"),
    ("more", "less"),
    ("empty", "full"),
    ("own", "other"),
    ("same", "other"),
]
"""Words and what turns a sentence round in their place, in both directions."""


class Mutation(Struct, frozen=True):
    """A change of a spec: where, of what kind, and the value that comes in place (``LEFT_OUT`` for none)."""

    path: Path
    kind: str
    value: Any

    def apply(self, form: Any) -> Any:
        """Copy a spec with the change in it."""
        changed = copy.deepcopy(form)
        holder = changed
        for key in self.path[:-1]:
            holder = holder[key]
        if self.value is LEFT_OUT:
            del holder[self.path[-1]]
        else:
            holder[self.path[-1]] = self.value
        return changed

    @property
    def shown(self) -> str:
        """Name the change in a line."""
        value = "left out" if self.value is LEFT_OUT else repr(self.value)
        return f"{self.kind}: {'/'.join(map(str, self.path))} {value[:100]}"


LEFT_OUT = object()


def mutations(form: Any) -> Iterator[Mutation]:
    """List every mutation of a spec."""
    texts = sorted({text for path, text in _strings(form, ()) if kind_of(path) in SENTENCES})
    for path, value in _nodes(form, ()):
        if not WITHOUT_EFFECT.isdisjoint(map(str, path)):
            continue
        kind = kind_of(path)
        yield Mutation(path, f"{kind}, left out", LEFT_OUT)
        if isinstance(value, bool):
            yield Mutation(path, f"{kind}, turned round", not value)
        elif isinstance(value, int):
            yield Mutation(path, f"{kind}, one more", value + 1)
        elif isinstance(value, str) and kind in SENTENCES:
            yield from _sentences(path, kind, value, texts)
        elif isinstance(value, str):
            changed = f"{value}1" if kind in CASELESS or len(value) < 4 else value.swapcase()
            yield Mutation(path, f"{kind}, changed", changed)


def _sentences(path: Path, kind: str, text: str, others: list[str]) -> Iterator[Mutation]:
    """Say something else: another sentence, the opposite, another number or word, a value, a word or a clause less."""
    other = others[(others.index(text) + 7) % len(others)]
    yield Mutation(path, f"{kind}, another sentence", other)
    for one, two in [*TURNED, *((two, one) for one, two in TURNED)]:
        if re.search(rf"\b{one}\b", text, re.IGNORECASE):
            turned = re.sub(rf"\b{one}\b", two, text, count=1, flags=re.IGNORECASE)
            yield Mutation(path, f"{kind}, the opposite", turned)
            break
    for match in re.finditer(r"\d+", text):
        yield Mutation(
            path, f"{kind}, another number", text[: match.start()] + f"{int(match[0]) + 1}" + text[match.end() :]
        )
    for match in re.finditer(r"\b[a-z]+[_:][a-z_:]+\b,? ?", text):
        yield Mutation(path, f"{kind}, a value less", text[: match.start()] + text[match.end() :])
    longest = max(re.findall(r"[A-Za-z]+", text) or [""], key=len)
    if len(longest) > 3:
        yield Mutation(path, f"{kind}, another word", text.replace(longest, "thing", 1))
        yield Mutation(path, f"{kind}, a word less", text.replace(longest, "", 1))
    yield Mutation(path, f"{kind}, a negation more", re.sub(r"(\w) ", r"\1 not ", text, count=1))
    first, mark, _ = text.rstrip(".").rpartition("; ") if "; " in text else text.rstrip(".").rpartition(". ")
    if mark:
        yield Mutation(path, f"{kind}, a clause less", f"{first}.")


def kind_of(path: Path) -> str:
    """Name the key that a value belongs to; an item belongs to the key of its list."""
    names = [key for key in path if isinstance(key, str)]
    return names[-1] if len(names) < 2 or names[-2] not in ("properties", "definitions") else "property"


def _nodes(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    items: Iterable[tuple[Any, Any]] = ()
    if isinstance(value, dict):
        items = value.items()
    elif isinstance(value, list):
        items = enumerate(value)
    for key, item in items:
        yield (*path, key), item
        yield from _nodes(item, (*path, key))


def _strings(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    return ((place, text) for place, text in _nodes(value, path) if isinstance(text, str))


def drawn(found: Iterable[Mutation], count: int, seed: int) -> list[Mutation]:
    """Draw mutations: one of each kind in turn, until there are enough."""
    rest: dict[str, list[Mutation]] = defaultdict(list)
    for mutation in found:
        rest[mutation.kind].append(mutation)
    choice = random.Random(seed)
    for mutations_of_kind in rest.values():
        choice.shuffle(mutations_of_kind)
    sample: list[Mutation] = []
    while len(sample) < count and any(rest.values()):
        for kind in sorted(rest):
            if rest[kind] and len(sample) < count:
                sample.append(rest[kind].pop())
    return sample
