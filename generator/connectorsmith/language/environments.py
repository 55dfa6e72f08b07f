"""Environments: what differs where a connector is deployed, laid over its spec, and nothing else may differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from msgspec import field
from msgspec.structs import asdict

from connectorsmith.diagnostics import SPEC, Diagnostic, Pointer, Severity, Span
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.errors import UnknownNameError
from connectorsmith.language.secrets import hidden_default
from connectorsmith.language.yaml_forms import Form
from connectorsmith.source.document import Document

ENVIRONMENTS: Final = "environments"
SUFFIX: Final = "titleSuffix"
PARAMETERS: Final = "connectionParameters"
OAUTH: Final = "oAuthSettings"


def in_environment(form: Form, name: str | None) -> Form:
    """The value of a spec as it is in one of its environments; ``None`` is the spec itself.

    The form must have passed the language's JSON Schema. Raises UnknownNameError.
    """
    if name is None:
        return form
    environments: Mapping[str, Form] = form.get(ENVIRONMENTS, {})
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
    return changed


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
    for parameter, item in overlay.get(PARAMETERS, {}).items():
        for key, value in item.items():
            for inner in value if key == OAUTH else ():
                redirects[PARAMETERS, parameter, OAUTH, inner] = at / PARAMETERS / parameter / OAUTH / inner
            if key != OAUTH:
                redirects[PARAMETERS, parameter, key] = at / PARAMETERS / parameter / key
    return OverlaidDocument(**asdict(document), redirects=redirects)


def _laid_over(item: Form, overlay: Form) -> Form:
    merged = {**item, **overlay}
    if OAUTH in overlay:
        merged[OAUTH] = {**item.get(OAUTH, {}), **overlay[OAUTH]}
    return merged


def check_environments(form: Form) -> Iterator[Diagnostic]:
    """What is wrong with the environments of a spec: each may only change what the connector has."""
    known: Mapping[str, Any] = form.get(PARAMETERS, {})
    for name, overlay in form.get(ENVIRONMENTS, {}).items():
        for key, item in overlay.get(PARAMETERS, {}).items():
            at = SPEC / ENVIRONMENTS / name / PARAMETERS / key
            if key not in known:
                likely = suggest(key, tuple(known))
                message = f"the connector has no connection parameter {key}, so {name} cannot change it"
                yield _fault(message, at, f"did you mean {likely}?" if likely else "declare it for the connector first")
            elif OAUTH in item and OAUTH not in known[key]:
                message = f"the connection parameter {key} is not a sign-in, so it has no {OAUTH} to change"
                yield _fault(message, at / OAUTH, "remove it here, or name the parameter with the sign-in")
            else:
                yield from hidden_default({**known[key], **item}, at)


def _fault(message: str, at: Pointer, hint: str) -> Diagnostic:
    return Diagnostic("environment-changes-nothing", Severity.ERROR, message, at, hint=hint)
