"""Definitions that operations use by name: shared parameters, usual errors, recipes."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from connectorsmith.diagnostics import SPEC, Diagnostic, Pointer, Severity
from connectorsmith.diagnostics.excerpt import listed
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.language.parameters import read_parameter
from connectorsmith.language.responses import lost_keys, read_notification, read_response
from connectorsmith.language.schemas import SchemaForm
from connectorsmith.language.yaml_forms import YamlForm, is_absent
from connectorsmith.model import Notification, Parameter, Response
from connectorsmith.model.script import Recipe

REFERENCE = "reference"
_ABOUT = frozenset({"required", "summary", "description", "visibility", "url-encoding"})
"""The keys of a parameter that say nothing about the value it carries."""


class Shared(Struct):
    """The shared parameters, errors and recipes of one spec, and the faults met while using them."""

    parameters: Mapping[str, YamlForm] = field(default_factory=dict)
    errors: Mapping[str, SchemaForm] = field(default_factory=dict)
    recipes: Mapping[str, tuple[Recipe, ...]] = field(default_factory=dict)
    faults: list[Diagnostic] = field(default_factory=list)
    _parameters: dict[str, Parameter] = field(default_factory=dict)
    _errors: dict[str, Response] = field(default_factory=dict)

    def parameter(self, item: str | YamlForm, at: Pointer) -> Parameter | None:
        """The parameter an item of a list represents; ``None``, with a fault, if it names one that does not exist."""
        if isinstance(item, dict) and "use" not in item:
            return read_parameter(item, at)
        name = item if isinstance(item, str) else str(item["use"])
        if name not in self.parameters:
            hint = _known(name, self.parameters)
            self.fault("unknown-shared-parameter", f'there is no shared parameter "{name}"', at, hint)
            return None
        if isinstance(item, dict):
            return self._changed(name, {key: value for key, value in item.items() if key != "use"}, at)
        if self.parameters[name].get("by") == REFERENCE:
            return Parameter(ref=f"#/parameters/{name}", at=at)
        return self.whole(name)

    def whole(self, name: str) -> Parameter:
        """A shared parameter as it is: one object for all who name it, so that a fault in it is met once."""
        if name not in self._parameters:
            form = named(name, self.parameters[name])
            self._parameters[name] = read_parameter(form, SPEC / "parameters" / name)
        return self._parameters[name]

    def _changed(self, name: str, changes: YamlForm, at: Pointer) -> Parameter:
        """A shared parameter with differences; what does not differ keeps its place among the shared ones."""
        changed = read_parameter({**named(name, self.parameters[name]), **changes}, at)
        if changes.keys() <= _ABOUT:
            shared = self.whole(name)
            return replace(changed, value=shared.value, schema=shared.schema)
        return changed

    def error(self, code: str, at: Pointer) -> Response | None:
        """The usual response of an error code; ``None``, with a fault, if the connector does not define it."""
        if code not in self.errors:
            there = f"; there is {listed(self.errors)}" if self.errors else ""
            hint = f"add it under `errors` at the root, or write the response out under its code{there}"
            self.fault("unknown-error", f"there is no shared error {code}", at, hint)
            return None
        if code not in self._errors:
            self._errors[code] = self.response(self.errors[code], code, SPEC / "errors" / code)
        return self._errors[code]

    def response(self, form: SchemaForm, code: str, at: Pointer) -> Response:
        """A response, with a fault where keys of its schema are beside ``schema`` and would be lost."""
        self._check_keys(form, at)
        return read_response(form, code, at)

    def notification(self, form: SchemaForm, at: Pointer) -> Notification:
        """The content that a webhook sends, checked in the same way."""
        self._check_keys(form, at)
        return read_notification(form, at)

    def _check_keys(self, form: SchemaForm, at: Pointer) -> None:
        for key in lost_keys(form):
            hint = "move it into `schema`, or leave `schema` out and write everything here"
            self.fault("key-beside-schema", f"`{key}` and `schema` both describe the value", at / key, hint)

    def fault(
        self, rule: str, message: str, at: Pointer, hint: str, places: tuple[tuple[str, Pointer], ...] = ()
    ) -> None:
        """Note a fault at a place of the spec, with further places and a word for each."""
        self.faults.append(Diagnostic(rule, Severity.ERROR, message, at, hint=hint, places=places))


def named(name: str, form: YamlForm) -> YamlForm:
    """A shared parameter with its name written out; a body's name is "body" unless it says otherwise."""
    unnamed = form.keys() & {"name", "$ref"} or form.get("in") == "body" or is_absent(form, "name")
    return form if unnamed else {"name": name, **form}


def _known(name: str, known: Mapping[str, object]) -> str:
    likely = suggest(name, known)
    if likely:
        return f'did you mean "{likely}"?'
    there = f"; there is {listed(known)}" if known else ""
    return f"add it under `parameters` at the root, or write it out here{there}"
