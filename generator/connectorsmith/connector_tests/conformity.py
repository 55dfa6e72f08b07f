"""Check answers against the schemas of an operation; findings name the places in the spec and in the answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.analysis.operation_parts import output_code
from connectorsmith.diagnostics import Diagnostic, Pointer, Severity
from connectorsmith.language.polled_items import polled_items
from connectorsmith.model import Connector, Json, Operation, Schema
from connectorsmith.runtime.conformance import misfits
from connectorsmith.runtime.message import Response
from connectorsmith.source.json.read import decode_json

UNFIT: Final = "answer-does-not-fit"
_BYTES: Final = ("file", "binary")


def declared_response(connector: Connector, operation: Operation, status: int) -> str | None:
    """The code under which an operation describes an answer of a status; ``None`` if it does not.

    A success that is not described counts as the one whose schema the designer shows as outputs.
    """
    codes = operation.responses or {}
    shown = output_code(connector, operation) if 200 <= status <= 299 else None
    return next((code for code in (str(status), "default", shown) if code in codes), None)


def unfit_answer(connector: Connector, operation: Operation, response: Response, at: Pointer) -> Iterator[Diagnostic]:
    """The mismatches of an answer; ``at`` is the place of the case. An answer without a description fits."""
    code = declared_response(connector, operation, response.status)
    if code is None:
        return
    declared = connector.response((operation.responses or {})[code])
    if declared.schema is None or _is_bytes(connector.resolve(declared.schema)):
        return
    try:
        value = decode_json(response.body.decode("utf-8-sig"))
    except ValueError:
        if response.body and connector.resolve(declared.schema).type != "string":
            message = f"the answer of {operation.id} with the status {response.status} is not JSON"
            yield _fault(message, declared.schema.at, at)
        return
    schema = polled_items(connector, operation) if isinstance(value, list) else None
    yield from unfit_value(connector, schema or declared.schema, value, f"the answer of {operation.id}", at)


def unfit_value(connector: Connector, schema: Schema, value: Json, name: str, at: Pointer) -> Iterator[Diagnostic]:
    """The mismatches of a value called ``name``; ``at`` is the place of the case."""
    for one in misfits(connector, schema, value):
        path = "/".join(str(key) for key in ("body", *one.path))
        yield _fault(f"{path} of {name} {one.message}", one.at, at)


def _is_bytes(schema: Schema) -> bool:
    return schema.type == "file" or schema.format in _BYTES


def _fault(message: str, at: Pointer, case: Pointer) -> Diagnostic:
    return Diagnostic(UNFIT, Severity.ERROR, message, at, places=(("the case", case),))
