"""One call through the gateway: limits, credentials, policies, custom code, the service, and back."""

from __future__ import annotations

from connectorsmith.errors import UnknownNameError
from connectorsmith.model import Operation
from connectorsmith.runtime import answers, url
from connectorsmith.runtime.compose import Composed, compose
from connectorsmith.runtime.gateway import Call, Client, Gateway, Result
from connectorsmith.runtime.message import Request
from connectorsmith.runtime.passage import Passage
from connectorsmith.runtime.routes import find_operation
from connectorsmith.runtime.secrets import secrets_of
from connectorsmith.runtime.trace import Step, Trace


async def execute(gateway: Gateway, call: Call) -> Result:
    """Run one operation with a maker's values.

    Raises UnknownNameError if there is no such operation, and CannotCompose if the client would make no request.
    """
    operation = gateway.connector.operation(call.operation)
    if operation is None:
        known = tuple(one.id for one in gateway.connector.operations if one.id)
        raise UnknownNameError("operation", call.operation, known)
    composed = compose(gateway.connector, operation, call)
    return await _pass(
        gateway, operation, composed, call.client, call.callback, compose_step(gateway, operation, composed)
    )


async def forward(gateway: Gateway, request: Request, client: Client = "flow") -> Result:
    """Run the operation that a request to the address of the connection means; its path and query are kept as sent."""
    host, path, query = url.split(request.url)
    prefix = url.split(gateway.address)[1].rstrip("/") if host else ""
    path = path.removeprefix(prefix) or "/"
    found = find_operation(gateway.connector, request.method, path)
    if found is None:
        response = answers.not_found()
        step = Step("answer", f"no operation has {request.method} {path}", before=request, after=response)
        return Result(response, Trace([step], secrets_of(gateway.connector, gateway.connection)))
    operation, variables = found
    composed = Composed(request.method, path, query, request.headers, request.body, variables, (), request.stream)
    return await _pass(gateway, operation, composed, client, None, None)


def compose_step(gateway: Gateway, operation: Operation, composed: Composed) -> Step:
    """What the client made of the maker's values."""
    address = url.joined(gateway.address, composed.path, composed.query)
    made = Request(composed.method, address, composed.headers, composed.body)
    return Step("compose", operation.id or operation.path, operation.at, None, made, "; ".join(composed.notes))


async def _pass(
    gateway: Gateway,
    operation: Operation,
    composed: Composed,
    client: Client,
    callback: str | None,
    first: Step | None,
) -> Result:
    passage = Passage(gateway, operation, composed, client, callback)
    if first is not None:
        passage.record(first)
    response = await passage.run()
    return Result(response, passage.trace(), passage.exchange.signed_out)
