"""Changes in words: a message for those who write connectors, and a line for those who use them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct

from connectorsmith.changes.change import Change
from connectorsmith.changes.fact import Fact, Reach
from connectorsmith.changes.verdicts import kinds
from connectorsmith.model import ABSENT, Json
from connectorsmith.model.values import Absent

LONGEST: Final = 60
"""Characters of a value that are shown."""
_NAMED: Final = 3
"""Further operations that are named."""
_WORD: Final = re.compile(r"[\w./:{}*-]+")
_FIELDS: Final = {"parameter": "input field", "responses": "output field"}
_NOTIFICATION: Final = "x-ms-notification-content"
_USERS: Final = {"flows": "flow", "apps": "app", "logic-apps": "workflow", "copilot": "agent"}
"""The things that makers build with each consumer."""
_FLOWS: Final = re.compile(r"\b(?P<article>an? )?flow(?P<plural>s)?\b", re.IGNORECASE)


class Labels(Struct, frozen=True):
    """The names that makers see, if there are any: of what a change is about, and of the value that it is in."""

    name: str | None = None
    value: str | None = None


_UNLABELLED: Final = Labels()


def message(change: Change) -> str:
    """One sentence about a change: the operation, the difference, a probable new name, and other places."""
    fact = change.fact
    sentence = _filled(change.verdict.says or kinds()[fact.kind].says, change)
    if fact.difference.renamed is not None:
        other, evidence = fact.difference.renamed.name, ", ".join(fact.difference.renamed.evidence)
        direction = "from" if _is_new(fact) else "to"
        sentence += f"; probably renamed {direction} {other}: {evidence}"
    if not fact.operations:
        return sentence
    first, *others = fact.operations
    return f"{first}: {sentence}{_elsewhere(fact, others)}"


def why(change: Change) -> str:
    """The reason of the verdict, for those whom it is for."""
    return for_consumers(change.verdict.why_for(change.consumers), change.consumers)


def cure(change: Change) -> str | None:
    """The cure, or ``None`` if none is known."""
    if change.verdict.cure is None:
        return None
    return for_consumers(change.verdict.cure, change.consumers).replace("{next}", shown(change.fact.difference.new))


def for_consumers(text: str, consumers: Sequence[str]) -> str:
    """A text of the tables, in which flows are what the consumers have: apps, workflows or agents."""
    words = [_USERS[one] for one in consumers]
    if not words or "flows" in consumers:
        return text

    def word(match: re.Match[str]) -> str:
        article, plural = match["article"] or "", match["plural"]
        sentence = (" and " if plural else " or ").join(f"{one}s" if plural else one for one in words)
        if article:
            sentence = f"{'an' if sentence[0] in 'aeiou' else 'a'} {sentence}"
        return sentence[0].upper() + sentence[1:] if match[0][0].isupper() else sentence

    return _FLOWS.sub(word, text)


def note(change: Change, titles: Mapping[str, str], labels: Labels) -> str:
    """One sentence about a change for makers; ``titles`` has the names that they see by the id of the operation."""
    fact = change.fact
    first, *others = [titles.get(one, one) for one in fact.operations] or [""]
    shown = f"{first} (also {_list(others)})" if others else first
    sentence = _filled(change.verdict.note or kinds()[fact.kind].note, change, shown, labels)
    if fact.difference.renamed is None:
        return sentence
    other = fact.difference.renamed.name
    if other in titles:
        other = other if titles[other] == first else titles[other]
    return f"{sentence}; it {f'was probably {other} before' if _is_new(fact) else f'is probably {other} now'}"


def _is_new(fact: Fact) -> bool:
    return fact.difference.old_at is None or fact.kind.endswith("-added")


def _filled(text: str, change: Change, title: str = "", labels: Labels = _UNLABELLED) -> str:
    one = change.fact.difference
    about = subject(change.fact)
    values = {"old": shown(one.old), "new": shown(one.new), "name": labels.name or one.name, "title": title}
    values |= {"subject": about, "value": labels.value or about.rpartition(" ")[2].rpartition("/")[2]}
    values |= {"owner": one.tail[1] if len(one.tail) > 1 else "", "key": one.tail[-1] if one.tail else ""}
    return for_consumers(text, change.consumers).format(**values)


def shown(value: Json | Absent) -> str:
    """A value in a message: a word as it is, other texts in quotes, long values cut."""
    if value is ABSENT:
        return "nothing"
    if isinstance(value, list) and value and all(isinstance(one, str) and _WORD.fullmatch(one) for one in value):
        value = ", ".join(value)
        return value if len(value) <= LONGEST else f"{value[: LONGEST - 1]}…"
    if isinstance(value, str) and _WORD.fullmatch(value) and len(value) <= LONGEST:
        return value
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def subject(fact: Fact) -> str:
    """The subject of a fact, as makers and authors call it."""
    if not fact.reached:
        return fact.difference.name
    kind, _, rest = _below_operation(fact.reached[0]).partition("/")
    if kind not in _FIELDS:
        return "the operation"
    name, _, inside = rest.partition("/")
    if kind == "parameter":
        return _named("input field", inside) if inside.startswith("schema/") else _parameter(name, inside)
    word = "notification field" if name == _NOTIFICATION else "output field"
    if inside.startswith("headers/"):
        return f"the header {inside.partition('/')[2]}"
    if inside.startswith("schema/"):
        return _named(word if fact.direction == "output" else "error field", inside)
    return "the notification" if name == _NOTIFICATION else f"the response {name}"


def _below_operation(reach: Reach) -> str:
    return reach.path.removeprefix(f"operation/{reach.operation}").lstrip("/")


def _named(word: str, inside: str) -> str:
    return f"the {word} {inside.partition('/')[2]}"


def _parameter(name: str, inside: str) -> str:
    if inside == "schema":
        return "the body"
    return f"the parameter {'/'.join(filter(None, (name, inside)))}"


def _elsewhere(fact: Fact, others: list[str]) -> str:
    """Where else the same difference reaches makers."""
    found = [f"in the definition {fact.definition}"] if fact.definition is not None else []
    describing = dict.fromkeys(one.described_by for one in fact.reached if one.described_by)
    if describing:
        found.append(f"described by {_list(list(describing))}")
    if others:
        found.append(f"also in {_list(others)}")
    if fact.unlisted:
        found.append(f"at {fact.unlisted:,} further places")
    return f" ({', '.join(found)})" if found else ""


def _list(names: list[str]) -> str:
    """Some names, and how many more there are."""
    return ", ".join(names[:_NAMED]) + (f" and {len(names) - _NAMED} more" if len(names) > _NAMED else "")
