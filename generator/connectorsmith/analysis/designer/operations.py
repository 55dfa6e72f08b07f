"""The cards of operations, and a card opened."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from connectorsmith.analysis.designer.budget import Budget
from connectorsmith.analysis.designer.inputs import input_fields
from connectorsmith.analysis.designer.labels import first_text
from connectorsmith.analysis.designer.outputs import output_schema, output_tokens
from connectorsmith.analysis.designer.shapes import Kind, ModelView, OperationCard, OperationView
from connectorsmith.analysis.designer.signature import signature_of
from connectorsmith.analysis.operation_versions import PRODUCTION, annotation, connector_status
from connectorsmith.analysis.split_on import BATCH, split_path
from connectorsmith.analysis.webhooks import webhooks
from connectorsmith.model.connector import Connector
from connectorsmith.model.operation import Operation

_PROTOCOL: Final = "x-ms-agentic-protocol"
_GROUPS: Final = {"important": 0, "normal": 1, "advanced": 2}


def operation_cards(connector: Connector) -> tuple[OperationCard, ...]:
    """The card of every operation: important ones first, advanced ones last, else in the order they are written."""
    started = webhooks(connector)
    found = [_card(connector, one, started) for one in connector.operations]
    return tuple(sorted(found, key=lambda one: _GROUPS[one.group]))


def operation_card(connector: Connector, operation: Operation) -> OperationCard:
    """The card of one operation."""
    return _card(connector, operation, webhooks(connector))


def operation_view(connector: Connector, operation: Operation, budget: Budget | None = None) -> OperationView:
    """The opened card of one operation. ``budget`` limits the values that are opened, as ``Budget()`` by default."""
    card = operation_card(connector, operation)
    schema = output_schema(connector, operation)
    batch = operation.trigger == BATCH
    path = split_path(connector, schema) if batch else None
    return OperationView(
        card=card,
        inputs=input_fields(connector, operation, budget),
        outputs=output_tokens(connector, operation, budget),
        signature=signature_of(connector, operation, title_of(connector)),
        model=_model(operation),
        hint=operation.trigger_hint or "",
        recurrence=card.kind == "polling",
        batch=batch,
        split=None if path is None else "/".join(("body", *path)),
        paging="x-ms-pageable" in operation.extra,
        chunking=_is_chunked(operation),
        unsubscribe=operation.unsubscribe or "",
        documentation=_documentation(operation),
    )


def title_of(connector: Connector) -> str:
    """The title of a connector, else its id."""
    return first_text(connector.info.title if connector.info else None, connector.id)


def _card(connector: Connector, operation: Operation, started: Collection[str]) -> OperationCard:
    found = annotation(operation)
    family, revision = found.get("family"), found.get("revision")
    group = operation.visibility if operation.visibility in _GROUPS else "normal"
    return OperationCard(
        id=operation.id or f"{operation.method.upper()} {operation.path}",
        kind=_kind(operation, started),
        label=first_text(operation.summary, operation.id, operation.path),
        description=operation.description or "",
        group=group,  # type: ignore[arg-type]
        listed=not operation.internal and operation.deprecated is not True,
        call=f"{operation.method.upper()} {operation.path}",
        at=operation.at,
        badges=_badges(connector, operation),
        family=family if isinstance(family, str) else "",
        revision=revision if isinstance(revision, int) else None,
    )


def _kind(operation: Operation, started: Collection[str]) -> Kind:
    if _PROTOCOL in operation.extra:
        return "mcp"
    if operation.trigger is None:
        return "action"
    return "webhook" if (operation.id or "") in started else "polling"


def _badges(connector: Connector, operation: Operation) -> tuple[str, ...]:
    """Words beside the title: the status unless it is the usual one, and what keeps the operation out of the list."""
    status = annotation(operation).get("status") or connector_status(connector)
    found = [status] if isinstance(status, str) and status != PRODUCTION else []
    found += ["Deprecated"] if operation.deprecated is True else []
    found += ["Internal"] if operation.internal else []
    return tuple(found)


def _model(operation: Operation) -> ModelView:
    name = operation.extra.get("x-ms-name-for-model")
    description = operation.extra.get("x-ms-description-for-model")
    return ModelView(
        name=name if isinstance(name, str) else first_text(operation.summary, operation.id),
        description=description if isinstance(description, str) else operation.description or "",
        asks=operation.extra.get("x-ms-require-user-confirmation") is True,
        safe=operation.extra.get("x-ms-safe-operation") is True,
    )


def _is_chunked(operation: Operation) -> bool:
    capabilities = operation.extra.get("x-ms-capabilities")
    return isinstance(capabilities, Mapping) and "chunkTransfer" in capabilities


def _documentation(operation: Operation) -> tuple[str, str] | None:
    """The address of further documentation, with its text, else the description of the operation."""
    docs = operation.extra.get("externalDocs")
    url = docs.get("url") if isinstance(docs, Mapping) else None
    if not isinstance(docs, Mapping) or not isinstance(url, str):
        return None
    text = docs.get("description")
    return url, text if isinstance(text, str) else operation.description or ""
