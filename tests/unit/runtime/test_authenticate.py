"""The credentials of a connection in the request: where each kind goes, and the message where there are none."""

from __future__ import annotations

import pytest
from tests.unit.runtime.stand_ins import API_KEY, GET, SWAGGER, Service, connector, gateway, ok, run, sent

PARAMETERS = {"connectionParameters": {"api_key": {"type": "securestring"}, "region": {"type": "string"}}}


@pytest.mark.parametrize(
    ("swagger", "own", "settings", "expected"),
    [
        ({"type": "apiKey", "in": "header", "name": "X-Key"}, PARAMETERS, {"values": {"api_key": "k"}}, ("X-Key", "k")),
        (
            {"type": "basic"},
            {"connectionParameters": {"username": {"type": "string"}, "password": {"type": "securestring"}}},
            {"values": {"username": "ann", "password": "p:w"}},
            ("Authorization", "Basic YW5uOnA6dw=="),
        ),
        (
            {"type": "oauth2"},
            {"connectionParameters": {"token": {"type": "oauthSetting"}}},
            {"tokens": {"token": "t"}},
            ("Authorization", "Bearer t"),
        ),
    ],
    ids=["key", "basic", "oauth"],
)
def test_credentials_are_injected(swagger, own, settings, expected):
    service = Service(ok())
    one = connector({**SWAGGER, "securityDefinitions": {"s": swagger}, "security": [{"s": []}]}, own)
    run(gateway(one, service, **settings), id="1")
    assert sent(service).headers == (expected,)


@pytest.mark.parametrize(("chosen", "headers"), [("apply", (("X-Key", "k"),)), ("skip", ())])
def test_security_that_is_described_and_not_asked_for(chosen, headers):
    service = Service(ok())
    one = connector({**SWAGGER, "securityDefinitions": API_KEY["securityDefinitions"]}, PARAMETERS)
    result = run(gateway(one, service, values={"api_key": "k"}, options={"security-not-asked": chosen}), id="1")
    assert sent(service).headers == headers
    assert result.trace.assumed == (f"security-not-asked={chosen}",)


def test_key_goes_into_the_query():
    service = Service(ok())
    security = {"securityDefinitions": {"k": {"type": "apiKey", "in": "query", "name": "key"}}, "security": [{"k": []}]}
    run(gateway(connector({**SWAGGER, **security}, PARAMETERS), service, values={"api_key": "a b"}), id="1")
    assert sent(service).url == "https://api.example.com/v1/items/1?key=a%20b"


def test_chosen_set_of_parameters_counts():
    sets = [
        {"name": "key", "parameters": {"api_key": {"type": "securestring"}}},
        {"name": "login", "parameters": {"token": {"type": "oauthSetting"}}},
    ]
    definitions = {"k": {"type": "apiKey", "in": "header", "name": "X-Key"}, "o": {"type": "oauth2"}}
    one = connector(
        {**SWAGGER, "securityDefinitions": definitions, "security": [{"k": []}, {"o": []}]},
        {"connectionParameterSets": {"values": sets}},
    )
    service = Service(ok(), ok())
    run(gateway(one, service, chosen="key", values={"api_key": "k"}), id="1")
    run(gateway(one, service, chosen="login", tokens={"token": "t"}), id="1")
    assert [request.headers for request in service.asked] == [(("X-Key", "k"),), (("Authorization", "Bearer t"),)]


def test_operation_without_security_gets_no_credentials():
    service = Service(ok())
    swagger = {**API_KEY, "paths": {"/items/{id}": {"get": {**GET, "security": []}}}}
    result = run(gateway(connector(swagger, PARAMETERS), service, values={"api_key": "k"}), id="1")
    assert sent(service).headers == ()
    assert result.trace.steps[1].note == "the operation asks for no credentials"


def test_missing_credentials_are_noted():
    result = run(gateway(connector({**SWAGGER, **API_KEY}, PARAMETERS), Service(ok())), id="1")
    assert result.trace.steps[1].note == "the connection has no value for k, so no credentials are sent"


@pytest.mark.parametrize(
    ("scheme", "own"),
    [
        ({"type": "magic"}, PARAMETERS),
        ({"type": "oauth2"}, {"connectionParameters": {"token": {"type": "oauthSetting"}}}),
        (
            {"type": "apiKey", "in": "header", "name": "X-Key"},
            {
                "connectionParameterSets": {
                    "values": [{"name": "other", "parameters": {"api_key": {"type": "securestring"}}}]
                }
            },
        ),
    ],
    ids=["unknown kind", "no token", "set that is not there"],
)
def test_no_credentials_where_the_connection_has_none_of_the_kind(scheme, own):
    service = Service(ok())
    one = connector({**SWAGGER, "securityDefinitions": {"s": scheme}, "security": [{"s": []}]}, own)
    run(gateway(one, service, chosen="key"), id="1")
    assert sent(service).headers == ()
