"""Which changes of an upload are refused, and that nothing the service adds is taken for a change."""

from __future__ import annotations

import pytest

from connectorsmith.platform.compare import plan_json, plan_lines, plan_upload
from connectorsmith.platform.platform_state import State

TOKEN = {"type": "oauthSetting", "oAuthSettings": {"clientId": "a", "scopes": []}}


def parameters(**types: str) -> State:
    return State(properties={"connectionParameters": {name: {"type": type_} for name, type_ in types.items()}})


def sets(type_: str) -> State:
    return State(properties={"connectionParameterSets": {"values": [{"parameters": {"key": {"type": type_}}}]}})


def operations(**summaries: str) -> State:
    paths = {f"/{name}": {"get": {"operationId": name, "summary": text}} for name, text in summaries.items()}
    return State(definition={"paths": paths})


REFUSED = {
    "script": (State(script=b"x"), State(), "the script would be cleared"),
}
FINE = {
    "script that changes": (State(script=b"x"), State(script=b"y")),
    "icon that goes": (State(icon=b"x"), State()),
    "operation that changes": (operations(A="a"), operations(A="b")),
    "operation that goes": (operations(A="a", B="b"), operations(A="a")),
    "parameter of another type": (parameters(key="string"), parameters(key="int")),
    "parameter of a set of another type": (sets("string"), sets("int")),
    "parameter that comes": (parameters(), parameters(key="int")),
    "property called type": (
        State({"definitions": {"A": {"type": "x"}}}),
        State({"definitions": {"A": {"type": "y"}}}),
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name):
    live, ours, reason = REFUSED[name]
    (change,) = plan_upload(live, ours)
    assert change.refused.startswith(reason)
    assert plan_lines("orders", [change])[-1].startswith(f"    refused: {reason}")
    assert '"refused": true,' in plan_json({}, [change])


@pytest.mark.parametrize("name", FINE)
def test_not_refused(name):
    (change,) = plan_upload(*FINE[name])
    assert change.refused is None
    assert '"refused": false,' in plan_json({}, [change])


def test_what_the_service_adds_or_leaves_out_is_no_change():
    ours = State(properties={"connectionParameters": {"token": TOKEN}, "capabilities": [], "stackOwner": "me"})
    added = {"oAuthSettings": TOKEN["oAuthSettings"] | {"redirectUrl": "https://x", "clientSecret": "y"}}
    live = State(properties={"connectionParameters": {"token": TOKEN | added}, "policyTemplateInstances": []})
    assert plan_upload(live, ours) == []


def test_operation_that_moves_is_not_another_one():
    old = State({"paths": {"/a": {"get": {"operationId": "A"}}}})
    new = State({"paths": {"/b": {"post": {"operationId": "A"}}}})
    (change,) = plan_upload(old, new)
    assert change.line() == '~ call: "GET /a" -> "POST /b"'


def test_parameter_that_comes_first_does_not_change_the_others():
    limit = {"name": "limit", "in": "query", "type": "integer"}
    old = State({"paths": {"/a": {"get": {"operationId": "A", "parameters": [limit]}}}})
    new = State({"paths": {"/a": {"get": {"operationId": "A", "parameters": [limit | {"name": "page"}, limit]}}}})
    (change,) = plan_upload(old, new)
    assert (change.kind, change.place) == ("new", "parameters/query page")
