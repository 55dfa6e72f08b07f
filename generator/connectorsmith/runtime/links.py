"""Links in an answer that a client follows: to the next page, to the state of a trigger, to a result that is due."""

from __future__ import annotations

from msgspec.structs import replace

from connectorsmith.runtime import url
from connectorsmith.runtime.answers import error, not_found, of_failure
from connectorsmith.runtime.backend import BackendFailure
from connectorsmith.runtime.execute import forward
from connectorsmith.runtime.gateway import Client, Gateway, Result
from connectorsmith.runtime.message import MessageFault, Request, Response, read
from connectorsmith.runtime.route import find_route
from connectorsmith.runtime.secrets import secrets_of
from connectorsmith.runtime.trace import Kind, Step, Trace


async def follow_link(
    gateway: Gateway, link: str, client: Client, kind: Kind, *, service: str = "", request: Request | None = None
) -> Result:
    """Send a request to where a link leads: a GET without anything else, or ``request`` in its place.

    A link below the address of the connection runs through the gateway, and so does one below ``service``, an address
    of the service that the paths of the connector are below, if an operation has the rest of it. Another one leads
    past the gateway: a flow asks the service itself, without credentials; an app takes path and query of the link
    alone, which the gateway does not know.
    """
    sent = request or Request("GET", link)
    if leads_here(gateway, link):
        inner = replace(sent, url=_here(gateway, link))
        return await forward(gateway, inner, client, page=kind == "next-link")
    below = link.removeprefix(service.rstrip("/")) if service else link
    if below != link and find_route(gateway.connector, sent.method, url.split(below)[1]) is not None:
        return await forward(gateway, replace(sent, url=gateway.address.rstrip("/") + below), client)
    if client != "flow" or not url.split(link)[0]:
        return _outcome(gateway, kind, sent, not_found(), "the link leads past the gateway, which has no such path")
    note = "the link leads past the gateway, so it is asked for without credentials"
    try:
        response = await gateway.backend.send(sent)
    except BackendFailure as failure:
        return _outcome(gateway, kind, sent, of_failure(failure, gateway.address), f"{note}; {failure.message}")
    return _outcome(gateway, kind, sent, response, note)


async def whole(gateway: Gateway, result: Result) -> Result:
    """The result with the whole body of its response, which a client reads, or with an error where it breaks off."""
    if result.response.stream is None:
        return result
    try:
        return replace(result, response=await read(result.response))
    except BackendFailure as failure:
        response, note = of_failure(failure, gateway.address), failure.message
    except MessageFault as fault:
        response, note = error(fault.status, fault.message, gateway.address), fault.message
    step = Step("answer", f"the answer breaks off: the gateway answers {response.status}", after=response, note=note)
    return Result(response, Trace([*result.trace, step], secrets_of(gateway.connector, gateway.connection)))


def leads_here(gateway: Gateway, link: str) -> bool:
    """Whether a link is below the address of the connection; one without a host may be."""
    host, path, _ = url.split(link)
    own_host, own_path, _ = url.split(gateway.address)
    return host in ("", own_host) and path.startswith(f"{own_path.rstrip('/')}/")


def _here(gateway: Gateway, link: str) -> str:
    return link if "://" in link else url.split(gateway.address)[0] + link


def _outcome(gateway: Gateway, kind: Kind, request: Request, response: Response, note: str) -> Result:
    step = Step(kind, f"the link answers {response.status}", before=request, after=response, note=note)
    return Result(response, Trace([step], secrets_of(gateway.connector, gateway.connection)))
