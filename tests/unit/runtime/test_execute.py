"""A call through every stage: who asks the service what, what comes back, and what the trace shows."""

from __future__ import annotations

import asyncio
import gzip
import json
from itertools import pairwise

import pytest
from msgspec.structs import replace
from tests.unit.runtime.stand_ins import (
    ADDRESS,
    API_KEY,
    GET,
    PREFIX,
    SWAGGER,
    Counter,
    Service,
    connector,
    gateway,
    header_policy,
    ok,
    run,
    sent,
)

from connectorsmith.errors import ConnectorsmithError, UnknownNameError
from connectorsmith.runtime.backend import BackendFailure
from connectorsmith.runtime.execute import execute, forward
from connectorsmith.runtime.gateway import Call
from connectorsmith.runtime.message import Request, Response, header, read

SECRET = "s3cret-value-1"
PARAMETERS = {"connectionParameters": {"api_key": {"type": "securestring"}, "region": {"type": "string"}}}


def test_call_reaches_the_service_below_its_base_path():
    service = Service(ok(b'{"id": 7}'))
    result = run(gateway(connector(SWAGGER), service), id="a/b")
    assert (sent(service).method, sent(service).url) == ("GET", "https://api.example.com/v1/items/a%2Fb")
    assert result.response == ok(b'{"id": 7}')
    assert [step.kind for step in result.trace] == ["compose", "authenticate", "send"]
    assert result.trace.steps[0].after == Request("GET", f"{ADDRESS}/items/a%2Fb")


def test_trace_has_the_message_before_and_after_each_step_without_secrets():
    policies = [
        header_policy("X-Key", "Key @headers('X-Key')"),
        header_policy("x-region", "@connectionParameters('region')"),
    ]
    service = Service(ok())
    one = connector(
        {**SWAGGER, **API_KEY}, {**PARAMETERS, "policyTemplateInstances": policies}, limits=[("Calls", 5, 60)]
    )
    result = run(gateway(one, service, values={"api_key": SECRET, "region": "eu"}), id="1")
    assert dict(sent(service).headers) == {"X-Key": f"Key {SECRET}", "x-region": "eu"}
    steps = result.trace.steps
    assert [(step.kind, step.title) for step in steps] == [
        ("compose", "Get"),
        ("limit", "Calls"),
        ("authenticate", "credentials of the connection"),
        ("policy", "Set X-Key (setheader)"),
        ("policy", "Set x-region (setheader)"),
        ("send", "the service answers 200"),
    ]
    assert all(one.after == after.before for one, after in pairwise(steps[1:]))
    assert steps[2].note == "the key goes into the header X-Key"
    assert steps[3].at is not None
    assert SECRET not in repr(steps)


def test_platform_adds_its_headers_with_invented_values():
    service = Service(ok())
    run(gateway(connector(SWAGGER), service, bare=False), id="a/b")
    headers = dict(sent(service).headers)
    assert headers["X-MS-APIM-Referrer"] == f"{ADDRESS}/items/a%252Fb"
    assert headers["X-MS-APIM-Referrer-Prefix"] == ADDRESS
    assert headers["User-Agent"] == "azure-logic-apps/1.0 (workflow id-0; version 1) microsoft-flow/1.0"
    assert headers["x-ms-client-request-id"] == headers["x-ms-correlation-id"] == "id-1"
    assert "x-ms-trigger-callback-url" not in headers


def test_platform_adds_headers_to_the_answer_and_leaves_those_of_the_service():
    service = Service(ok(b"{}", ("X-MS-Flavor", "own"), ("ETag", "1")))
    result = run(gateway(connector(SWAGGER), service, bare=False, chosen="key"), id="1")
    headers = dict(result.response.headers)
    assert (headers["X-MS-Flavor"], headers["ETag"], "x-ms-flavor" in headers) == ("own", "1", False)
    assert headers["x-ms-connection-parameter-set-name"] == "key"
    assert headers["x-ms-apihub-cached-response"] == "true"
    assert headers["x-ms-tenant-id"] == "00000000-0000-0000-0000-000000000000"
    assert "x-ms-client-session-id" in headers["Access-Control-Expose-Headers"].split(",")
    assert result.trace.steps[-1].title == "headers of the platform on the answer"


def test_answer_of_the_gateway_itself_has_the_headers_of_the_platform_too():
    result = run(gateway(connector(SWAGGER), Service(BackendFailure("refused", "nothing")), bare=False), id="1")
    assert header(result.response.headers, "x-ms-client-region") == "unitedstates"


