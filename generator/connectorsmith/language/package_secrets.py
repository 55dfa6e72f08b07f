"""Find the secrets of a foreign package, which its spec must not hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from msgspec import Struct

from connectorsmith.diagnostics import DEFINITION, PROPERTIES, Diagnostic, Pointer, Severity
from connectorsmith.diagnostics.key_text import find_keys, has_key, service_of
from connectorsmith.diagnostics.password_in_address import has_password
from connectorsmith.diagnostics.secret_names import is_secret_name, secret_words
from connectorsmith.diagnostics.secret_text import find_secret_text
from connectorsmith.diagnostics.secret_values import HIDDEN, Secrets, is_mild, looks_real
from connectorsmith.language.repeated_secrets import (
    hidden_texts,
    is_credential,
    is_hidden,
    places_of,
    used_secrets,
    with_texts,
)
from connectorsmith.language.secrets import secrets_inside, without

LEFT_OUT: Final = "secret-left-out"
MASKED: Final = "secret-masked"
IN_FILE: Final = "secret-in-file"
_OF_SIGN_IN: Final = "give it to deploy with --secret-env, and revoke it if the package was shared"
_OF_CONNECTION: Final = "a maker types it when a connection is made; revoke it if the package was shared"
_OF_CALLS: Final = "make it a connection parameter of type securestring, and revoke it if the package was shared"


class WithoutSecrets(Struct, frozen=True):
    """The values of a package's JSON files by label, without secrets, and what was done to them.

    ``found`` says so at each place of a secret. ``texts`` are those with ``***`` in the place of a secret, by what
    they were.
    """

    values: dict[str, Any]
    found: tuple[Diagnostic, ...]
    texts: Mapping[str, str]


def without_secrets(values: Mapping[str, Any]) -> WithoutSecrets:
    """Take the secrets out of the JSON files of a package, which are by label, wherever they are repeated.

    A value that is a secret is left out; where a text has one in it, ``***`` is in its place.
    """
    found = [*secrets_left_out(values)]
    omitted = [one.at for one in found if one.at is not None]
    secrets = secrets_at(values, found)
    kept = {label: without(value, [at for at in omitted if at.document == label]) for label, value in values.items()}
    texts = hidden_texts(kept.values(), secrets)
    if not texts:
        return WithoutSecrets(kept, tuple(found), {})
    repeated: list[Pointer] = []
    for root in (DEFINITION, PROPERTIES):
        for at, text in places_of(kept.get(str(root.key)), root, texts):
            if _last(str(at.key)) in secret_words().holding and is_hidden(texts[text]):
                repeated.append(at)
                found.append(_left_out(at, _OF_CALLS))
            else:
                found.append(_masked(at, texts))
    kept = {label: without(value, [at for at in repeated if at.document == label]) for label, value in kept.items()}
    return WithoutSecrets({label: with_texts(value, texts) for label, value in kept.items()}, tuple(found), texts)


def secrets_left_out(values: Mapping[str, Any]) -> Iterator[Diagnostic]:
    """The secrets in the JSON files of a package, which are by label: each place in it that a spec is made without.

    In connection parameters, the name of a secret decides. In calls and policies, where such a name may be that of a
    field, the value must also look like a secret in use. A key of a known service is one whatever its name is, and so
    is a random text in the properties or in what a header or a query parameter sends.
    """
    properties = values.get(str(PROPERTIES.key))
    found = {str(one.at): one.at for one in secrets_inside(properties, PROPERTIES) if one.at is not None}
    for at in found.values():
        yield _left_out(at, _OF_CONNECTION if at.key == "defaultValue" or "constraints" in at.keys else _OF_SIGN_IN)
    for root in (DEFINITION, PROPERTIES):
        known = found if root is PROPERTIES else {}
        for name, at in {str(at): at for at in _held(values.get(str(root.key)), root)}.items():
            if name not in known and str(at.parent) not in known:
                yield _left_out(at, _OF_CALLS)


def secrets_at(values: Mapping[str, Any], found: Iterable[Diagnostic]) -> frozenset[str]:
    """The secrets in use that were left out of the JSON files of a package, which are by label."""
    places = [one.at for one in found if one.rule == LEFT_OUT and one.at is not None]
    return frozenset(used_secrets(_value_at(values[at.document], at) for at in places))


def secrets_in_files(assets: Mapping[str, bytes], known: Iterable[str] = ()) -> Iterator[Diagnostic]:
    """The secrets in the further files of a package, such as its script, which a spec would get as they are.

    ``known`` are secrets that were left out of its other files.
    """
    secrets = Secrets(known)
    for name, content in assets.items():
        if name.endswith(_TEXTS):
            text = content.decode("utf-8", "replace")
            found = find_secret_text(text, code=name.endswith(_CODE), unnamed=False).places
            used = [one for one in {*found, *_keys_of_services(text)} if looks_real(text[slice(*one)].strip("\"'"))]
            if not used and secrets.scrub(text) != text:
                raw = [(text.find(one), len(one)) for one in known if one in text]
                used = [(start, start + size) for start, size in raw or [(0, 1)]]
            for start, end in sorted(used):
                line = text.count("\n", 0, start) + 1
                at = Pointer(name) / line / (start - text.rfind("\n", 0, start)) / (end - start)
                message = f"{name} holds a secret, which would go into the spec"
                yield Diagnostic(IN_FILE, Severity.ERROR, message, at, hint=_OF_CALLS)


def _held(value: Any, at: Pointer) -> Iterator[Pointer]:
    """The places of values that look like secrets in use, below the name of a secret or beside it."""
    waiting, root = [(value, at, False)], at
    while waiting:
        holder, here, data = waiting.pop()
        if isinstance(holder, list):
            waiting += [(item, here / index, data) for index, item in enumerate(holder)]
        elif isinstance(holder, dict):
            named = any(_last(key) in secret_words().naming and _names(item) for key, item in holder.items())
            for key, item in holder.items():
                holds = is_secret_name(key) or (named and _last(key) in secret_words().holding)
                sent = key == "host" or (key == "default" and holder.get("in") in ("header", "query"))
                if isinstance(item, str) and (
                    (holds and (looks_real(item) or not (data or is_mild(item)) or is_credential(item)))
                    or _tells_secret(item, random=sent or root is PROPERTIES)
                ):
                    yield here / key
                elif isinstance(item, dict) and is_secret_name(key):
                    yield from (here / key / one for one in secret_words().holding if _is_real(item.get(one)))
            waiting += [(item, here / key, data or key in _DATA) for key, item in holder.items()]


def _tells_secret(text: str, *, random: bool) -> bool:
    """Whether a text is a key of a service, or if ``random`` any key, or has an address with a secret in it."""
    if service_of(text) is not None or (random and has_key(text)):
        return True
    return "://" in text and (has_password(text) or any(map(looks_real, find_secret_text(text, unnamed=False).values)))


def _keys_of_services(text: str) -> Iterator[tuple[int, int]]:
    """The keys in a text that have the form of those of a known service."""
    return ((start, end) for start, end in find_keys(text) if service_of(text[start:end]) is not None)


def _last(key: str) -> str:
    """The word of a key: that of ``x-ms-apimTemplateParameter.value`` is value."""
    return key.rpartition(".")[2]


def _names(value: Any) -> bool:
    return isinstance(value, str) and is_secret_name(value)


def _is_real(value: Any) -> bool:
    return isinstance(value, str) and looks_real(value)


def _left_out(at: Pointer, hint: str) -> Diagnostic:
    message = f"{at.key} holds a secret, which a spec must not; it is left out"
    return Diagnostic(LEFT_OUT, Severity.WARNING, message, at, hint=hint)


def _masked(at: Pointer, texts: Mapping[str, str]) -> Diagnostic:
    key = texts.get(str(at.key), at.key)
    what = f"item {key} of {at.parent.key}" if isinstance(key, int) and at.parent is not None else key
    message = f"{what} has a secret in it, which a spec must not; it is written as {HIDDEN}"
    return Diagnostic(MASKED, Severity.WARNING, message, at, hint=_OF_CALLS)


def _value_at(value: Any, at: Pointer) -> Any:
    for key in at.keys:
        value = value[key]
    return value


_DATA: Final = frozenset({"default", "enum", "example", "examples", "x-example", "x-examples"})
"""Keys whose values are those of an API, where the name of a secret is that of a field."""
_CODE: Final = (".cs", ".csx")
_TEXTS: Final = (*_CODE, ".json", ".md")
