"""Secrets in a description: tokens in texts, and values of fields, choices and examples that are in use.

They are taken out before anything is converted, so that neither a spec nor a report can hold them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from connectorsmith.diagnostics.key_text import service_of
from connectorsmith.diagnostics.secret_names import is_secret_name, secret_words
from connectorsmith.diagnostics.secret_text import find_secret_text
from connectorsmith.diagnostics.secret_values import HIDDEN, is_mild, looks_real
from connectorsmith.importers.openapi3.losses import Keys, Losses

_CANDIDATE: Final = re.compile(r"[^\s\"'<>]{8,}")
"""The least pattern of a secret in a text."""
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]{5,20}(?:Z|[+-][\d:]{4,5})?")
"""A date and time, never a secret, https://www.rfc-editor.org/rfc/rfc3339."""
_EXAMPLES: Final = ("example", "examples", "value", "x-example")
_DATA: Final = frozenset({"default", "const", "enum", *_EXAMPLES})
"""Keys that hold values of a field, and not what describes it."""
_AROUND: Final = frozenset({"schema", "items", "allOf", "oneOf", "anyOf", "content"})
"""Keys between a field and its values."""
_NOTHING: Final = object()


def without_secrets(documents: Mapping[str, Any], losses: Losses) -> dict[str, Any]:
    """The documents of a description without secrets; each one is a loss at its place. What has none is not copied."""
    return {file: _Cleaner(losses, file).cleaned(value, (), False, "") for file, value in documents.items()}


class _Cleaner:
    """Cleans one document; what YAML aliases repeat is cleaned once."""

    def __init__(self, losses: Losses, file: str) -> None:
        self._losses = losses
        self._file = file
        self._known: dict[tuple[int, bool, str], Any] = {}

    def cleaned(self, value: Any, keys: Keys, secret: bool, data: str) -> Any:
        """A value without secrets: ``secret`` below the name of one, ``data`` the key that it is a value of, if any."""
        if isinstance(value, str):
            return self._text(value, keys, data if secret else "")
        key = (id(value), secret, data)
        if isinstance(value, dict | list) and key not in self._known:
            self._known[key] = value  # an alias inside itself ends here
            if isinstance(value, dict):
                self._known[key] = self._object(value, keys, secret, data)
            else:
                self._known[key] = self._list(value, keys, secret, data)
        return self._known.get(key, value)

    def _object(self, value: dict[str, Any], keys: Keys, secret: bool, data: str) -> dict[str, Any]:
        named = any(isinstance(value.get(key), str) and is_secret_name(value[key]) for key in secret_words().naming)
        made: dict[str, Any] = {}
        for key, item in value.items():
            name = str(key)
            inside = data or (name if name in _DATA or name.startswith("x-") else "")
            labelled = bool(keys) and keys[-1] == "examples"  # the names of examples say nothing about their values
            below = (is_secret_name(name) and not labelled) or ((named or secret) and (bool(inside) or name in _AROUND))
            new = self.cleaned(item, (*keys, key), below, inside)
            if new is not _NOTHING and not (new == [] != item):
                made[key] = new
        return value if all(made.get(key, _NOTHING) is item for key, item in value.items()) else made

    def _list(self, value: list[Any], keys: Keys, secret: bool, data: str) -> list[Any]:
        made = [self.cleaned(item, (*keys, index), secret, data) for index, item in enumerate(value)]
        if all(new is item for new, item in zip(made, value, strict=True)):
            return value
        return [new for new in made if new is not _NOTHING]

    def _text(self, text: str, keys: Keys, data: str) -> Any:
        if not any(map(_has_digit, _CANDIDATE.findall(text))):
            return text
        if data and not _MOMENT.fullmatch(text) and (looks_real(text) or (data in _EXAMPLES and not is_mild(text))):
            self._losses.add(
                "secret-dropped", keys, f"a secret at {keys[-1] if keys else 'the root'}", None, self._file
            )
            return _NOTHING
        masked = _masked(text)
        if masked != text:
            self._losses.add("secret-dropped", keys, "a text with a secret", f"a text with {HIDDEN}", self._file)
        return masked


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _masked(text: str) -> str:
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
