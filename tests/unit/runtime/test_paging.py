"""Pages as both clients follow them, with and without a link that leads through the gateway."""

from __future__ import annotations

import asyncio
import json

import pytest
from tests.unit.runtime.stand_ins import ADDRESS, API_KEY, PREFIX, Service, connector, gateway, header_policy, ok

from connectorsmith.runtime.backend import BackendFailure
from connectorsmith.runtime.gateway import Call
from connectorsmith.runtime.message import Request, Response
from connectorsmith.runtime.paging import Pages, all_pages

LIST = {"operationId": "List", "responses": {}, "x-ms-pageable": {"nextLinkName": "nextLink"}}
UPDATE = {
    "templateId": "updatenextlink",
    "title": "Next page through the connector",
    "parameters": {f"{PREFIX}nextLinkPropertyName": "nextLink"},
}
KEY = {"connectionParameters": {"api_key": {"type": "securestring"}}}


def page(*items: int, link: str | None = None) -> Response:
    return ok(json.dumps({"value": items} | ({"nextLink": link} if link else {})).encode())


def pages(service: Service, *policies: dict, client="flow", most: int = 100, operation=LIST, **more) -> Pages:
    swagger = {**API_KEY, "paths": {"/items": {"get": operation}}}
    one = connector(swagger, {**KEY, "policyTemplateInstances": [*policies]}, **more)
    options = {"pages-and-script": "bypass"} if more else {}
    way = gateway(one, service, values={"api_key": "the-key-1"}, options=options)
    return asyncio.run(all_pages(way, Call("List", client=client), most))


RAW = "https://api.example.com/v1/items?page=2"


@pytest.mark.parametrize("client", ["flow", "app"])
def test_link_through_the_gateway_keeps_the_credentials(client):
    service = Service(page(1, 2, link=RAW), page(3))
    found = pages(service, UPDATE, client=client)
    assert (found.items, found.reason) == ((1, 2, 3), "there is no nextLink, so this is the last page")
    assert [(request.url, request.headers) for request in service.asked] == [
        ("https://api.example.com/v1/items", (("X-Key", "the-key-1"),)),
        (RAW, (("X-Key", "the-key-1"),)),
    ]


def test_link_past_the_gateway_is_asked_for_without_credentials_in_a_flow():
    service = Service(page(1, link=RAW), ok(status=401))
    found = pages(service)
    assert (found.items, found.reason) == ((1,), "a page is answered with 401")
    assert service.asked[1] == Request("GET", RAW)
    assert "without credentials" in found.results[1].trace.steps[0].note


def test_link_past_the_gateway_fails_in_an_app():
    service = Service(page(1, link=RAW))
    found = pages(service, client="app")
    assert (found.items, found.reason) == ((1,), "a page is answered with 404")


def test_link_past_the_gateway_that_nothing_answers():
    found = pages(Service(page(1, link=RAW), BackendFailure("refused", "nothing listens")))
    assert found.reason == "a page is answered with 502"


def test_relative_link_below_the_connection():
    service = Service(page(1, link="/apim/shop/c1/items?page=2"), page(2))
    assert pages(service).items == (1, 2)


def test_most_items():
    service = Service(page(1, 2, 3, link=f"{ADDRESS}/items?page=2"))
    found = pages(service, most=2)
    assert (found.items, found.reason) == ((1, 2), "2 items are the most that are collected")


def test_page_that_leads_to_itself():
    service = Service(page(1, link=f"{ADDRESS}/items"), page(2, link=f"{ADDRESS}/items"))
    assert pages(service).reason == "the link nextLink leads to a page that was there already"


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (ok(b"no json"), "a page is not JSON"),
        (ok(b"[1]"), "the answer is not an object, so it has no further page"),
        (ok(status=500), "a page is answered with 500"),
    ],
)
def test_page_that_cannot_be_read(answer, reason):
    assert pages(Service(answer)).reason == reason


def test_operation_without_pages():
    plain = {"operationId": "List", "responses": {}}
    assert pages(Service(page(1, link=RAW)), operation=plain).reason == "the operation has no pages"


def test_further_pages_may_bypass_the_script():
    class Script:
        async def run(self, call):
            return page(7, link=f"{ADDRESS}/items?page=2")

    service = Service(page(8))
    swagger = {"paths": {"/items": {"get": LIST}}}
    for chosen, items in (("bypass", (7, 8)), ("run", (7, 7))):
        way = gateway(
            connector(swagger, own_script=True), service, scripts=Script(), options={"pages-and-script": chosen}
        )
        assert asyncio.run(all_pages(way, Call("List"))).items == items


def test_policies_run_on_every_page():
    service = Service(page(1, link=f"{ADDRESS}/items?page=2"), page(2))
    pages(service, header_policy("a", "1"))
    assert [request.headers[-1] for request in service.asked] == [("a", "1"), ("a", "1")]


def test_page_that_comes_as_a_stream():
    async def parts():
        yield b'{"value": [1'
        yield b"]}"

    found = pages(Service(lambda _: Response(200, stream=parts())))
    assert (found.items, found.results[0].response.body) == ((1,), b'{"value": [1]}')