@pytest.mark.parametrize(
    ("limits", "chosen", "statuses"),
    [
        ((), "500", [200] * 500 + [429]),
        ((), "none", [200] * 501),
        ([("Calls", 501, 60)], "500", [200] * 501),
    ],
    ids=["of the platform", "switched off", "of its own"],
)
def test_connector_without_limits_gets_that_of_the_platform(limits, chosen, statuses):
    service = Service(*[ok()] * 501)
    one = gateway(connector(SWAGGER, limits=limits), service, options={"platform-limit": chosen})
    results = [run(one, id="1") for _ in range(501)]
    assert [result.response.status for result in results] == statuses
    refused = statuses[-1] == 429
    assert ("platform-limit=500" in results[-1].trace.assumed) == refused


def test_trigger_gets_the_callback_address_as_a_header():
    service = Service(ok(status=202))
    one = connector({"paths": {"/new": {"get": {"operationId": "New", "responses": {}, "x-ms-trigger": "batch"}}}})
    call = Call("New", callback="https://callback.example.com")
    asyncio.run(execute(gateway(one, service, bare=False), call))
    assert header(sent(service).headers, "x-ms-trigger-callback-url") == "https://callback.example.com"


def test_headers_of_the_maker_stay():
    operation = {**GET, "parameters": [*GET["parameters"], {"name": "User-Agent", "in": "header", "type": "string"}]}
    service = Service(ok())
    one = gateway(connector({"paths": {"/items/{id}": {"get": operation}}}), service, bare=False)
    run(one, **{"id": "1", "User-Agent": "mine"})
    assert [value for name, value in sent(service).headers if name == "User-Agent"] == ["mine"]


def test_call_past_the_limit_is_refused_per_connection():
    counter, service = Counter(wait=12), Service(ok(), ok(), ok())
    one = gateway(connector(SWAGGER, limits=[("API calls per connection", 2, 60)]), service, counter=counter)
    assert [run(one, id="1").response.status for _ in range(3)] == [200, 200, 429]
    other = replace(one, connection=replace(one.connection, id="c2"))
    assert run(other, id="1").response.status == 200
    refused = run(one, id="1")
    assert header(refused.response.headers, "Retry-After") == "12"
    assert [step.kind for step in refused.trace] == ["compose", "limit", "answer"]
    assert {*counter.hits} == {"shop/c1/API calls per connection", "shop/c2/API calls per connection"}


def test_policy_that_fails_ends_the_call():
    one = connector(SWAGGER, {"policyTemplateInstances": [header_policy("a", "@connectionParameters('no')")]})
    service = Service()
    response = run(gateway(one, service), id="1").response
    assert response.status == 500
    assert json.loads(response.body) == {
        "error": {
            "code": 500,
            "message": "Property with name no is not present in connection parameters.",
            "source": "localhost:8080",
        }
    }


@pytest.mark.parametrize(
    ("failure", "status"),
    [
        (BackendFailure("refused", "nothing listens"), 502),
        (BackendFailure("timeout", "no answer in 120 seconds"), 504),
        (BackendFailure("cut-off", "the connection ended"), 502),
    ],
    ids=lambda value: value.kind if isinstance(value, BackendFailure) else "",
)
def test_policies_for_failures_run_where_no_answer_came(failure, status):
    policies = [header_policy("x-failed", "yes", "Failure"), header_policy("x-answered", "yes", "Response")]
    result = run(gateway(connector(SWAGGER, {"policyTemplateInstances": policies}), Service(failure)), id="1")
    assert result.response.status == status
    assert dict(result.response.headers) == {"Content-Type": "application/json", "x-failed": "yes"}
    assert failure.message in json.loads(result.response.body)["error"]["message"]


@pytest.mark.parametrize(("chosen", "ran"), [("no-answer", False), ("error-status", True)])
def test_error_status_may_count_as_a_failure(chosen, ran):
    one = connector(SWAGGER, {"policyTemplateInstances": [header_policy("x-failed", "yes", "Failure")]})
    result = run(gateway(one, Service(ok(status=500)), options={"failure-section": chosen}), id="1")
    assert (result.response.headers == (("x-failed", "yes"),)) is ran
    assert ran is (f"failure-section={chosen}" in result.trace.assumed)


