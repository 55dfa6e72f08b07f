"""Flows that the gateway plays: one is asked, and removed with its state."""

from __future__ import annotations

import asyncio
import json

from tests.unit.runtime.stand_ins import ADDRESS, Service, connector, gateway, ok

from connectorsmith.runtime.message import Request, Response
from connectorsmith.runtime.polling import STATES
from connectorsmith.server.flows import Flows

NEW = {"operationId": "New", "x-ms-trigger": "batch", "responses": {"200": {"schema": {"type": "array", "items": {}}}}}


def test_flow_is_removed_with_the_state_of_its_trigger():
    one = gateway(
        connector({"paths": {"/new": {"get": NEW}}}),
        Service(ok(b"", ("Location", f"{ADDRESS}/new?since=1"), status=202)),
    )
    flows = Flows({("shop", "c1"): one}, "http://localhost:8080")
    asked = json.dumps({"connector": "shop", "connection": "c1", "operation": "New"}).encode()

    async def live() -> tuple[list[Response], int]:
        answers = [
            await flows.answer("mine", Request(method, "/flows/mine", (), body))
            for method, body in (("POST", asked), ("DELETE", b""), ("DELETE", b""))
        ]
        return answers, len(await one.store.list(STATES))

    answers, states = asyncio.run(live())
    assert [answer.status for answer in answers] == [200, 200, 404]
    assert b"no webhook and no state" in answers[2].body
    assert states == 0
