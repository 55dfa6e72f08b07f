"""Secrets in a spec: YAML is committed and read by many, so a client secret or a password in it is an error."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from connectorsmith.diagnostics import Diagnostic, Pointer, Severity
from connectorsmith.language.yaml_forms import Form

PLACES: Final = ("connectionParameters", "connectionParameterSets", "environments", "raw")
"""Root keys below which values are the connector's own; elsewhere a word like password names a field of the API."""
_WORD: Final = re.compile(r"(client|app)?[-_ ]?(secret|password)|(access|refresh)[-_ ]?token", re.IGNORECASE)
SECRET: Final = "secret-in-spec"
_HIDDEN: Final = "securestring"


def find_secrets(form: Form, at: Pointer, places: tuple[str, ...] = PLACES) -> Iterator[Diagnostic]:
    """Every field below the places that holds a secret, each named and none shown."""
    for place in places:
        yield from _inside(form.get(place), at / place)


def _inside(value: Any, at: Pointer) -> Iterator[Diagnostic]:
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _inside(item, at / index)
    if not isinstance(value, dict):
        return
    for key, item in value.items():
        if is_secret(key, item):
            hint = "remove it, and revoke it if it was ever shared; deploy takes it from the environment: --secret-env"
            yield _fault(f"{key} is a secret, which may not stand in a spec", at / key, hint)
        else:
            yield from _inside(item, at / key)
    yield from hidden_default(value, at)


def is_secret(key: object, value: Any) -> bool:
    """Whether a key says that its value is a secret, and it is one: a text, as it is or as ``{value: …}``."""
    held = value.get("value") if isinstance(value, dict) else value
    return bool(_WORD.fullmatch(str(key)) and isinstance(held, str) and held)


def hidden_default(parameter: Form, at: Pointer) -> Iterator[Diagnostic]:
    """The default of a connection parameter that is hidden while it is typed, if it has one."""
    if parameter.get("defaultValue") and parameter.get("type") == _HIDDEN:
        message = f"the default of a {_HIDDEN} is a secret, which may not stand in a spec"
        hint = "remove it: what is hidden while it is typed has no default that everybody may read"
        yield _fault(message, at / "defaultValue", hint)


def _fault(message: str, at: Pointer, hint: str) -> Diagnostic:
    return Diagnostic(SECRET, Severity.ERROR, message, at, hint=hint)
