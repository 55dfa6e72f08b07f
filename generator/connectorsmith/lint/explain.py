"""Explain a rule, a code, or a pasted message of Microsoft's tools, and find its line in a connector."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from connectorsmith.analysis.definition_path import locate
from connectorsmith.changes.documentation import documentation
from connectorsmith.changes.verdicts import kinds
from connectorsmith.diagnostics import Diagnostic, Rule, Severity
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.exporters.openapi3.losses import export_kinds
from connectorsmith.importers.openapi3.losses import loss_kinds
from connectorsmith.importers.openapi3.report import KIND_MEANINGS
from connectorsmith.language.key_reference import keys_as_text
from connectorsmith.language.key_reference import names as key_names
from connectorsmith.lint.known_messages import KnownMessage, known_messages
from connectorsmith.lint.microsoft_messages import Message, meaning, patterns, read_messages, read_table
from connectorsmith.lint.policy_catalog import policy_as_text, policy_catalog
from connectorsmith.lint.reference_words import reference_table, term_as_text, word_as_text
from connectorsmith.lint.run import lint
from connectorsmith.lint.selection import Selection, all_rules, names
from connectorsmith.workspace.open import open_target
from connectorsmith.workspace.targets import Target

_KINDS: Final = {"operation", "parameter", "response"}
_AROUND: Final = " \t\r\n[](){}`'\":;,."
"""Characters that may be copied together with a name."""
_NAME: Final = re.compile(r"[a-z]+(?:-[a-z0-9]+)+|[A-Z][a-z]+[A-Z][A-Za-z]*")
"""The pattern of rule ids and codes."""
_TEMPLATE: Final = re.compile(r"[A-Za-z]+")
"""The pattern of policy template ids."""
_LETTERS: Final = 2
"""By how many letters a misspelt name may be shorter or longer than the template or key that it is taken for."""
_OURS: Final = re.compile(r"\[([a-z][a-z0-9-]+)\]$")
"""How lint ends the line of a finding."""
_UPDATE: Final = "update-"
"""How the ids of losses begin that an update of a spec has."""


class Explanation(Struct, frozen=True):
    """What one thing means: the rules that say it, or why there is none; ``message`` if it was part of a message.

    ``reading`` explains a finding made while files are read, ``change`` a kind of change, ``known`` a message of
    another tool, and ``reference`` a policy template or a key.
    """

    name: str
    rules: tuple[Rule, ...] = ()
    reason: str | None = None
    message: Message | None = None
    reading: str | None = None
    change: str | None = None
    known: KnownMessage | None = None
    reference: str | None = None


def explain(text: str, folder: Path | None = None) -> list[Explanation]:
    """What a rule's id, a code, a policy template, a key or a text with messages means; nothing for what is not known.

    ``folder`` is in the workspace whose templates count, by default the current one. Raises FileError.
    """
    name = text.strip(_AROUND)
    known = (_named(name), _policy(name, folder or Path()), _key(text.strip()), _word(text.strip()))
    found = [one for one in known if one is not None]
    if found:
        return found
    term = term_as_text(name)
    if term is not None:
        return [Explanation(name, reference=term)]
    return _explained(text) or _explained(" ".join(text.split()))  # a terminal may have broken the lines


def _explained(text: str) -> list[Explanation]:
    explained: list[Explanation] = []
    for message in read_messages(text):
        ours = _OURS.search(message.text)
        known = (_named(ours[1]) if ours else None) or _named(meaning(message.text) or "")
        if known is not None:
            explained.append(replace(known, rules=_nearest(known.rules, message), message=message))
    telling = [one for one in explained if one.known is None or not one.known.wraps]
    return list({(one.name, one.message): one for one in telling or explained}.values())


def _policy(name: str, folder: Path) -> Explanation | None:
    """The parameters and the effect of a policy template."""
    if not _TEMPLATE.fullmatch(name):
        return None
    catalog = policy_catalog(folder)
    template = catalog.get(name)
    return None if template is None else Explanation(template.id, reference=policy_as_text(template, catalog))


def _key(name: str) -> Explanation | None:
    """The meaning of a key of the language, or of the extension that it becomes."""
    written = keys_as_text(name)
    return Explanation(name, reference=written) if written else None


def _word(word: str) -> Explanation | None:
    """The meaning of another word of the reference, such as a variable or an exit code."""
    written = word_as_text(word)
    return Explanation(word, reference=written) if written else None


def template_faults(text: str, folder: Path | None = None) -> list[Diagnostic]:
    """The faults in the file of a policy template of the workspace, if a text is its name. Raises FileError."""
    name = text.strip(_AROUND)
    return policy_catalog(folder or Path()).faults_of(name) if _TEMPLATE.fullmatch(name) else []


def likely(text: str, folder: Path | None = None) -> str | None:
    """A likely name for an unknown word; none for a message, where a guess could mislead."""
    name = text.strip(_AROUND)
    last = name.rpartition(".")[2]
    if last != name and last in key_names():  # the path of a key, as in info.title
        return last
    if _TEMPLATE.fullmatch(name):
        words = (*key_names(), *reference_table("terms"))
        keys = words if text.strip() == name and (name[0].islower() or name.isupper()) else ()
        template = suggest(name, (*policy_catalog(folder or Path()).templates, *keys))
        if template is not None and abs(len(template) - len(name)) <= _LETTERS:
            return template
    known = [*names(all_rules()), *patterns(), *read_table("readings.yaml"), *kinds(), *loss_kinds(), *export_kinds(),
             *known_messages()]  # fmt: skip
    return suggest(name, known) if _NAME.fullmatch(name) else None


def _named(name: str) -> Explanation | None:
    folded = name.casefold()
    rules = [rule for rule in all_rules() if folded and folded in (rule.id, (rule.code or "").casefold())]
    reason = {code.casefold(): why for code, why in read_table("undecidable.yaml").items()}.get(folded)
    if folded in kinds():
        return Explanation(folded, tuple(rules), change=documentation(folded))
    reading = read_table("readings.yaml").get(folded) or _loss(folded)
    if reading is not None:
        return Explanation(folded, tuple(rules), reading=reading)
    message = known_messages().get(folded)
    if message is not None:
        return Explanation(folded, tuple(one for one in all_rules() if one.id == message.rule), known=message)
    known = {code.casefold(): code for code in patterns()}
    if not rules and reason is None:
        return None
    return Explanation(known.get(folded, name), tuple(rules), reason)


def _loss(name: str) -> str | None:
    """The meaning of a loss of an import or of an export."""
    kind = loss_kinds().get(name)
    what = "A construct of OpenAPI that a connector cannot hold as it is"
    if name.startswith(_UPDATE):
        what = "What `import --update` cannot bring into a spec as it is"
    if kind is None:
        kind = export_kinds().get(name)
        what = "A construct of a connector that OpenAPI 3.0 cannot hold as it is"
    if kind is None:
        return None
    became = "It is left out." if kind.became == "nothing" else f"It becomes {kind.became}."
    return f"{what} ({kind.kind}: {KIND_MEANINGS[kind.kind]}). {became} {kind.maker}"


def _nearest(rules: Sequence[Rule], message: Message) -> tuple[Rule, ...]:
    """Of several rules with one code those whose names say most of what the message says."""
    words = {word.removeprefix("x-ms-").casefold() for word in re.findall(r"'([\w-]+)'", message.text)}
    words |= {word.rpartition("-")[2] for word in words}
    kind = _kind(message.place or ())
    others = _KINDS - {kind} if kind else set()
    parts = [set(rule.id.split("-")) for rule in rules]
    scores = [
        len((words | {kind}) & part) - len(others & part) + _joined(words, rule.id)
        for rule, part in zip(rules, parts, strict=True)
    ]
    return tuple(rule for rule, score in zip(rules, scores, strict=True) if score == max(scores))


def _kind(place: Sequence[str]) -> str | None:
    """The subject of a message by its place: an operation, one of its parameters or responses, or none of these."""
    if place[:1] != ("paths",) or "schema" in place:
        return None
    return next((kind for kind in ("parameter", "response") if f"{kind}s" in place[-3:]), "operation")


def _joined(words: set[str], rule: str) -> int:
    """How many of the words that have hyphens themselves a rule's name holds."""
    return sum("-" in word and word in rule for word in words)


def points_at(explanation: Explanation, target: Target) -> list[Diagnostic]:
    """The lines of a connector that an explanation is about.

    A message that names a place means that place; all else means what the rules find. Raises FileError.
    """
    message = explanation.message
    if message is not None and message.place:
        opened = open_target(target)
        at = None if opened.connector is None else locate(opened.connector, message.place)
        if at is not None:
            rule = explanation.rules[0].id if explanation.rules else explanation.name
            diagnostic = Diagnostic(rule, Severity.ERROR, message.text, at, code=explanation.name)
            return opened.placed([diagnostic])
    named = explanation.known.rule if explanation.known is not None else None
    if not explanation.rules and explanation.reading is None and named is None:
        return []
    profile = min(explanation.rules[0].profiles) if explanation.rules else None
    wanted = tuple(rule.id for rule in explanation.rules) or (named or explanation.name,)
    return [one for one in lint(target, Selection(profile, wanted)).diagnostics if one.rule in wanted]
