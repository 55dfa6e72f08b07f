r"""A pattern as an automaton: a state for each character class in it, and which of them may follow which.

Assertions on one character before or behind, such as ``\b``, are edges that exist for some characters only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from re import _constants as codes
from re import _parser as parser
from typing import Any

from tests.patterns.alphabet import WORD, Alphabet

MANY = 50
"""From this many times on, a repeat counts as one without end where two of them can share a text."""
COPIES = 2
Assertion = tuple[int, ...]
"""For each bit of the character before, the characters that may follow."""
Ways = tuple[Assertion, ...]


@dataclass
class Part:
    """A part of a pattern: what it may begin and end with, and the assertions on the way; ``empty`` if it may be."""

    empty: list[Ways] = field(default_factory=list)
    first: list[tuple[int, Ways]] = field(default_factory=list)
    last: list[tuple[int, Ways]] = field(default_factory=list)


class Automaton:
    """The states and edges of a pattern; ``inner`` has the patterns of its longer look-aheads."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        tree = parser.parse(pattern, flags)
        self._build(tree, tree.state.flags)

    @classmethod
    def of_tree(cls, tree: Any, flags: int) -> Automaton:
        """The automaton of a part of a pattern."""
        made = cls.__new__(cls)
        made._build(tree, flags)
        return made

    def _build(self, tree: Any, flags: int) -> None:
        self.flags = flags
        self.alphabet = Alphabet(tree, flags)
        self.sets: list[int] = []
        self.atoms: list[tuple[int, ...]] = []
        self.bounded: list[bool] = []
        self.edges: Counter[tuple[int, int]] = Counter()
        self.inner: list[Any] = []
        self._classes = self._split(tree)
        self._inside: tuple[int, ...] = ()
        self._is_bounded = False
        self.whole = self._sequence(tree)

    def state(self, characters: int) -> int:
        """A new state that is reached by one of some characters."""
        self.sets.append(characters)
        self.atoms.append(self._inside)
        self.bounded.append(self._is_bounded)
        return len(self.sets) - 1

    def may(self, ways: Ways, before: int, behind: int) -> bool:
        """Whether assertions can hold between one of some characters and one of others."""
        return all(any(behind & rows for bit, rows in enumerate(way) if before >> bit & 1) for way in ways)

    def connect(self, before: Part, behind: Part, *, once: bool = False) -> None:
        """Let one part follow another."""
        for one, left in before.last:
            for other, right in behind.first:
                if self.may(left + right, self.sets[one], self.sets[other]):
                    self.edges[one, other] = 1 if once else self.edges[one, other] + 1

    def _split(self, tree: Any) -> list[int]:
        """The classes of characters that assertions tell apart; a state takes characters of one class."""
        if not re.search(r"\bAT\b|ASSERT", str(tree)):
            return [self.alphabet.any]
        line, words = self.alphabet.where("\n".__eq__), self.alphabet.where(WORD)
        spaces = self.alphabet.where(str.isspace) & ~line
        return [line, words, spaces, self.alphabet.any & ~line & ~words & ~spaces]

    def _sequence(self, tree: Any) -> Part:
        made = Part(empty=[()])
        for number, (code, value) in enumerate(tree):
            if code in (codes.ASSERT, codes.ASSERT_NOT) and value[0] > 0 and _single(value[1]) is None:
                self.inner.append([*tree[:number], *value[1]])
            made = self._joined(made, self._part(code, value))
        return made

    def _joined(self, one: Part, other: Part) -> Part:
        self.connect(one, other)
        first = one.first + [(state, ways + more) for ways in one.empty for state, more in other.first]
        last = other.last + [(state, more + ways) for ways in other.empty for state, more in one.last]
        empty = [*dict.fromkeys(left + right for left in one.empty for right in other.empty)]
        return Part(empty, first, last)

    def _part(self, code: Any, value: Any) -> Part:
        if code is codes.SUBPATTERN:
            return self._sequence(value[3])
        if code is codes.BRANCH:
            parts = [self._sequence(branch) for branch in value[1]]
            return Part(
                *([one for part in parts for one in getattr(part, name)] for name in ("empty", "first", "last"))
            )
        if code is codes.ATOMIC_GROUP:
            return self._atomic(lambda: self._sequence(value))
        if code is codes.POSSESSIVE_REPEAT:
            return self._atomic(lambda: self._repeat(*value, once=True))
        if code in (codes.MAX_REPEAT, codes.MIN_REPEAT):
            return self._repeat(*value)
        if code is codes.GROUPREF_EXISTS:
            return self._part(codes.BRANCH, (None, [branch or [] for branch in value[1:]]))
        if code is codes.GROUPREF:  # what it takes again is known to the group alone
            code, value = codes.ANY, None
        if code in (codes.AT, codes.ASSERT, codes.ASSERT_NOT):
            return Part(empty=[self._assertion(code, value)])
        characters = self.alphabet.of(code, value)
        states = [(self.state(one), ()) for one in (characters & these for these in self._classes) if one]
        return Part(first=states, last=[*states])

    def _atomic(self, make: Any) -> Part:
        outside, self._inside = self._inside, (*self._inside, len(self.sets))
        made: Part = make()
        self._inside = outside
        return made

    def _repeat(self, least: int, most: int, tree: Any, *, once: bool = False) -> Part:
        endless = most is codes.MAXREPEAT
        outside, self._is_bounded = self._is_bounded, self._is_bounded or (not endless and most >= MANY)
        loops = endless or most >= MANY
        copies = [self._sequence(tree) for _ in range(max(1, min(COPIES, least if loops else most)))]
        if loops:
            self.connect(copies[-1], copies[-1], once=once)
        made = Part(empty=[()])
        for number, copy in reversed([*enumerate(copies)]):
            made = self._joined(copy, made)
            if number >= least:
                made.empty = [*dict.fromkeys([*made.empty, ()])]
        self._is_bounded = outside
        return made

    def _assertion(self, code: Any, value: Any) -> Ways:
        alphabet = self.alphabet
        everything = alphabet.any | alphabet.START | alphabet.END
        bits = everything.bit_length()
        if code is not codes.AT:
            direction, tree = value
            last = _single([*tree][-1:]) if direction < 0 and code is codes.ASSERT else _single(tree)
            if last is None:
                return ((everything,) * bits,)
            found = alphabet.of(*last)
            allowed = found if code is codes.ASSERT else everything & ~found
            if direction > 0:
                return ((allowed,) * bits,)
            return (tuple(everything if allowed >> bit & 1 else 0 for bit in range(bits)),)
        line = alphabet.where("\n".__eq__)
        if value in (codes.AT_BEGINNING, codes.AT_BEGINNING_STRING):
            starts = alphabet.START | (line if value is codes.AT_BEGINNING and self.flags & re.MULTILINE else 0)
            return (tuple(everything if starts >> bit & 1 else 0 for bit in range(bits)),)
        if value in (codes.AT_END, codes.AT_END_STRING):
            return ((alphabet.END | (line if value is codes.AT_END else 0),) * bits,)
        words = alphabet.where(WORD)
        others = everything & ~words
        inside, outside = (others, words) if value is codes.AT_BOUNDARY else (words, others)
        return (tuple(inside if words >> bit & 1 else outside for bit in range(bits)),)

    def follow(self) -> Sequence[set[int]]:
        """The states behind each state."""
        found: list[set[int]] = [set() for _ in self.sets]
        for one, other in self.edges:
            found[one].add(other)
        return found

    def accepts(self, state: int, loop: set[int]) -> bool:
        """Whether the pattern is matched when a loop takes no further character behind a state, or gives one back."""
        own = 0
        for other in loop:
            own |= self.sets[other] if (state, other) in self.edges else 0
        more = (self.alphabet.any | self.alphabet.END) & ~own
        before = self.sets[state]
        return any(
            one == state
            and all(self._always(way, before, more) or own & self._always(way, before, own) for way in ways)
            for one, ways in self.whole.last
        )

    def _always(self, way: Assertion, before: int, behind: int) -> int:
        """All bits if an assertion holds between any of some characters and any of others."""
        return -all(behind & ~rows == 0 for bit, rows in enumerate(way) if before >> bit & 1)


def _single(tree: Any) -> Any:
    """The one character class that a part of a pattern consists of, if it does."""
    (first, *more) = [*tree] or [None]
    return first if first and not more and first[0] in (codes.LITERAL, codes.NOT_LITERAL, codes.IN, codes.ANY) else None
