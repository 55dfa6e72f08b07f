"""A case of a connector as in its file: calls, the requests to the API with its answers, and the expected results."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

from msgspec import Struct, field

from connectorsmith.diagnostics import Pointer
from connectorsmith.model import Json
from connectorsmith.runtime.gateway import Client

Exchange: TypeAlias = Mapping[str, Any]
"""``call``, ``headers``, ``body``, ``base64`` or ``parts`` of a request, and its ``answer``."""
Expectation: TypeAlias = Mapping[str, Any]
"""``status``, ``headers``, ``body``, ``base64`` and ``output`` of an answer."""
StepKind: TypeAlias = Literal["register", "notify", "poll", "advance", "unsubscribe"]
MOCK: Literal["mock"] = "mock"


class CaseCall(Struct, frozen=True):
    """One call: its inputs, the exchanges with the API or ``MOCK``, and what the maker gets; ``at`` is its place."""

    inputs: Mapping[str, Json] = field(default_factory=dict)
    backend: tuple[Exchange, ...] | Literal["mock"] = ()
    expect: Expectation = field(default_factory=dict)
    at: Pointer = field(default_factory=lambda: Pointer("case"))


class CaseStep(Struct, frozen=True):
    """A step in the life of a trigger: a call, a notification, or seconds that go by."""

    kind: StepKind
    at: Pointer
    call: CaseCall = field(default_factory=CaseCall)
    notification: Json = None
    headers: Mapping[str, str] = field(default_factory=dict)
    fits: bool = True
    runs: int | None = None
    seconds: float = 0.0


class Case(Struct, frozen=True):
    """A case: a call of an operation, or the ``steps`` in the life of a trigger."""

    name: str
    operation: str
    at: Pointer
    call: CaseCall
    client: Client = "flow"
    connection: Mapping[str, str] = field(default_factory=dict)
    set_name: str | None = None
    earlier: int = 0
    steps: tuple[CaseStep, ...] = ()
