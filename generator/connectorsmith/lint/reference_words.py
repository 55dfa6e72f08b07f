"""Words of the reference that are neither keys nor rules, such as variables, exit codes, values of keys and files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

from connectorsmith.language.key_reference import header_as_text, keys, values_as_text
from connectorsmith.lint.file_words import file_names, file_word_as_text, file_words
from connectorsmith.packaged_yaml import packaged_yaml
from connectorsmith.workspace.settings_faults import settings_schema

_SIGNAL: Final = 128
"""Added to the number of a signal to give the exit code of a run that it ended."""
_SIGNALS: Final = 64
"""The largest number of a signal on Linux and macOS."""
_CODE: Final = re.compile(r"(?:exit(?: code)? )?(\d{1,3})")
_CALLED: Final = re.compile(r"@\{?\s*([A-Za-z.]{1,40})")
_CALLS: Final = {"recipe-calls": "recipes", "policy-calls": "policies"}


@cache
def reference_table(name: str) -> dict[str, Any]:
    """One of the tables of ``reference.yaml``, by the words that it explains."""
    found: dict[str, Any] = packaged_yaml(__package__, "reference.yaml")[name]
    return found


@cache
def methods() -> dict[str, str]:
    """The signature of each method that scripts have, by its name."""
    folder = files("connectorsmith.emitters") / "templates" / "script" / "methods"
    found = {file.name.removesuffix(".cs"): file.read_text("utf-8") for file in folder.iterdir()}
    return {name: _signature(content) for name, content in sorted(found.items())}


@cache
def settings() -> dict[str, str]:
    """Descriptions of the settings of a workspace, by name; those of a command begin with it: ``lint.profile``."""
    return dict(_settings("", settings_schema()))


def reference_words() -> Iterator[str]:
    """Every word that ``word_as_text`` explains."""
    yield from reference_table("variables")
    yield from reference_table("exit-codes")
    yield from (f"@{word}" for table in _CALLS for word in reference_table(table))
    yield from methods()
    yield from settings()
    yield from reference_table("http-methods")
    yield from reference_table("terms")
    yield from file_names()
    for one in file_words():
        yield from (one.path[-1], *one.values)
    for key in keys():
        yield from key.values


def word_as_text(word: str) -> str | None:
    """The entry of a word in the reference, or ``None``."""
    found = (_single(word), values_as_text(word), file_word_as_text(word), header_as_text(word))
    return "\n\n".join(one for one in found if one) or None


def term_as_text(words: str) -> str | None:
    """The words to look up for a term of the field that the language does not use, such as pagination."""
    folded = " ".join(words.casefold().replace("-", " ").split())
    terms = {term.replace("-", " "): term for term in reference_table("terms")}
    term = terms.get(folded) or terms.get(folded.removesuffix("s"))
    if term is None:
        return None
    commands = (f"  connectorsmith explain {word}" for word in reference_table("terms")[term])
    return "\n".join((f"{term} (term); see:", *commands))


def _single(word: str) -> str | None:
    """The entry of a word that has at most one meaning."""
    code, call = _CODE.fullmatch(word), _CALLED.match(word)
    if code is not None:
        number = int(code[1])
        found = reference_table("exit-codes").get(str(min(number, _SIGNAL) if number <= _SIGNAL + _SIGNALS else number))
        return f"{number} (exit code)\n  {found}" if found else None
    if call is not None:
        return _call(call[1].casefold())
    if word in reference_table("variables"):
        return f"{word} (environment variable)\n  {reference_table('variables')[word]}"
    if word in (word.upper(), word.lower()) and word.upper() in (known := reference_table("http-methods")):
        return f"{word.upper()} (HTTP method, as in `call: {word.upper()} /orders`)\n  {known[word.upper()]}"
    if word in (known := methods()):
        return f"{word} (method for snippets)\n  {known[word]}\n  {reference_table('methods')[word]}"
    if word in (known := settings()):
        return f"{word} (setting in connectorsmith.toml)\n  {known[word]}"
    return None


def _call(name: str) -> str | None:
    found = [
        f"{entry['example']} (call in {where})\n  {entry['meaning']}"
        for table, where in _CALLS.items()
        for word, entry in reference_table(table).items()
        if word.casefold() == name
    ]
    return "\n".join(found) or None


def _settings(above: str, schema: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, entry in schema.get("properties", {}).items():
        yield f"{above}{name}", str(entry.get("description", ""))
        yield from _settings(f"{above}{name}.", entry)


def _signature(content: str) -> str:
    """The lines before the first brace, without comments and modifiers."""
    head = content.partition("\n{")[0]
    lines = " ".join(line.strip() for line in head.splitlines() if not line.startswith("//"))
    words = lines.replace("( ", "(").split(" ")
    return " ".join(word for word in words if word not in ("private", "static", "async", "sealed"))
