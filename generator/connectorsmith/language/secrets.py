"""Secrets in a spec: YAML is committed and read by many, so a client secret or a password in it is an error."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from connectorsmith.diagnostics import Diagnostic, Pointer, Severity
from connectorsmith.diagnostics.secret_names import is_secret_name
from connectorsmith.language.yaml_forms import YamlForm

PLACES: Final = ("connectionParameters", "connectionParameterSets", "environments", "raw")
"""Root keys below which values are the connector's own; elsewhere a word like password names a field of the API."""
SECRET: Final = "secret-in-spec"
_HIDDEN: Final = "securestring"
_NO_DEFAULT: Final = "remove it: a default in a spec can be read by everybody, and this parameter is hidden"
_REFERENCE: Final = re.compile(r"\s*@[A-Za-z]+\([^@()]*\)\s*")
"""An expression in place of a value that the platform fills in."""


def find_secrets(form: YamlForm, at: Pointer, places: tuple[str, ...] = PLACES) -> Iterator[Diagnostic]:
    """Every field below the places that holds a secret, each named and none shown."""
    for place in places:
        yield from secrets_inside(form.get(place), at / place)


def secrets_inside(value: Any, at: Pointer) -> Iterator[Diagnostic]:
    """Every field inside a value of YAML or JSON that holds a secret."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from secrets_inside(item, at / index)
    if not isinstance(value, dict):
        return
    for key, item in value.items():
        if is_secret(key, item):
            hint = "remove it, and revoke it if it was ever shared; deploy takes it from the environment: --secret-env"
            yield _fault(f"{key} is a secret, which a spec must not hold", at / key, hint)
        else:
            yield from secrets_inside(item, at / key)
            if is_secret_name(str(key)) and isinstance(item, dict) and item.get("type") != _HIDDEN:
                yield from _default(item, at / key, str(key))
    yield from hidden_default(value, at)


def is_secret(key: object, value: Any) -> bool:
    """Tell whether a value below the name of a secret is one: text or digits, alone, in a list or as ``{value: …}``."""
    return is_secret_name(str(key)) and any(_is_text(item) for item in _held(value))


def _held(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        yield value.get("value")
    elif isinstance(value, list):
        yield from value
    else:
        yield value


def _is_text(value: Any) -> bool:
    """Whether a value is a literal: neither a flag, nor empty, nor only an expression."""
    if isinstance(value, str):
        return bool(value.strip()) and not _REFERENCE.fullmatch(value)
    return isinstance(value, int | float) and not isinstance(value, bool)


def hidden_default(parameter: YamlForm, at: Pointer) -> Iterator[Diagnostic]:
    """The defaults and choices of a connection parameter that is hidden while it is typed."""
    if parameter.get("type") != _HIDDEN:
        return
    yield from _default(parameter, at, f"a {_HIDDEN}")
    ui = parameter.get("uiDefinition")
    for holder, inside in ((parameter, at), (ui if isinstance(ui, dict) else {}, at / "uiDefinition")):
        constraints = holder.get("constraints")
        if isinstance(constraints, dict):
            yield from _constraints(constraints, inside / "constraints")


def _constraints(holder: YamlForm, at: Pointer) -> Iterator[Diagnostic]:
    """The default and the choices that the constraints of a hidden connection parameter give."""
    choices = holder.get("allowedValues")
    listed = choices if isinstance(choices, list) else []
    given = [("default", holder.get("default"), at / "default")]
    given += [
        ("choice", item.get("value"), at / "allowedValues" / index / "value")
        for index, item in enumerate(listed)
        if isinstance(item, dict)
    ]
    for word, value, place in given:
        if _is_text(value):
            yield _fault(f"the {word} of a {_HIDDEN} is a secret, which a spec must not hold", place, _NO_DEFAULT)


def _default(parameter: YamlForm, at: Pointer, name: str) -> Iterator[Diagnostic]:
    if _is_text(parameter.get("defaultValue")):
        message = f"the default of {name} is a secret, which a spec must not hold"
        yield _fault(message, at / "defaultValue", _NO_DEFAULT)


def without(value: Any, places: Iterable[Pointer]) -> Any:
    """A copy of a value without the entries at these places; places inside a removed entry are skipped."""
    kept = copy.deepcopy(value)
    for at in places:
        *keys, last = at.keys
        holder: Any = kept
        for key in keys:
            known = range(len(holder)) if isinstance(holder, list) else holder
            holder = holder[key] if key in known else {}
        if isinstance(holder, dict):
            holder.pop(last, None)
    return kept


def _fault(message: str, at: Pointer, hint: str) -> Diagnostic:
    return Diagnostic(SECRET, Severity.ERROR, message, at, hint=hint)
