"""Where the clients make different requests of the same values, so that a flow and an app do not get the same."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from msgspec import Struct
from msgspec.structs import replace

from connectorsmith.model import Connector, Operation
from connectorsmith.runtime.compose import Composed, compose
from connectorsmith.runtime.gateway import Call
from connectorsmith.runtime.inputs import CannotCompose, MissingValue
from connectorsmith.runtime.url import pairs


class ClientDifference(Struct, frozen=True):
    """One difference: ``what`` differs, and how it is in a flow and in an app; ``None`` where it is not there."""

    what: str
    flow: str | None
    app: str | None

    def __str__(self) -> str:
        flow, app = (("nothing" if one is None else one) for one in (self.flow, self.app))
        return f"{self.what}: a flow sends {flow}, an app {app}"


def client_differences(connector: Connector, operation: Operation, call: Call) -> tuple[ClientDifference, ...]:
    """How the requests of a flow and of an app differ for the same values.

    That an app refuses the operation is a difference, that something required has no value is none.
    """
    flow, app = (_composed(connector, operation, replace(call, client=client)) for client in ("flow", "app"))
    if flow is None or app is None:
        return ()
    if isinstance(flow, str) or isinstance(app, str):
        refused = [f"no request, since {one}" if isinstance(one, str) else "a request" for one in (flow, app)]
        return () if flow == app else (ClientDifference("the call", *refused),)
    return tuple(_differences(flow, app))


def _composed(connector: Connector, operation: Operation, call: Call) -> Composed | str | None:
    """The request, why there is none, or ``None`` where a value is missing."""
    try:
        return compose(connector, operation, call)
    except MissingValue:
        return None
    except CannotCompose as fault:
        return fault.message


def _differences(flow: Composed, app: Composed) -> Iterator[ClientDifference]:
    if flow.path != app.path:
        yield ClientDifference("path", flow.path, app.path)
    yield from _values("query parameter", dict(_written(flow)), dict(_written(app)))
    yield from _values("header", dict(flow.headers), dict(app.headers))
    if flow.body != app.body:
        yield ClientDifference("body", *_differing(_shown(flow.body), _shown(app.body)))


def _written(composed: Composed) -> Iterator[tuple[str, str]]:
    """The query by name, with values as they are encoded; decoded ones may be the same."""
    decoded = [name for name, _ in pairs(composed.query)]
    encoded = [piece.partition("=")[2] for piece in composed.query.split("&") if piece]
    return zip(decoded, encoded, strict=True)


def _values(kind: str, flow: dict[str, str], app: dict[str, str]) -> Iterator[ClientDifference]:
    for name in flow | app:
        if flow.get(name) != app.get(name):
            yield ClientDifference(f"{kind} {name}", flow.get(name), app.get(name))


def _differing(flow: str | None, app: str | None) -> tuple[str | None, str | None]:
    """Of two bodies in several lines, the first line that differs; of others, all."""
    if flow is None or app is None or "\r\n" not in flow + app:
        return flow, app
    lines = zip_longest(flow.split("\r\n"), app.split("\r\n"))
    return next(((one, other) for one, other in lines if one != other), (flow, app))


def _shown(body: bytes) -> str | None:
    return body.decode("utf-8", "replace") if body else None
