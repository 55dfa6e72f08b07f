"""The life of triggers: what is kept, what is removed, and what a notification starts."""

from __future__ import annotations

import asyncio

import pytest

from connectorsmith.connector_tests.recorded_backend import ExpectedBackend
from connectorsmith.connector_tests.virtual_time import MemoryStore, VirtualClock, VirtualCounter
from connectorsmith.importers import swagger
from connectorsmith.model import Connector
from connectorsmith.runtime import triggers
from connectorsmith.runtime.connection import Connection
from connectorsmith.runtime.gateway import Call, Gateway

CONNECTOR = Connector("c", **swagger.definition({
    "swagger": "2.0",
    "host": "api.example.com",
    "basePath": "/v1",
    "schemes": ["https"],
    "securityDefinitions": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}},
    "paths": {
        "/hooks": {
            "post": {"operationId": "Hook", "x-ms-trigger": "single", "responses": {"201": {}}},
            "x-ms-notification-content": {"schema": {"type": "object", "properties": {"id": {"type": "integer"}}}},
        },
        "/hooks/{id}": {"delete": {"operationId": "Remove", "parameters": [
            {"name": "id", "in": "path", "required": True, "type": "string"}], "responses": {"200": {}}}},
        "/news": {"get": {"operationId": "News", "x-ms-trigger": "batch", "parameters": [
            {"name": "since", "in": "query", "type": "string"}],
            "responses": {"200": {"schema": {"type": "array", "items": {"type": "object"}}}}}},
    },
}))  # fmt: skip
HOOK = Call("Hook", callback="https://flow.example.com/1")
CREATED = {
    "call": "POST /hooks",
    "answer": {"status": 201, "headers": {"Location": "https://api.example.com/v1/hooks/1"}},
}


def gateway(*answers) -> tuple[Gateway, ExpectedBackend]:
    backend, clock = ExpectedBackend(answers), VirtualClock()
    address = "http://localhost/apim/c/test"
    return Gateway(
        CONNECTOR, Connection("test"), backend, VirtualCounter(clock), clock, MemoryStore(), address=address
    ), backend


def asked(backend: ExpectedBackend) -> list[str]:
    return [f"{request.method} {request.url}" for request in backend.received]


def test_registration_is_kept_and_removed_at_its_location():
    found, backend = gateway(CREATED, {"call": "DELETE /hooks/1"})

    async def live():
        registered = await triggers.register(found, HOOK, "flow")
        kept = await found.store.list(triggers.REGISTRATION)
        removed = await triggers.unsubscribe(found, "flow")
        return registered.location, kept, removed.response.status, await found.store.list(triggers.REGISTRATION)

    location, kept, status, left = asyncio.run(live())
    assert location == "https://api.example.com/v1/hooks/1"
    assert [(flow, value["operation"], value["location"]) for flow, value in kept] == [("flow", "Hook", location)]
    assert (status, left) == (200, ())
    assert asked(backend) == ["POST https://api.example.com/v1/hooks", "DELETE https://api.example.com/v1/hooks/1"]


def test_registration_that_fails_is_not_kept():
    found, _ = gateway({"answer": {"status": 500}})

    async def live():
        await triggers.register(found, HOOK, "flow")
        return await triggers.unsubscribe(found, "flow")

    assert asyncio.run(live()) is None


@pytest.mark.parametrize(("status", "kept"), [(204, 0), (404, 0), (410, 0), (401, 1), (500, 1)])
def test_registration_is_kept_until_it_is_removed(status, kept):
    found, _ = gateway(CREATED, {"answer": {"status": status}})

    async def live():
        await triggers.register(found, HOOK, "flow")
        await triggers.unsubscribe(found, "flow")
        return await found.store.list(triggers.REGISTRATION)

    assert len(asyncio.run(live())) == kept


def test_location_that_no_operation_has_is_called_as_it_is():
    answer = {"answer": {"status": 201, "headers": {"Location": "https://other.example.com/subscriptions/9"}}}
    found, backend = gateway(answer, {"answer": {"status": 204}})

    async def live():
        await triggers.register(found, HOOK, "flow")
        return await triggers.unsubscribe(found, "flow")

    result = asyncio.run(live())
    assert asked(backend)[1] == "DELETE https://other.example.com/subscriptions/9"
    assert backend.received[1].headers == ()
    assert [step.title for step in result.trace] == ["the link answers 204"]


def test_notification_of_no_flow_is_none():
    found, _ = gateway()
    assert asyncio.run(triggers.notify(found, "flow", {})) is None


def test_registration_without_a_location_is_forgotten_without_a_call():
    found, backend = gateway({"call": "POST /hooks", "status": 201})

    async def live():
        await triggers.register(found, HOOK, "flow")
        return await triggers.unsubscribe(found, "flow"), await found.store.list(triggers.REGISTRATION)

    assert asyncio.run(live()) == (None, ())
    assert asked(backend) == ["POST https://api.example.com/v1/hooks"]