def test_answer_in_gzip_is_unpacked():
    packed = ok(gzip.compress(b'{"a": 1}'), ("Content-Encoding", "gzip"), ("Content-Length", "28"), ("X", "y"))
    response = run(gateway(connector(SWAGGER), Service(packed)), id="1").response
    assert response == ok(b'{"a": 1}', ("X", "y"))


def test_answer_that_only_claims_to_be_gzip_stays():
    claimed = ok(b"plain", ("Content-Encoding", "gzip"))
    assert run(gateway(connector(SWAGGER), Service(claimed)), id="1").response == claimed


def test_stream_passes_unless_a_policy_needs_the_body():
    async def parts():
        yield b'{"a":'
        yield b" 1}"

    service = Service(lambda _: Response(200, stream=parts()), lambda _: Response(200, stream=parts()))

    async def passed() -> tuple[bool, bytes]:
        response = (await execute(gateway(connector(SWAGGER), service), Call("Get", {"id": "1"}))).response
        return response.stream is not None, (await read(response)).body

    assert asyncio.run(passed()) == (True, b'{"a": 1}')
    move = {
        "templateId": "stringreplace",
        "title": "T",
        "parameters": {
            "x-ms-apimTemplate-policySection": "Response",
            f"{PREFIX}propertyParentPath": "@body()",
            f"{PREFIX}propertySubPath": "b",
            f"{PREFIX}sourceString": "x",
            f"{PREFIX}replacementString": "y",
            f"{PREFIX}newPropertyPath": "@body().b",
        },
    }
    whole = run(gateway(connector(SWAGGER, {"policyTemplateInstances": [move]}), service), id="1").response
    assert (whole.stream, json.loads(whole.body)) == (None, {"a": 1})


def test_connection_is_marked_as_signed_out():
    parameters = {f"{PREFIX}statusCode": 401}
    policy = {"templateId": "setconnectionstatustounauthenticated", "title": "T", "parameters": parameters}
    one = connector(SWAGGER, {"policyTemplateInstances": [policy]})
    assert run(gateway(one, Service(ok(status=401))), id="1").signed_out is True
    assert run(gateway(one, Service(ok())), id="1").signed_out is False


def test_policy_that_cannot_run_is_refused():
    one = connector(SWAGGER, {"policyTemplateInstances": [{"templateId": "nosuch", "title": "T", "parameters": {}}]})
    with pytest.raises(ConnectorsmithError, match="'nosuch', which is not known"):
        run(gateway(one, Service()), id="1")


def test_unknown_operation():
    with pytest.raises(UnknownNameError) as raised:
        run(gateway(connector(SWAGGER), Service()), "Nosuch")
    assert raised.value.known == ("Get", "Post")


def test_value_that_a_policy_asked_for_is_a_secret_if_its_name_says_so():
    parameters = {
        "x-ms-apimTemplate-policySection": "Request",
        f"{PREFIX}parameterTemplate": "@queryParameters('t')",
        f"{PREFIX}parameterValueUrl": "/token",
        f"{PREFIX}parameterValuePathTemplate": "@body().access_token",
    }
    policy = {"templateId": "setvaluefromurl", "title": "Token", "parameters": parameters}
    one = gateway(
        connector(SWAGGER, {"policyTemplateInstances": [policy]}), Service(ok(b'{"access_token":"tok-1"}'), ok())
    )
    result = run(one, id="1")
    assert [step.kind for step in result.trace] == ["compose", "authenticate", "call", "policy", "send"]
    assert "tok-1" not in repr(result.trace.steps)
    assert "t=***" in repr(result.trace.steps)


def test_extra_call_of_a_policy_leaves_the_stream_for_the_call():
    async def parts():
        yield b"large"

    async def live() -> list[bytes]:
        parameters = {
            "x-ms-apimTemplate-policySection": "Request",
            f"{PREFIX}parameterTemplate": "@headers('If-Match')",
            f"{PREFIX}parameterValueUrl": "/tag",
            f"{PREFIX}parameterValuePathTemplate": "@body().tag",
        }
        policy = {"templateId": "setvaluefromurl", "title": "Tag", "parameters": parameters}
        service = Service(ok(b'{"tag":"1"}'), ok())
        one = gateway(connector(SWAGGER, {"policyTemplateInstances": [policy]}), service)
        await forward(one, Request("POST", f"{ADDRESS}/items", stream=parts()))
        return [(await read(request)).body for request in service.asked]

    assert asyncio.run(live()) == [b"", b"large"]
