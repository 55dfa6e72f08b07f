"""Environments: the allowed differences of a deployed connector, applied to its spec as an overlay."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from msgspec import field
from msgspec.structs import asdict

from connectorsmith.diagnostics import SPEC, Diagnostic, Pointer, Severity, Span
from connectorsmith.diagnostics.key_text import has_key
from connectorsmith.diagnostics.password_in_address import has_password
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.errors import UnknownNameError
from connectorsmith.language.connection_sets import SETS, ways
from connectorsmith.language.secrets import hidden_default
from connectorsmith.language.yaml_forms import YamlForm
from connectorsmith.source.document import Document

ENVIRONMENTS: Final = "environments"
SUFFIX: Final = "titleSuffix"
PARAMETERS: Final = "connectionParameters"
OAUTH: Final = "oAuthSettings"
_DEFAULT: Final = "defaultValue"
_KIND: Final = "connection parameter"


def in_environment(form: YamlForm, name: str | None) -> YamlForm:
    """The value of a spec as it is in one of its environments; ``None`` is the spec itself.

    The form must have passed the language's JSON Schema. Raises UnknownNameError.
    """
    if name is None:
        return form
    environments: Mapping[str, YamlForm] = form.get(ENVIRONMENTS, {})
    if name not in environments:
        raise UnknownNameError("environment", name, tuple(environments))
    overlay = environments[name]
    changed = {**form, **({"host": overlay["host"]} if "host" in overlay else {})}
    if SUFFIX in overlay:
        info = form.get("info", {})
        changed["info"] = {**info, "title": f"{info.get('title', '')}{overlay[SUFFIX]}"}
        changed["icon"] = {"title": info.get("title", ""), **form.get("icon", {})}  # whose initials stay as they are
    if PARAMETERS in overlay:
        entries: Mapping[str, Any] = form.get(PARAMETERS, {})
        further = overlay[PARAMETERS]
        changed[PARAMETERS] = {key: _laid_over(item, further.get(key, {})) for key, item in entries.items()}
    if SETS in overlay and SETS in form:
        values = [_set_laid_over(way, overlay[SETS].get(way.get("name"), {})) for way in ways(form)]
        changed[SETS] = {**form[SETS], "values": values}
    return changed


def _set_laid_over(way: YamlForm, overlay: YamlForm) -> YamlForm:
    """A way to sign in with what an environment says of its parameters."""
    if not overlay:
        return way
    entries = way.get("parameters", {}).items()
    return {**way, "parameters": {key: _laid_over(item, overlay.get(key, {})) for key, item in entries}}


class OverlaidDocument(Document):
    """The document of a spec as it is in an environment: a value that the environment changes has its place there."""

    redirects: dict[tuple[str | int, ...], Pointer] = field(default_factory=dict)

    def span(self, pointer: Pointer) -> Span:
        """The place of a pointer's last key, in the environment if that is where its value is written."""
        keys = pointer.keys
        for depth in range(len(keys), 0, -1):
            if (at := self.redirects.get(tuple(keys[:depth]))) is not None:
                for key in keys[depth:]:
                    at = at / key
                return Document.span(self, at)
        return Document.span(self, pointer)


def overlaid(document: Document, name: str) -> OverlaidDocument:
    """The document of a spec with the places of the values that this environment of it changes."""
    at = SPEC / ENVIRONMENTS / name
    overlay = document.value[ENVIRONMENTS][name]
    redirects: dict[tuple[str | int, ...], Pointer] = {}
    if "host" in overlay:
        redirects["host",] = at / "host"
    if SUFFIX in overlay:
        redirects["info", "title"] = at / SUFFIX
    redirects |= _redirects(overlay.get(PARAMETERS, {}), (PARAMETERS,), at / PARAMETERS)
    for index, way in enumerate(ways(document.value)):
        name = str(way.get("name"))
        keys = (SETS, "values", index, "parameters")
        redirects |= _redirects(overlay.get(SETS, {}).get(name, {}), keys, at / SETS / name)
    return OverlaidDocument(**asdict(document), redirects=redirects)


def _redirects(
    overlay: Mapping[str, YamlForm], keys: tuple[str | int, ...], at: Pointer
) -> dict[tuple[str | int, ...], Pointer]:
    """The places in an environment of what it changes of the parameters below the keys."""
    found: dict[tuple[str | int, ...], Pointer] = {}
    for parameter, item in overlay.items():
        for key, value in item.items():
            for inner in value if key == OAUTH else ():
                found[(*keys, parameter, OAUTH, inner)] = at / parameter / OAUTH / inner
            if key != OAUTH:
                found[(*keys, parameter, key)] = at / parameter / key
    return found


def _laid_over(item: YamlForm, overlay: YamlForm) -> YamlForm:
    merged = {**item, **overlay}
    if OAUTH in overlay:
        merged[OAUTH] = {**item.get(OAUTH, {}), **overlay[OAUTH]}
    return merged


def check_environments(form: YamlForm) -> Iterator[Diagnostic]:
    """The faults of a spec's environments: each may only change parts that the connector has."""
    known: Mapping[str, Any] = form.get(PARAMETERS, {})
    sets = {str(way.get("name")): way.get("parameters", {}) for way in ways(form)}
    for name, overlay in form.get(ENVIRONMENTS, {}).items():
        at = SPEC / ENVIRONMENTS / name
        yield from _check_parameters(
            overlay.get(PARAMETERS, {}), known, f"the connector has no {_KIND}", at / PARAMETERS
        )
        for key, items in overlay.get(SETS, {}).items():
            inside = at / SETS / key
            if key in sets:
                yield from _check_parameters(items, sets[key], f"the way to sign in {key} has no {_KIND}", inside)
            else:
                message = f"the connector has no way to sign in {key}, so {name} cannot change it"
                yield _unknown(message, key, sets, inside)


def _check_parameters(
    overlay: Mapping[str, YamlForm], known: Mapping[str, YamlForm], missing: str, at: Pointer
) -> Iterator[Diagnostic]:
    for key, item in overlay.items():
        if key not in known:
            yield _unknown(f"{missing} {key}, so {at.keys[1]} cannot change it", key, known, at / key)
        elif OAUTH in item and OAUTH not in known[key]:
            message = f"the connection parameter {key} is not a sign-in, so it has no {OAUTH} to change"
            yield _fault(message, at / key / OAUTH, "remove it here, or name the parameter with the sign-in")
        else:
            yield from hidden_default({**known[key], **item}, at / key)
            yield from _key_as_default(key, {**known[key], **item}, at / key) if _DEFAULT in item else ()


def _key_as_default(name: str, parameter: YamlForm, at: Pointer) -> Iterator[Diagnostic]:
    """The default that an environment gives a visible text, if it looks like a key; a rule looks at the spec's own."""
    default = parameter[_DEFAULT]
    if parameter.get("type") == "string" and isinstance(default, str) and (has_key(default) or has_password(default)):
        message = f'the default of "{name}" in {at.keys[1]} looks like a key or a password'
        hint = "write type: securestring without a default, and revoke it if the file was ever shared"
        yield Diagnostic("secret-in-default", Severity.WARNING, message, at / _DEFAULT, hint=hint)


def _unknown(message: str, name: str, known: Mapping[str, Any], at: Pointer) -> Diagnostic:
    likely = suggest(name, tuple(known))
    return _fault(message, at, f"did you mean {likely}?" if likely else "declare it for the connector first")


def _fault(message: str, at: Pointer, hint: str) -> Diagnostic:
    return Diagnostic("environment-changes-nothing", Severity.ERROR, message, at, hint=hint)
