"""Differences between the clients in making a request of a maker's values.

``flow`` is the designer of flows, https://github.com/Azure/LogicAppsUX; ``app`` is Power Fx,
https://github.com/microsoft/Power-Fx; ``agent`` is Power Fx outside Power Apps.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol

from connectorsmith.analysis.power_fx import unsupported_parameter
from connectorsmith.model import ABSENT, Absent, Json, Operation, Parameter, Schema
from connectorsmith.runtime import url, values
from connectorsmith.runtime.inputs import CannotCompose, MissingValue, is_empty

Note = Callable[[str], None]


class ClientRules(Protocol):
    """How a client treats the parameters of an operation."""

    drops_unknown: bool
    """Whether members of a body that the schema does not have are left out, and missing ones refused."""

    def check(self, operation: Operation, parameters: tuple[Parameter, ...]) -> None:
        """Raise CannotCompose for an operation that the client does not support."""
        ...

    def value(self, parameter: Parameter, given: Json | Absent, note: Note) -> Json | Absent:
        """The value that is sent, ``ABSENT`` for none. Raises CannotCompose."""
        ...

    def member(self, schema: Schema, given: Json | Absent, required: bool) -> Json | Absent:
        """The value of a property of a body that is not an object. Raises CannotCompose."""
        ...

    def text(self, value: Json, schema: Schema) -> str:
        """A single value as text."""
        ...

    def in_path(self, parameter: Parameter, text: str) -> str:
        """The text of a path parameter, encoded."""
        ...

    def in_query(self, parameter: Parameter, text: str) -> str:
        """The text of a query parameter, encoded."""
        ...


class FlowClient:
    """The designer of flows: it stores every default when a step is added, and leaves out what is empty."""

    drops_unknown = False

    def check(self, operation: Operation, parameters: tuple[Parameter, ...]) -> None:
        """Every operation is supported."""

    def value(self, parameter: Parameter, given: Json | Absent, note: Note) -> Json | Absent:
        """The given value or the default; what is required and empty is sent as an empty text."""
        value = parameter.content.default if given is ABSENT else given
        if value is ABSENT and parameter.required and parameter.location != "body":
            note(f"{parameter.name} is required and has no value; the designer does not save such a step")
            return ""
        if value is not ABSENT and is_empty(value):
            return "" if parameter.required else ABSENT
        return value

    def member(self, schema: Schema, given: Json | Absent, required: bool) -> Json | Absent:
        """As ``value``; a property that is only read is never offered, so it has no default."""
        if given is ABSENT and schema.extra.get("readOnly") is True:
            return ABSENT
        value = schema.default if given is ABSENT else given
        if value is not ABSENT and is_empty(value):
            return "" if required else ABSENT
        return value

    def text(self, value: Json, schema: Schema) -> str:
        """As it is."""
        return values.text(value)

    def in_path(self, parameter: Parameter, text: str) -> str:
        """Encode once, or twice where the parameter says so; nothing at all becomes two apostrophes."""
        return _times(url.component, text or "''", 2 if parameter.url_encoding == "double" else 1)

    def in_query(self, parameter: Parameter, text: str) -> str:
        """As in a path; the engine encodes where the designer does not."""
        return _times(url.component, text, 2 if parameter.url_encoding == "double" else 1)


class AppClient:
    """Power Fx: it seeds every default on each call, sends blanks as empty texts, and checks against the schema."""

    drops_unknown = True

    def __init__(self, in_app: bool = True) -> None:
        """``in_app`` says that this is Power Apps, where what is optional and internal is left out."""
        self._in_app = in_app

    def check(self, operation: Operation, parameters: tuple[Parameter, ...]) -> None:
        """Refuse what the library reports as unsupported."""
        if "callbacks" in operation.extra:
            raise CannotCompose(f"an app cannot call {operation.id}: it has callbacks")
        for parameter in parameters:
            reason = unsupported_parameter(parameter)
            if reason:
                raise CannotCompose(f"an app cannot call {operation.id}: the parameter {parameter.name} {reason}")

    def value(self, parameter: Parameter, given: Json | Absent, note: Note) -> Json | Absent:
        """The given value or the default; an internal one cannot be given."""
        default = parameter.content.default
        if parameter.visibility == "internal":
            if given is not ABSENT:
                note(f"{parameter.name} is internal, so an app cannot give it a value")
            return default if parameter.required or not self._in_app else ABSENT
        value = default if given is ABSENT else given
        if value is ABSENT and parameter.required and parameter.location != "body":
            raise MissingValue(f"the required parameter {parameter.name} has no value", f"give {parameter.name}=…")
        return "" if value is None else value

    def member(self, schema: Schema, given: Json | Absent, required: bool) -> Json | Absent:
        """As ``value``."""
        if schema.visibility == "internal":
            return schema.default if required or not self._in_app else ABSENT
        value = schema.default if given is ABSENT else given
        if value is ABSENT and required:
            raise MissingValue("a required member of the body has no value")
        return value

    def text(self, value: Json, schema: Schema) -> str:
        """Dates and times in one form."""
        return values.dated(value, schema)

    def in_path(self, parameter: Parameter, text: str) -> str:
        """Encode once, or twice where the parameter says so."""
        return _times(url.data_string, text, 2 if parameter.url_encoding == "double" else 1)

    def in_query(self, parameter: Parameter, text: str) -> str:
        """As in a path."""
        return self.in_path(parameter, text)


def _times(encode: Callable[[str], str], text: str, times: int) -> str:
    for _ in range(times):
        text = encode(text)
    return text


CLIENTS: Final[dict[str, ClientRules]] = {"flow": FlowClient(), "app": AppClient(), "agent": AppClient(in_app=False)}
"""The rules of each client, by its name."""
