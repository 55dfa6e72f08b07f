"""The content of ``show`` for a connector or an operation: printed as JSON, or as tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from connectorsmith.analysis.designer.connections import shown_connections
from connectorsmith.analysis.designer.inputs import input_fields
from connectorsmith.analysis.designer.outputs import output_schema, output_tokens
from connectorsmith.analysis.designer.shapes import ConnectionView, FieldView, TokenView
from connectorsmith.analysis.value_names import as_text
from connectorsmith.model import Connector, Operation
from connectorsmith.model.values import ABSENT

Description = dict[str, Any]
_FOR_MODELS: Final = {
    "protocol": "x-ms-agentic-protocol",
    "name": "x-ms-name-for-model",
    "description": "x-ms-description-for-model",
    "confirmation": "x-ms-require-user-confirmation",
    "safe": "x-ms-safe-operation",
}
"""Details of an operation that only agents and models see, by their labels in ``show``."""


def describe_connector(connector: Connector) -> Description:
    """A connector: its identity, the fields of its connection dialog, and its visible operations."""
    info = connector.info
    return {
        "id": connector.id,
        "title": (info.title if info else None) or connector.id,
        "version": info.version if info else None,
        "description": info.description if info else None,
        "connection": [_way(one) for one in shown_connections(connector)],
        "actions": [_brief(operation) for operation in connector.actions],
        "triggers": [_brief(operation) for operation in connector.triggers if not operation.internal],
    }


def describe_operation(connector: Connector, operation: Operation) -> Description:
    """An operation: its inputs in the order of the designer, the hidden ones included, and what it gives back."""
    kind = "trigger" if operation.trigger is not None else "action"
    schema = output_schema(connector, operation)
    return _brief(operation) | {
        "kind": f"internal {kind}" if operation.internal else kind,
        "call": f"{operation.method.upper()} {operation.path}",
        "model": {word: operation.extra[key] for word, key in _FOR_MODELS.items() if key in operation.extra},
        "inputs": [*_inputs(input_fields(connector, operation))],
        "returns": {
            "definition": None if schema is None else schema.definition,
            "rows": [_output(one) for one in output_tokens(connector, operation)],
        },
    }


def _way(way: ConnectionView) -> Description:
    """One way to connect: whether a window opens to sign in, and what the dialog asks for."""
    rows = [
        {"label": one.label, "key": one.key, "type": one.type, "required": one.required, "description": one.description}
        for one in way.asked
    ]
    return {"title": way.title or "Default", "description": way.description, "signIn": way.sign_in, "inputs": rows}


def _brief(operation: Operation) -> Description:
    return {"id": operation.id, "summary": operation.summary, "description": operation.description}


def _inputs(fields: Iterable[FieldView], above: str = "") -> Iterator[Description]:
    """The fields of the designer, each array with the fields of its rows after it."""
    for field in fields:
        plain = next((one for one in field.members if not one.key), None)
        yield _input(field, plain or field, f"{above}{field.key}")
        yield from _inputs((one for one in field.members if one.key), f"{above}{field.key}/*/")


def _input(field: FieldView, chosen: FieldView, key: str) -> Description:
    """One input; ``chosen`` has its choices, and is the item of an array of plain values."""
    return {
        "label": field.label,
        "key": key,
        "type": field.type,
        "required": field.required,
        "visibility": "hidden" if field.hidden else field.visibility or None,
        "shown": {"new": field.new, "classic": field.classic},
        "default": None if field.default is ABSENT else field.default,
        "choices": [one.value for one in chosen.choices],
        "choiceNames": [one.title if one.title != as_text(one.value) else None for one in chosen.choices],
        "from": chosen.lookup.operation if chosen.lookup else None,
        "description": field.description,
        "cut": field.cut or None,
    }


def _output(token: TokenView) -> Description:
    """One entry of the list of dynamic content; its description ends with the names of its choices."""
    choices = token.written.choices if token.written is not None else ""
    return {
        "label": token.label,
        "key": token.key,
        "type": token.type,
        "description": " ".join(text for text in (token.description, choices) if text),
        "expression": token.expression,
        "cut": token.cut or None,
    }
