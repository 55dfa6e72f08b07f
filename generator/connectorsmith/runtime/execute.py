"""One call through the gateway: limits, credentials, policies, custom code, the service, and back."""

from __future__ import annotations

from connectorsmith.errors import UnknownNameError
from connectorsmith.model import Operation
from connectorsmith.runtime import answers, url
from connectorsmith.runtime.compose import Composed, compose
from connectorsmith.runtime.gateway import Call, Client, Gateway, Result
from connectorsmith.runtime.inputs import is_mcp
from connectorsmith.runtime.mcp.tool_check import tool_steps
from connectorsmith.runtime.message import Request
from connectorsmith.runtime.passage import Passage
from connectorsmith.runtime.route import find_route
from connectorsmith.runtime.secrets import secrets_of
from connectorsmith.runtime.trace import Step, Trace


async def execute(gateway: Gateway, call: Call) -> Result:
    """Run one operation with a maker's values.

    Raises UnknownNameError if there is no such operation, and CannotCompose if the client would make no request.
    """
    operation = gateway.connector.operation(call.operation)
    if operation is None:
        raise unknown_operation(gateway, call.operation)
    composed = compose(gateway.connector, operation, call)
    return await _pass(gateway, operation, composed, call, compose_step(gateway, operation, composed))


def unknown_operation(gateway: Gateway, name: str) -> UnknownNameError:
    """The error for an operation that the connector does not have."""
    return UnknownNameError("operation", name, tuple(one.id for one in gateway.connector.operations if one.id))


async def forward(gateway: Gateway, request: Request, client: Client = "flow", page: bool = False) -> Result:
    """Run the operation that a request to the address of the connection means; its path and query are kept as sent.

    ``page`` says that a client follows the link of an earlier page.
    """
    _, path, query = url.split(request.url)
    path = path.removeprefix(url.split(gateway.address)[1].rstrip("/")) or "/"
    found = find_route(gateway.connector, request.method, path)
    if found is None:
        response = answers.not_found()
        step = Step("answer", f"no operation has {request.method} {path}", before=request, after=response)
        return Result(response, Trace([step], secrets_of(gateway.connector, gateway.connection)))
    headers, body, stream = request.headers, request.body, request.stream
    composed = Composed(request.method, path, query, headers, body, found.variables, (), stream)
    call = Call(found.operation.id or "", client=client, page=page)
    return await _pass(gateway, found.operation, composed, call, None)


def compose_step(gateway: Gateway, operation: Operation, composed: Composed) -> Step:
    """The request that the client made of the maker's values."""
    address = url.joined(gateway.address, composed.path, composed.query)
    made = Request(composed.method, address, composed.headers, composed.body)
    return Step("compose", operation.id or operation.path, operation.at, None, made, "; ".join(composed.notes))


async def _pass(gateway: Gateway, operation: Operation, composed: Composed, call: Call, first: Step | None) -> Result:
    passage = Passage(gateway, operation, composed, call)
    if first is not None:
        passage.record(first)
    response = passage.at_the_edge(await passage.run())
    if is_mcp(operation):
        response = await passage.whole(response)
        for step in tool_steps(operation, response):
            passage.record(step)
    return Result(response, passage.trace(), passage.exchange.signed_out)
