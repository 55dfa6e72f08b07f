"""The settings of lint for a workspace: ``connectorsmith.toml``, or ``[tool.connectorsmith]`` in ``pyproject.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from connectorsmith.diagnostics import Diagnostic, Severity, Span, formats
from connectorsmith.diagnostics.rule import PROFILES
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.lint.selection import BESIDES, all_rules, names
from connectorsmith.source.links import real
from connectorsmith.source.read_files import read_text

NAME: Final = "connectorsmith.toml"
PROJECT: Final = "pyproject.toml"
_TOOL: Final = "tool.connectorsmith"
_TABLE: Final = "lint"
_FEW: Final = 20
"""How many known words are listed at most in a hint."""
_SEVERITIES: Final = tuple(severity.word for severity in Severity)
_AT: Final = re.compile(r"\(at line (\d{1,9}), column (\d{1,9})\)")
_HEADER: Final = re.compile(r"[ \t]*\[{1,2}([^\[\]]{1,500})\]{1,2}")
_KEY: Final = re.compile(r"[ \t]*[\"']?([\w-]{1,200})[\"']?[ \t]*=")


class Configuration(Struct, frozen=True):
    """What a workspace has settled for lint; ``None`` and empty where it says nothing.

    ``ignore`` has the reason of each rule that is left out. ``diagnostics`` are the faults of the file.
    """

    profile: str | None = None
    fail_on: str | None = None
    select: tuple[str, ...] = ()
    ignore: Mapping[str, str] = {}
    jobs: int | None = None
    form: str | None = None
    diagnostics: tuple[Diagnostic, ...] = ()


def find_configuration(start: Path) -> Configuration:
    """The settings of the nearest file upwards from a folder that has any. Raises FileError if it cannot be read.

    In one folder, ``connectorsmith.toml`` counts before ``pyproject.toml``.
    """
    here = real(start)
    for folder in (here, *here.parents):
        if (folder / NAME).is_file():
            return _read(folder / NAME, "")
        if (folder / PROJECT).is_file():
            found = _read(folder / PROJECT, _TOOL)
            if found != Configuration():
                return found
    return Configuration()


def _read(file: Path, at: str) -> Configuration:
    text, faults = read_text(file)
    if text is None:
        return Configuration(diagnostics=tuple(faults))
    if at and at not in text:
        return Configuration()
    try:
        value: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        return Configuration(diagnostics=(_syntax(fault, file, text),))
    for key in at.split(".") if at else ():
        value = value.get(key, {}) if isinstance(value, dict) else {}
    found = [*faults, *_faults(value, _Places(file, text, at))]
    if found or not isinstance(value, dict):
        return Configuration(diagnostics=tuple(found))
    settings = value.get(_TABLE, {})
    return Configuration(
        settings.get("profile"),
        settings.get("fail-on"),
        tuple(settings.get("select", ())),
        settings.get("ignore", {}),
        settings.get("jobs"),
        settings.get("format"),
    )


class _Places(Struct, frozen=True):
    """Finds the lines of keys, which the standard library's reader does not tell."""

    file: Path
    text: str
    prefix: str

    def span(self, path: Sequence[str]) -> Span:
        """The place of a key below the settings; the start of the file if it cannot be told."""
        table = ".".join(filter(None, (self.prefix, *path[:-1])))
        now = ""
        for number, line in enumerate(self.text.splitlines(), start=1):
            header = _HEADER.match(line)
            if header is not None:
                now = header[1].replace('"', "").replace(" ", "")
                if now == ".".join(filter(None, (table, path[-1]))):
                    return Span(self.file, number, line.index("[") + 1)
                continue
            key = _KEY.match(line)
            if key is not None and now == table and key[1] == path[-1]:
                return Span(self.file, number, key.start(1) + 1)
        return self.span(path[:-1]) if len(path) > 1 else Span(self.file, 1, 1)


def _syntax(fault: tomllib.TOMLDecodeError, file: Path, text: str) -> Diagnostic:
    found = _AT.search(str(fault))
    line, column = (int(found[1]), int(found[2])) if found else (max(1, len(text.splitlines())), 1)
    message = f"this is not TOML: {_AT.sub('', str(fault)).replace('(at end of document)', '').strip()}"
    return Diagnostic("toml-syntax", Severity.ERROR, message, None, Span(file, line, column))


def _faults(value: Any, places: _Places) -> Iterator[Diagnostic]:
    """What is wrong with the settings, each at its key."""
    yield from _strangers(value, {_TABLE: dict}, (), places)
    settings = value.get(_TABLE) if isinstance(value, dict) else None
    if not isinstance(settings, dict):
        return
    yield from _strangers(settings, _KINDS, (_TABLE,), places)
    rules = {*names(all_rules()), *BESIDES}
    known = {"profile": sorted(PROFILES), "fail-on": _SEVERITIES, "format": formats.names()}
    for key, allowed in known.items():
        if isinstance(settings.get(key), str) and settings[key] not in allowed:
            yield _fault(f"{key} has no value {settings[key]}", (_TABLE, key), places, _likely(settings[key], allowed))
    for key in ("select", "ignore"):
        for name in settings.get(key, ()):
            if isinstance(name, str) and not any(one == name or one.startswith(f"{name}-") for one in rules):
                yield _fault(f"there is no rule {name}", (_TABLE, key, name), places, _likely(name, rules))
    ignored = settings.get("ignore")
    for name, reason in ignored.items() if isinstance(ignored, dict) else ():
        if not isinstance(reason, str) or not reason.strip():
            yield _fault(f"{name} is left out without a reason", (_TABLE, "ignore", name), places, "write why")


_KINDS: Final[Mapping[str, type]] = {
    "profile": str,
    "fail-on": str,
    "select": list,
    "ignore": dict,
    "jobs": int,
    "format": str,
}
_WORDS: Final = {str: "a text", list: "a list of rules", dict: "a table", int: "a number above 0"}


def _strangers(value: Any, kinds: Mapping[str, type], at: tuple[str, ...], places: _Places) -> Iterator[Diagnostic]:
    """Unknown keys, and values of another kind."""
    for key, item in value.items() if isinstance(value, dict) else ():
        kind = kinds.get(key)
        if kind is None:
            yield _fault(f"unknown key `{key}`", (*at, key), places, _likely(key, kinds))
        elif type(item) is not kind or (isinstance(item, int) and item < 1):
            yield _fault(f"{key} has to be {_WORDS[kind]}", (*at, key), places, None)


def _likely(word: str, known: Iterable[str]) -> str:
    likely = suggest(word, known)
    listed = list(known)
    if likely:
        return f"did you mean {likely}?"
    return f"known: {', '.join(listed)}" if len(listed) < _FEW else "connectorsmith rules lists them all"


def _fault(message: str, path: tuple[str, ...], places: _Places, hint: str | None) -> Diagnostic:
    return Diagnostic("configuration-not-valid", Severity.ERROR, message, None, places.span(path), hint)
