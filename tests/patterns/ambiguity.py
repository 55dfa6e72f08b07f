r"""Where a text can be read in more ways the longer it is, so that a search which fails tries all of them.

Two loops that take the same text one behind the other make the time quadratic (``a*a*b``), and so does one loop in a
search, which begins at each character (``\s+$``). Two ways through one loop make it exponential (``(a+)+b``). See
Weber and Seidl, "On the degree of ambiguity of finite automata", 1991.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.patterns.automaton import Automaton

Follow = Sequence[set[int]]


def ambiguities(pattern: str, flags: int, *, search: bool, whole: bool) -> list[str]:
    """The texts, by one character of each loop, for which a pattern takes more than linear time.

    ``search`` if it may begin anywhere, ``whole`` if it has to match to the end of the text.
    """
    made = Automaton(pattern, flags)
    found = [*_found(made, search=search, whole=whole)]
    for tree in made.inner:
        inside = Automaton.of_tree(tree, made.flags)
        found += [f"look-ahead: {one}" for one in _found(inside, search=search, whole=False)]
    return sorted({*found})


def _found(made: Automaton, *, search: bool, whole: bool) -> Iterator[str]:
    own = range(len(made.sets))
    starts = [*_starts(made)] if search else []
    follow = made.follow()
    reached = [_reached(follow, one) for one in range(len(follow))]
    components = _components(reached)
    loops = [one for one in own if one in follow[one] or len(components[one]) > 1]
    for one in loops:
        if any(made.edges[pair] > 1 for pair in made.edges if {*pair} <= components[one]) or _twice(made, follow, one):
            yield f"exponential at {_shown(made, one)}"
    ends = set() if whole else {one for one in own if made.accepts(one, components[one])}
    for last in (one for one in loops if one not in ends):
        first = [one for one in loops if one != last and not _is_left(made, one, last)]
        for one in (*first, *([] if made.bounded[last] else starts)):
            if last in reached[one] and _is_shared(made, follow, components[one], components[last] - ends, one, last):
                yield f"{'each start' if one in starts else _shown(made, one)} and {_shown(made, last)}"


def _starts(made: Automaton) -> Iterator[int]:
    """States for the text before a match: a search tries each of its characters as a start."""
    ways = {way for _, given in made.whole.first for way in given}
    classes: dict[tuple[int, ...], int] = {}
    for bit in range(2, made.alphabet.any.bit_length()):
        key = tuple(way[bit] for way in ways)
        classes[key] = classes.get(key, 0) | 1 << bit
    states = [made.state(one) for one in classes.values()]
    for one in states:
        made.edges.update({(one, other): 1 for other in states})
        for state, given in made.whole.first:
            if made.may(given, made.sets[one], made.sets[state]):
                made.edges[one, state] = 1
    return iter(states)


def _is_left(made: Automaton, one: int, other: int) -> bool:
    """Whether the way from one state to another leaves an atomic group, into which nothing goes back."""
    return not {*made.atoms[one]} <= {*made.atoms[other]}


def _reached(follow: Follow, one: int) -> set[int]:
    found: set[int] = set()
    waiting = [one]
    while waiting:
        more = follow[waiting.pop()] - found
        found |= more
        waiting += more
    return found


def _components(reached: Sequence[set[int]]) -> list[set[int]]:
    """For each state the states that it reaches and that reach it; given are those that each one reaches."""
    return [{other for other in reached[one] if one in reached[other]} | {one} for one in range(len(reached))]


def _is_shared(made: Automaton, follow: Follow, around: set[int], loop: set[int], one: int, last: int) -> bool:
    """Whether one text leads from a state to itself, from it to the last state, and from that to itself.

    The last state has to be reached from the other. The first way stays in the states ``around``, the last one in those
    of the ``loop``.
    """
    goal = (one, last, last)
    seen = {(one, one, last)}
    waiting = [*seen]
    while waiting:
        left, middle, right = waiting.pop()
        for a in follow[left] & around:
            for c in follow[right] & loop:
                if shared := made.sets[a] & made.sets[c]:
                    for b in follow[middle]:
                        step = (a, b, c)
                        if made.sets[b] & shared and step not in seen:
                            if step == goal:
                                return True
                            seen.add(step)
                            waiting.append(step)
    return False


def _twice(made: Automaton, follow: Follow, one: int) -> bool:
    """Whether a text leads from a state to itself in two ways."""
    seen = {(one, one, False)}
    waiting = [*seen]
    while waiting:
        left, right, apart = waiting.pop()
        for a in follow[left]:
            for b in follow[right]:
                step = (a, b, apart or a != b)
                if made.sets[a] & made.sets[b] and step not in seen:
                    if step == (one, one, True):
                        return True
                    seen.add(step)
                    waiting.append(step)
    return False


def _shown(made: Automaton, state: int) -> str:
    characters = [one for bit, one in enumerate(made.alphabet.characters) if made.sets[state] >> (bit + 2) & 1]
    return ascii("".join(characters[:6]))
