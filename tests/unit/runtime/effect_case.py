"""A case of ``cases/policy-effects``: policies, a call as it comes to them, and what is to come out."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.yaml_files import yaml_value

from connectorsmith.model import Connector, Limit, Policy, Properties
from connectorsmith.runtime.answers import of_fault
from connectorsmith.runtime.backend import BackendFailure
from connectorsmith.runtime.exchange import Exchange, Fault, Outgoing, PolicyPhase, Surroundings
from connectorsmith.runtime.message import Headers, Request, Response
from connectorsmith.runtime.options import Options
from connectorsmith.runtime.policies import Prepared, prepare, run
from connectorsmith.runtime.trace import Step

FOLDER = Path(__file__).parents[2] / "cases" / "policy-effects"
OWN = ("template", "title", "type", "section", "operations")


def all_cases() -> list[Any]:
    """Every case of every file, with the source of the file where it names none."""
    files = [yaml_value(file) for file in sorted(FOLDER.glob("*.yaml"))]
    return [{"source": file.get("source"), **file.get("given", {}), **case} for file in files for case in file["cases"]]


def policy(words: dict[str, Any]) -> Policy:
    own = {key: words[key] for key in OWN if key in words}
    return Policy(**own, parameters={key: value for key, value in words.items() if key not in OWN})


def connector(case: dict[str, Any]) -> Connector:
    limits = tuple(Limit(**one) for one in case.get("limits", ()))
    return Connector("case", limits=limits, properties=Properties(policies=tuple(map(policy, case["policies"]))))


def headers(written: Any) -> Headers:
    return tuple(written.items()) if isinstance(written, dict) else tuple(map(tuple, written or ()))


def content(written: Any) -> bytes:
    """A text is the body as it is, anything else is JSON."""
    return b"" if written is None else written.encode() if isinstance(written, str) else json.dumps(written).encode()


class Service:
    """Answers the extra calls of a case in order, and keeps what it was asked; ``wait`` is what a limit asks for."""

    def __init__(self, answers: list[Any], wait: float | None = None) -> None:
        self.answers = iter(answers)
        self.wait = wait
        self.asked: list[Request] = []

    async def send(self, request: Request, _: str) -> Response:
        self.asked.append(request)
        answer = next(self.answers)
        if answer == "refused":
            raise BackendFailure("refused", "nothing listens there")
        return _answer(answer)

    async def count(self, name: str, calls: int, seconds: float) -> float | None:
        if self.wait is None:
            raise NotImplementedError
        return self.wait


Messages = tuple[Request | None, Response | None]
"""The request to the service and the answer to the caller; ``None`` for one that does not exist."""


def messages(case: dict[str, Any]) -> tuple[Messages, Messages]:
    """The request and the answer of a case without its policies, and with them."""
    exchange = _exchange(case, Service(case.get("answers", []), case.get("wait")))
    before = exchange.request.request()
    answered = _answer(case["response"]) if "response" in case else None
    try:
        asyncio.run(_run(case, exchange, []))
    except Fault as fault:
        return (before, None), (None, of_fault(fault, exchange.around.public))
    return (before, answered), (exchange.request.request(), exchange.response)


def _answer(written: dict[str, Any]) -> Response:
    return Response(written.get("status", 200), headers(written.get("headers")), content(written.get("body")))


def outcome(case: dict[str, Any]) -> dict[str, Any]:
    """What comes out, under the words that a case expects it by."""
    service, steps = Service(case.get("answers", []), case.get("wait")), list[Step]()
    exchange = _exchange(case, service)
    found: dict[str, Any] = {}
    try:
        asyncio.run(_run(case, exchange, steps))
    except Fault as fault:
        found = {"fault": fault.message, "status": fault.status}
    else:
        found = _message(exchange)
    found |= {
        "assumed": [name for step in steps for name in step.assumed],
        "notes": [step.note for step in steps if step.note],
        "signed-out": exchange.signed_out,
        "calls": [_call(request) for request in service.asked],
        "steps": len(steps),
    }
    return found


def started(case: dict[str, Any]) -> Callable[[], Awaitable[None]]:
    """The call of a case, ready to run, for those who measure; a fault of a policy ends it."""
    exchange, prepared = _exchange(case, Service([])), prepare(connector(case))
    steps: list[Step] = []

    async def run_it() -> None:
        with suppress(Fault):
            await _run(case, exchange, steps, prepared)

    return run_it


def _exchange(case: dict[str, Any], service: Service) -> Exchange:
    around = Surroundings(
        service.send,
        service.count,
        case.get("connection", {}),
        case.get("environment", {}),
        case.get("variables", {}),
        Options(case.get("options", {})),
        case.get("method", "GET"),
        "http://localhost/apim/case/c1",
        case.get("path", "/items"),
        case.get("query", ""),
    )
    start = Outgoing(
        around.method,
        case.get("service", "https://api.example.com"),
        around.public_path,
        around.public_query,
        headers(case.get("headers")),
        content(case.get("body")),
    )
    return Exchange(around, start)


async def _run(
    case: dict[str, Any], exchange: Exchange, steps: list[Step], prepared: Sequence[Prepared] | None = None
) -> None:
    """The phases in order, that of limits if the case has any.

    ``response`` is what the service answers, ``failed`` says that it does not.
    """
    prepared = prepare(connector(case)) if prepared is None else prepared
    if "limits" in case:
        await run(prepared, exchange, PolicyPhase.LIMIT, case.get("operation"), steps.append)
    await run(prepared, exchange, PolicyPhase.REQUEST, case.get("operation"), steps.append)
    if "response" in case:
        exchange.response = _answer(case["response"])
        phase = PolicyPhase.FAILURE if case.get("failed") else PolicyPhase.RESPONSE
        await run(prepared, exchange, phase, case.get("operation"), steps.append)


def _message(exchange: Exchange) -> dict[str, Any]:
    request = exchange.request.request()
    message = exchange.response or request
    found = {"url": request.url, "method": request.method, "headers": list(map(list, message.headers))}
    found["body"] = message.body.decode()
    return found | ({"status": exchange.response.status} if exchange.response else {})


def _call(request: Request) -> dict[str, Any]:
    return {"url": request.url, "method": request.method, "headers": dict(request.headers)}
