"""Polls of a trigger with their state, results that are due later, and the runs that an answer starts."""

from __future__ import annotations

import asyncio
import json

import pytest
from tests.unit.runtime.stand_ins import ADDRESS, PREFIX, SWAGGER, Service, connector, gateway, ok

from connectorsmith.errors import UnknownNameError
from connectorsmith.runtime.asynchronous import Outcome, execute_to_the_end
from connectorsmith.runtime.gateway import Call, Gateway
from connectorsmith.runtime.message import Response
from connectorsmith.runtime.polling import STATES, Poll, forget, poll

ITEMS = {"type": "array", "items": {"type": "object"}}
TRIGGER = {
    "operationId": "New",
    "x-ms-trigger": "batch",
    "parameters": [{"name": "since", "in": "query", "type": "integer", "default": 0, "x-ms-visibility": "internal"}],
    "responses": {"200": {"schema": ITEMS}},
}
POLICY = {
    "templateId": "pollingtrigger",
    "type": "PollingTrigger",
    "title": "New items",
    "parameters": {
        f"{PREFIX}triggerConfig": {"since": "@{triggerBody().value[0].id}"},
        f"{PREFIX}triggerDataPath": "@triggerBody().value",
    },
}


def way(service: Service, *policies: dict, **more) -> Gateway:
    return gateway(
        connector({"paths": {"/new": {"get": TRIGGER}}}, {"policyTemplateInstances": [*policies]}, **more), service
    )


def answer(*ids: int, **headers: str) -> Response:
    return ok(json.dumps({"value": [{"id": one} for one in ids]}).encode(), *headers.items())


def polled(one: Gateway, flow: str = "flow") -> Poll:
    return asyncio.run(poll(one, Call("New"), flow))


def test_state_goes_from_poll_to_poll():
    service = Service(answer(3), answer(5, 4), answer(), answer(6))
    one = way(service, POLICY)
    first, second, third = (polled(one) for _ in range(3))
    assert [found.reason for found in (first, second, third, polled(one))] == [
        "the first poll sets the state",
        "2 runs start",
        "there is nothing new",
        "1 run starts",
    ]
    assert [found.runs for found in (first, second, third)] == [(), ({"id": 5}, {"id": 4}), ()]
    assert [request.url.partition("?")[2] for request in service.asked[:3]] == ["since=0", "since=3", "since=5"]
    assert first.wait == 60
    assert one.clock.now() == 1_000_000


def test_each_flow_has_its_state():
    service = Service(answer(3), answer(9))
    one = way(service, POLICY)
    polled(one, "a")
    assert polled(one, "b").reason == "the first poll sets the state"
    (a, b) = asyncio.run(one.store.list(STATES))
    assert a[0] == "shop/c1/New/a"
    assert b[1]["due"] == 1_000_060
    assert asyncio.run(forget(one.store, "a")) is True
    assert asyncio.run(forget(one.store, "a")) is False
    assert len(asyncio.run(one.store.list(STATES))) == 1


def test_failure_keeps_the_state():
    service = Service(answer(3), ok(status=503), answer(5))
    one = way(service, POLICY)
    polled(one)
    failed = polled(one)
    assert (failed.reason, failed.runs) == ("the poll fails with 503; the state stays", ())
    assert polled(one).runs == ({"id": 5},)


def test_more_that_is_waiting_is_asked_for_at_once():
    service = Service(answer(3), answer(5, **{"Retry-After": "0"}))
    one = way(service, POLICY)
    polled(one)
    assert polled(one).wait == 0


def page(*ids: int, link: str | None = None) -> Response:
    return ok(
        json.dumps({"value": [{"id": one} for one in ids], **({"@odata.nextLink": link} if link else {})}).encode()
    )


def test_pages_that_are_waiting_are_caught_up_with_one_after_the_other():
    link = "https://api.example.com/v1/new?since=3&skip="
    service = Service(page(3), page(7, 6, link=f"{link}2"), page(5, link=f"{link}3"), page(4), page())
    one = way(service, POLICY)
    found = [polled(one) for _ in range(5)]
    assert [[run["id"] for run in each.runs] for each in found] == [[], [7, 6], [5], [4], []]
    assert [each.wait for each in found] == [60, 0, 0, 60, 60]
    asked = [request.url.partition("?")[2] for request in service.asked]
    assert asked == ["since=0", "since=3", "since=3&skip=2", "since=3&skip=3", "since=7"]


def test_trigger_that_is_single_starts_one_run_with_the_whole_answer():
    state = ("Location", f"{ADDRESS}/new?triggerState=7")
    one = gateway(
        connector({"paths": {"/new": {"get": {**TRIGGER, "x-ms-trigger": "single"}}}}),
        Service(ok(b'[{"id": 8}, {"id": 9}]', state)),
    )
    found = polled(one)
    assert (found.runs, found.wait) == (([{"id": 8}, {"id": 9}],), 180)


def test_service_that_polls_by_itself():
    """A trigger may answer as the contract says without the policy."""
    state = ("Location", f"{ADDRESS}/new?triggerState=7")
    service = Service(ok(b"", state, ("Retry-After", "15"), status=202), ok(b'[{"id": 8}]', state))
    one = way(service)
    assert (polled(one).wait, polled(one).runs) == (15, ({"id": 8},))
    assert service.asked[1].url == "https://api.example.com/v1/new?triggerState=7"


def test_trigger_without_a_location():
    found = polled(way(Service(ok(b"[1]"))))
    assert (found.runs, found.reason) == ((1,), "there is no Location, so no state is kept")


def test_answer_that_is_not_json():
    assert polled(way(Service(ok(b"x")))).reason == "the answer is not JSON"


def test_unknown_trigger():
    with pytest.raises(UnknownNameError):
        asyncio.run(poll(way(Service()), Call("Nosuch")))


def ended(service: Service, most: int = 5) -> tuple[Outcome, list[float]]:
    waited: list[float] = []

    async def wait(seconds: float) -> None:
        waited.append(seconds)

    one = gateway(connector(SWAGGER), service)
    return asyncio.run(execute_to_the_end(one, Call("Get", {"id": "1"}), wait, most)), waited


def test_result_that_is_due_later():
    due = ("Location", f"{ADDRESS}/items/2")
    service = Service(ok(b"", due, status=202), ok(b"", ("Retry-After", "3"), status=202), ok(b"{}"))
    found, waited = ended(service)
    assert (found.result.response.status, len(found.earlier), waited) == (200, 2, [20.0, 3.0])
    assert [request.url[-8:] for request in service.asked] == ["/items/1", "/items/2", "/items/2"]


def test_202_without_a_location_is_the_result():
    found, _ = ended(Service(ok(status=202)))
    assert found.reason == "the 202 has no Location, so this is the result"


def test_result_that_never_comes():
    due = ("Location", f"{ADDRESS}/items/2")
    found, waited = ended(Service(*[ok(b"", due, status=202)] * 3), most=2)
    assert (found.reason, len(waited)) == ("the result is not there after 2 requests", 2)
