"""Which changes of an upload are refused, and that nothing the service adds is taken for a change."""

from __future__ import annotations

import pytest

from connectorsmith.platform.compare import plan_json, plan_lines, plan_upload
from connectorsmith.platform.platform_state import PlatformState

TOKEN = {"type": "oauthSetting", "oAuthSettings": {"clientId": "a", "scopes": []}}


def parameters(**types: str) -> PlatformState:
    return PlatformState(properties={"connectionParameters": {name: {"type": type_} for name, type_ in types.items()}})


def sets(type_: str) -> PlatformState:
    return PlatformState(properties={"connectionParameterSets": {"values": [{"parameters": {"key": {"type": type_}}}]}})


def operations(**summaries: str) -> PlatformState:
    paths = {f"/{name}": {"get": {"operationId": name, "summary": text}} for name, text in summaries.items()}
    return PlatformState(definition={"paths": paths})


REFUSED = {
    "script": (PlatformState(script=b"x"), PlatformState(), "the script would be cleared"),
}
FINE = {
    "script that changes": (PlatformState(script=b"x"), PlatformState(script=b"y")),
    "icon that goes": (PlatformState(icon=b"x"), PlatformState()),
    "operation that changes": (operations(A="a"), operations(A="b")),
    "operation that goes": (operations(A="a", B="b"), operations(A="a")),
    "parameter of another type": (parameters(key="string"), parameters(key="int")),
    "parameter of a set of another type": (sets("string"), sets("int")),
    "parameter that comes": (parameters(), parameters(key="int")),
    "property called type": (
        PlatformState({"definitions": {"A": {"type": "x"}}}),
        PlatformState({"definitions": {"A": {"type": "y"}}}),
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
    ours = PlatformState(properties={"connectionParameters": {"token": TOKEN}, "capabilities": [], "stackOwner": "me"})
    added = {"oAuthSettings": TOKEN["oAuthSettings"] | {"redirectUrl": "https://x", "clientSecret": "y"}}
    live = PlatformState(properties={"connectionParameters": {"token": TOKEN | added}, "policyTemplateInstances": []})
    assert plan_upload(live, ours) == []


def test_operation_that_moves_is_not_another_one():
    old = PlatformState({"paths": {"/a": {"get": {"operationId": "A"}}}})
    new = PlatformState({"paths": {"/b": {"post": {"operationId": "A"}}}})
    (change,) = plan_upload(old, new)
    assert change.line() == '~ call: "GET /a" -> "POST /b"'


def test_parameter_that_comes_first_does_not_change_the_others():
    limit = {"name": "limit", "in": "query", "type": "integer"}
    old = PlatformState({"paths": {"/a": {"get": {"operationId": "A", "parameters": [limit]}}}})
    new = PlatformState(
        {"paths": {"/a": {"get": {"operationId": "A", "parameters": [limit | {"name": "page"}, limit]}}}}
    )
    (change,) = plan_upload(old, new)
    assert (change.kind, change.place) == ("new", "parameters/query page")
