"""What the engine needs to run calls, and what goes in and comes out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

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


class Gateway(Struct, frozen=True):
    """A connector with a connection, and the world around it.

    ``address`` is where the gateway answers for this connection, ``http://localhost:8080/apim/<connector>/<id>``.
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


class Call(Struct, frozen=True):
    """An operation and the values of its inputs, by the name of the parameter; the body under its parameter's name."""

    operation: str
    inputs: Mapping[str, Json] = field(default_factory=dict)
    client: Client = "flow"


class Result(Struct, frozen=True):
    """What the maker gets, and how it came about. ``signed_out`` says that a policy marks the connection so."""

    response: Response
    trace: Trace
    signed_out: bool = False
