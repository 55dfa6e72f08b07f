"""Secrets in a description: tokens in texts, and values of fields, choices and examples that are in use.

They are taken out before anything is converted, so that neither a spec nor a report can hold them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from connectorsmith.diagnostics.secret_names import is_secret_name, secret_words
from connectorsmith.diagnostics.secret_values import HIDDEN, is_mild, looks_real
from connectorsmith.importers.openapi3.losses import Keys, Losses
from connectorsmith.language.repeated_secrets import hidden_texts, is_hidden, masked, new_names, used_secrets

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


def secrets_in(document: Any) -> list[str]:
    """The texts of a document that are secrets, or have some in them."""
    met: list[str] = []
    _Cleaner(Losses(), "", met).cleaned(document, (), False, "")
    return met


def without_secrets(documents: Mapping[str, Any], losses: Losses, known: Iterable[str] = ()) -> dict[str, Any]:
    """The documents of a description without secrets; each one is a loss at its place. What has none is not copied.

    A secret that is named in one place is taken out of all texts, and out of names of keys; so is one that is
    ``known``.
    """
    met = [*known]
    cleaned = {file: _Cleaner(losses, file, met).cleaned(value, (), False, "") for file, value in documents.items()}
    texts = hidden_texts(cleaned.values(), used_secrets(met), credentials=False) if met else {}
    if not texts:
        return cleaned
    return {file: _Cleaner(losses, file, met, texts).cleaned(value, (), False, "") for file, value in cleaned.items()}


class _Cleaner:
    """Cleans one document; what YAML aliases repeat is cleaned once."""

    def __init__(self, losses: Losses, file: str, met: list[str], texts: Mapping[str, str] | None = None) -> None:
        """Take where to report secrets and to collect them, and what to write for texts if that is known already."""
        self._losses = losses
        self._file = file
        self._met = met
        self._texts = texts
        self._known: dict[tuple[int, bool, str], Any] = {}

    def cleaned(self, value: Any, keys: Keys, secret: bool, data: str) -> Any:
        """A value without secrets: ``secret`` below the name of one, ``data`` the key that it is a value of, if any."""
        if isinstance(value, str):
            return self._text(value, keys, secret, data)
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
        names = new_names(value, self._texts or {})
        self._losses.renamed |= {new: key for key, new in names.items()}  # a loss names the key in the document
        made: dict[str, Any] = {}
        for key, item in value.items():
            name = str(key)
            inside = data or (name if name in _DATA or name.startswith("x-") else "")
            labelled = bool(keys) and keys[-1] == "examples"  # the names of examples say nothing about their values
            below = (is_secret_name(name) and not labelled) or ((named or secret) and (bool(inside) or name in _AROUND))
            new = self.cleaned(item, (*keys, key), below, inside)
            if new is not _NOTHING and not (new == [] != item):
                made[names.get(key, key)] = new
        return value if all(made.get(key, _NOTHING) is item for key, item in value.items()) else made

    def _list(self, value: list[Any], keys: Keys, secret: bool, data: str) -> list[Any]:
        made = [self.cleaned(item, (*keys, index), secret, data) for index, item in enumerate(value)]
        if all(new is item for new, item in zip(made, value, strict=True)):
            return value
        return [new for new in made if new is not _NOTHING]

    def _text(self, text: str, keys: Keys, secret: bool, data: str) -> Any:
        if self._texts is not None:
            new = self._texts.get(text, text)
        elif not any(map(_has_digit, _CANDIDATE.findall(text))):
            new = text
        elif secret and data and not _MOMENT.fullmatch(text) and _is_real(text, data):
            return self._drop(text, keys)
        else:
            new = masked(text)
        return self._drop(text, keys) if data and new != text and is_hidden(new) else self._changed(text, new, keys)

    def _drop(self, text: str, keys: Keys) -> Any:
        """Report a value that is left out."""
        self._met.append(text)
        where = keys[-1] if keys else "the root"
        self._losses.add("secret-dropped", keys, f"a secret at {where}", None, self._file)
        return _NOTHING

    def _changed(self, text: str, new: str, keys: Keys) -> str:
        """Report a text that is written differently."""
        if new != text:
            self._met.append(text)
            self._losses.add("secret-dropped", keys, "a text with a secret", f"a text with {HIDDEN}", self._file)
        return new


def _is_real(text: str, data: str) -> bool:
    return looks_real(text) or (data in _EXAMPLES and not is_mild(text))


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))
