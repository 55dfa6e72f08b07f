"""The types of the inputs of a call: those that a form describes, and a note where a value is of another type."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from connectorsmith.cli._print import say

if TYPE_CHECKING:
    from connectorsmith.model import Connector, Json, Operation
    from connectorsmith.runtime.dynamic import Offer
    from connectorsmith.runtime.gateway import Call

_NAMES = {"integer": "a whole number", "number": "a number", "boolean": "true or false", "array": "a list",
          "object": "an object"}  # fmt: skip


async def typed_call(
    connector: Connector, call: Call, keys: Sequence[str], offers: Callable[[str], Awaitable[Offer]]
) -> Call:
    """The call with the values of forms typed; a note on standard error names each value of another type.

    ``keys`` are the inputs that were given as text, and ``offers`` gets the fields of an input's form.
    """
    from connectorsmith.runtime.triggers import named_operation
    from connectorsmith.runtime.typed_input import declared_type, fits_type, typed_text

    operation = named_operation(connector, call.operation)
    given = {key: call.inputs[key] for key in keys if key in call.inputs and not _is_file(key, call.inputs[key])}
    described = await _described(connector, operation, call, given, offers)
    inputs = dict(call.inputs)
    for key, value in given.items():
        kind = described[key] if key in described else declared_type(connector, operation, key)
        if key in described and isinstance(value, str):
            value = inputs[key] = typed_text(kind, value)
        if kind is not None and not fits_type(kind, value):
            say(f"note: {key} is {_NAMES[kind]} ({kind}); designers refuse the value, which is sent as it is", err=True)
    return replace(call, inputs=inputs)


async def _described(
    connector: Connector,
    operation: Operation,
    call: Call,
    given: Mapping[str, Json],
    offers: Callable[[str], Awaitable[Offer]],
) -> dict[str, str | None]:
    """The type of each value that a form describes, from one call for each form."""
    from connectorsmith.runtime.dynamic_input import form_of, type_in_form
    from connectorsmith.runtime.dynamic_schema import DynamicFields

    forms = {key: form for key in given if (form := form_of(connector, operation, key, call.client)) is not None}
    fields = {form: await offers(form) for form in dict.fromkeys(forms.values())}
    for form, found in fields.items():
        if found.reason is not None:
            say(f"note: the fields of {form} are unknown, so its values are sent as text: {found.reason}", err=True)
    types: dict[str, str | None] = {}
    for key, form in forms.items():
        found = fields[form]
        if isinstance(found, DynamicFields) and found.schema is not None:
            types[key] = type_in_form(found.schema, key.removeprefix(f"{form}/").split("/"))
    return types


def _is_file(key: str, value: Json) -> bool:
    """Whether an input is a file or the name of one, which are sent as they are."""
    return key.endswith("/$filename") or (isinstance(value, dict) and "$content" in value)
