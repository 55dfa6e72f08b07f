"""What a connector says once and its operations use by name: shared parameters and the usual errors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from connectorsmith.diagnostics import Diagnostic, Pointer, Severity
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.model import Parameter, Response
from connectorsmith.spec.forms import Form
from connectorsmith.spec.parameters import read_parameter
from connectorsmith.spec.responses import read_response
from connectorsmith.spec.schemas import SchemaForm

REFERENCE = "reference"


@dataclass(slots=True)
class Shared:
    """The shared parameters and errors of one spec, and the faults met while using them."""

    parameters: Mapping[str, Form] = field(default_factory=dict)
    errors: Mapping[str, SchemaForm] = field(default_factory=dict)
    at: Pointer = field(default_factory=lambda: Pointer("spec"))
    faults: list[Diagnostic] = field(default_factory=list)

    def parameter(self, item: str | Form, at: Pointer) -> Parameter | None:
        """The parameter an item of a list stands for; ``None``, with a fault, if it names one that does not exist."""
        if isinstance(item, dict) and "use" not in item:
            return read_parameter(item, at)
        name = item if isinstance(item, str) else str(item["use"])
        if name not in self.parameters:
            self.fault("unknown-shared-parameter", f"no shared parameter is named {name}", at,
                       _known(name, self.parameters, "parameters"))  # fmt: skip
            return None
        place = self.at / "parameters" / name
        form = named(name, self.parameters[name])
        if isinstance(item, dict):
            return read_parameter({**form, **{key: value for key, value in item.items() if key != "use"}}, at)
        if form.get("by") == REFERENCE:
            return Parameter(ref=f"#/parameters/{name}", at=at)
        return read_parameter(form, place)

    def error(self, code: str, at: Pointer) -> Response | None:
        """The usual response of an error code; ``None``, with a fault, if the connector does not say what it is."""
        if code not in self.errors:
            self.fault("unknown-error", f"`errors` of the connector does not say what a {code} holds", at,
                       _known(code, self.errors, "errors"))  # fmt: skip
            return None
        return read_response(self.errors[code], code, self.at / "errors" / code)

    def fault(self, rule: str, message: str, at: Pointer, hint: str) -> None:
        """Note a fault at a place of the spec."""
        self.faults.append(Diagnostic(rule, Severity.ERROR, message, at, hint=hint))


def named(name: str, form: Form) -> Form:
    """A shared parameter with its name written out; a body's name is "body" unless it says otherwise."""
    return form if form.keys() & {"name", "$ref"} or form.get("in") == "body" else {"name": name, **form}


def _known(name: str, known: Mapping[str, object], section: str) -> str:
    if not known:
        return f"add it under `{section}`, or write it out here"
    likely = suggest(name, list(known))
    return f"did you mean {likely}?" if likely else f"the connector has {', '.join(known)}"
