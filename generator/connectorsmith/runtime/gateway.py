"""The configuration of the engine, and the types of its calls and results."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, TypeAlias
from uuid import uuid4

from msgspec import Struct, field

from connectorsmith.model import Connector, Json
from connectorsmith.runtime.backend import Backend
from connectorsmith.runtime.clock import Clock
from connectorsmith.runtime.connection import Connection
from connectorsmith.runtime.counters import Counter
from connectorsmith.runtime.message import Response
from connectorsmith.runtime.options import Options
from connectorsmith.runtime.script_host import ScriptHost
from connectorsmith.runtime.store import Store
from connectorsmith.runtime.trace import Trace

Client: TypeAlias = Literal["flow", "app", "agent"]
"""Who composes the request: the designer of flows, Power Fx in an app, or what a model is shown."""


def _new_id() -> str:
    return str(uuid4())


class Gateway(Struct, frozen=True):
    """A connector with a connection, and the world around it.

    ``address`` is where the gateway answers for this connection, ``http://localhost:8080/apim/<connector>/<id>``.
    ``environment`` has the environment variables that policies refer to; ``new_id`` invents an id for tracing.
    ``bare`` leaves out the headers that the platform adds. ``scripts`` may be absent where nothing has custom code.
    """

    connector: Connector
    connection: Connection
    backend: Backend
    counter: Counter
    clock: Clock
    store: Store
    scripts: ScriptHost | None = None
    options: Options = field(default_factory=Options)
    address: str = "http://localhost"
    bare: bool = False
    environment: Mapping[str, str] = field(default_factory=dict)
    new_id: Callable[[], str] = _new_id


class Call(Struct, frozen=True):
    """An operation and the values of its inputs.

    A parameter has its value under its name; a value inside a body is under ``body/name``, and ``body`` is the body as
    a whole. A file is bytes, or ``{"$content-type": …, "$content": base64}``. ``callback`` is the address of the flow,
    for the property that asks for it. ``dynamic`` says that the call fills a dropdown or a form,
    ``page`` that it asks for a further page.
    """

    operation: str
    inputs: Mapping[str, Json] = field(default_factory=dict)
    client: Client = "flow"
    callback: str | None = None
    dynamic: bool = False
    page: bool = False


class Result(Struct, frozen=True):
    """The maker's result, and its trace. ``signed_out`` says that a policy marks the connection so."""

    response: Response
    trace: Trace
    signed_out: bool = False
