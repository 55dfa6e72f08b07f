"""Custom code inside a call, and requests that come to the gateway as they are."""

from __future__ import annotations

import asyncio
import json

import pytest
from msgspec.structs import replace
from tests.unit.runtime.stand_ins import (
    ADDRESS,
    GET,
    SWAGGER,
    Service,
    connector,
    gateway,
    header_policy,
    ok,
    run,
    sent,
)

from connectorsmith.runtime.backend import BackendFailure
from connectorsmith.runtime.execute import forward
from connectorsmith.runtime.gateway import Gateway, Result
from connectorsmith.runtime.message import Request
from connectorsmith.runtime.script_host import ScriptFailure


class Script:
    """Sends the request on with a header, and answers with the status of the service; or fails."""

    def __init__(self, failure: ScriptFailure | None = None) -> None:
        self.failure = failure

    async def run(self, call):
        self.received = (call.operation_id, call.timeout, call.original_uri)
        if self.failure:
            raise self.failure
        call.log("Warning", "looks odd")
        answer = await call.send(replace(call.request, headers=(*call.request.headers, ("x-script", "1"))))
        return replace(answer, headers=(*answer.headers, ("x-answered", "script")))


def scripted(*policies: dict, operations: list[str] | None = None):
    own = {"policyTemplateInstances": [*policies], "scriptOperations": operations or []}
    return connector(SWAGGER, own, own_script=True)


def test_script_runs_between_the_policies():
    service, script = Service(ok()), Script()
    one = scripted(header_policy("a", "1"), header_policy("b", "@headers('a')", "Response"))
    result = run(gateway(one, service, scripts=script), id="1")
    assert sent(service).headers == (("a", "1"), ("x-script", "1"))
    assert result.response.headers == (("x-answered", "script"), ("b", "1"))
    assert script.received == ("Get", 120.0, f"{ADDRESS}/items/1")
    assert [step.kind for step in result.trace][2:] == ["policy", "script", "send", "script", "policy"]
    assert {"script-sends=direct", "response-order=after-script"} <= {*result.trace.assumed}


def test_policies_may_run_before_the_script_and_again_for_what_it_sends():
    service = Service(ok())
    one = scripted(header_policy("a", "1@headers('a')"), header_policy("b", "2", "Response"))
    options = {"response-order": "before-script", "script-sends": "through-policies"}
    result = run(gateway(one, service, scripts=Script(), options=options), id="1")
    assert dict(sent(service).headers)["a"] == "11"
    assert result.response.headers == (("b", "2"), ("x-answered", "script"))


def test_script_runs_for_its_operations_only():
    service = Service(ok(), ok())
    one = gateway(scripted(operations=["Post"]), service, scripts=Script())
    assert run(one, id="1").response.headers == ()
    assert run(one, "Post", body={"a": 1}).response.headers == (("x-answered", "script"),)


def test_script_that_fails_answers_500():
    failing = Script(ScriptFailure("timeout", "it took more than 120 seconds"))
    result = run(gateway(scripted(), Service(), scripts=failing), id="1")
    assert result.response.status == 500
    assert b"timeout" in result.response.body


def test_script_without_a_host_answers_500():
    response = run(gateway(scripted(), Service()), id="1").response
    assert json.loads(response.body)["error"]["message"].endswith("nothing here can run the script of Get")


def test_script_whose_service_fails_passes_the_failure_on():
    result = run(gateway(scripted(), Service(BackendFailure("refused", "nothing listens")), scripts=Script()), id="1")
    assert result.response.status == 502


def forwarded(one: Gateway, method: str, path: str, headers=(), body: bytes = b"") -> Result:
    return asyncio.run(forward(one, Request(method, f"{ADDRESS}{path}", headers, body)))


def test_request_to_the_gateway_keeps_path_query_and_body():
    service = Service(ok())
    one = gateway(connector(SWAGGER), service)
    forwarded(one, "GET", "/items/%7Ea%252Fb?x=%7e+1&y", (("X-A", "1"),))
    assert sent(service) == Request("GET", "https://api.example.com/v1/items/%7Ea%252Fb?x=%7e+1&y", (("X-A", "1"),))


def test_request_that_no_operation_fits():
    result = forwarded(gateway(connector(SWAGGER), Service()), "PUT", "/items/1")
    assert (result.response.status, json.loads(result.response.body)["message"]) == (404, "Resource not found")


def test_path_with_the_most_fixed_text_wins():
    fixed = {"operationId": "Mine", "responses": {}}
    service = Service(ok(), ok())
    one = gateway(connector({"paths": {"/items/{id}": {"get": GET}, "/items/mine": {"get": fixed}}}), service)
    assert "Mine" not in repr(forwarded(one, "GET", "/items/1").trace.steps)
    forwarded(one, "GET", "/items/mine")
    assert service.asked[1].url == "https://api.example.com/v1/items/mine"


@pytest.mark.parametrize(("chosen", "path"), [("once", "/items/a%2Fb"), ("kept", "/items/a%252Fb")])
def test_value_that_is_encoded_twice(chosen, path):
    operation = {**GET, "parameters": [{**GET["parameters"][0], "x-ms-url-encoding": "double"}]}
    service = Service(ok(), ok())
    one = gateway(
        connector({"paths": {"/items/{id}": {"get": operation}}}), service, options={"double-encoding": chosen}
    )
    result = run(one, id="a/b")
    forwarded(one, "GET", "/items/a%252Fb?q=%252F")
    assert [request.url.removeprefix("https://api.example.com/v1") for request in service.asked] == [
        path,
        f"{path}?q=%252F",
    ]
    assert result.trace.assumed == (f"double-encoding={chosen}",)
