"""Whatever an author writes into a policy and a service answers: a call ends with a request, an answer or a fault."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from connectorsmith.errors import ConnectorsmithError
from connectorsmith.language.policy_templates import PolicyTemplate, catalogue
from connectorsmith.model import Connector, Policy, Properties
from connectorsmith.runtime.exchange import Exchange, Fault, Outgoing, PolicyPhase, Surroundings
from connectorsmith.runtime.message import Request, Response
from connectorsmith.runtime.options import Options, known_options
from connectorsmith.runtime.policies import prepare, run

TEXTS = st.sampled_from(
    [
        *("", "null", "a", "a.b", "['a.b']", "@body", "@body()", "body()", "@body().a", "@body().a.b", "@body().list"),
        *("@body().list[0]", "@body().list[99999999]", "@body()[", "@item()", "@item().a", "@triggerBody().value"),
        *("@headers('x')", "@queryParameters('q')", "@connectionParameters('c')", "@connectionParameters('no','d')"),
        *('@environmentVariables("e")', "@{body().a}", "{@item().a}", "[{@body().list}]", '{"a":{@body().a}}', "'x'"),
        *(
            "; ,",
            "/p/{id}?a=@headers('x')",
            "http://@headers('x')",
            "ü \n\r",
            "%zz",
            "x://y://z",
            "GET",
            "true",
            "[",
            "@",
        ),
    ]
)
BODIES = st.sampled_from(
    [
        *(b"", b"x", b"\xff", b"null", b"1.5", b'"a;b"', b"[]", b'[{"a":1},{"a":"x"},{}]', b'[[{"a":1}]]', b"{}"),
        *(b'{"a":{"b":[1,{"c":null}]}}', b'{"value":[{"a":1}]}', b'{"a":"t","list":[{"a":"x","k":"1"},{"k":"1"},3]}'),
    ]
)
QUERIES = st.sampled_from(["", "q=1&q=2", "triggerState=[]", "&&=&a"])
OPTIONS = st.fixed_dictionaries({name: st.sampled_from(one.values) for name, one in known_options().items()})
TEMPLATES = st.sampled_from([*catalogue().templates.values()])


@st.composite
def policies(draw: Any) -> Policy:
    template: PolicyTemplate = draw(TEMPLATES)
    parameters = {
        name: draw(st.sampled_from(one.allowed)) if one.allowed else draw(of_type(one.type))
        for name, one in template.parameters.items()
    }
    section = draw(st.sampled_from(template.sections.allowed)) if template.sections.allowed else None
    return Policy(template.id, section=section, parameters=parameters)


def of_type(kind: str) -> st.SearchStrategy[Any]:
    if kind == "object":
        return st.dictionaries(TEXTS, TEXTS, max_size=2)
    return st.just(200) if kind == "integer" else TEXTS


async def count(name: str, calls: int, seconds: float) -> float | None:
    return None


async def live(policy: Policy, options: dict[str, str], bodies: tuple[bytes, bytes, bytes], query: str) -> Exchange:
    async def send(request: Request, _: str) -> Response:
        return Response(200, (), bodies[2])

    around = Surroundings(
        send, count, {"c": "cv"}, {"e": "ev"}, {"id": "7%2F"}, Options(options), "POST", "http://localhost/apim/a/b",
        "/x", query,
    )  # fmt: skip
    exchange = Exchange(around, Outgoing("POST", "https://a.example/v1", "/x", query, (("x", "h"),), bodies[0]))
    prepared = prepare(Connector("c", properties=Properties(policies=(policy,))))
    await run(prepared, exchange, PolicyPhase.REQUEST, None, lambda step: None)
    exchange.response = Response(200, (("x", "r"),), bodies[1])
    for phase in (PolicyPhase.RESPONSE, PolicyPhase.FAILURE):
        await run(prepared, exchange, phase, None, lambda step: None)
    return exchange


@given(
    policies(), OPTIONS, st.tuples(BODIES, BODIES, BODIES), st.sampled_from(["", "q=1&q=2", "triggerState=[]", "&&=&a"])
)
def test_policy_ends_in_messages_that_can_be_sent(policy, options, bodies, query):
    try:
        exchange = asyncio.run(live(policy, options, bodies, query))
    except (Fault, ConnectorsmithError):
        return
    assert exchange.response is not None
    request = exchange.request.request()
    assert request.url.isascii()
    assert not any(character.isspace() for character in request.url)
    for name, value in (*request.headers, *exchange.response.headers):
        assert not {"\r", "\n"} & {*name, *value}
    for before, after in ((bodies[0], request.body), (bodies[1], exchange.response.body)):
        assert after in (before, b"") or json.loads(after) is not ...
