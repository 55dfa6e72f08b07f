"""Secrets in a package; a case would be a spec, where they are refused before any rule runs."""

from __future__ import annotations

import pytest

from connectorsmith.importers.properties import properties
from connectorsmith.model import Connector
from connectorsmith.rules.advice.client_secret_in_package import check

SECRET = "q8Z~" + "wN3kPz71LmXo"


@pytest.mark.parametrize(
    ("parameter", "places"),
    [
        ({"oAuthSettings": {"consumerSecret": SECRET}}, ["oAuthSettings/consumerSecret"]),
        ({"oAuthSettings": {"customParameters": {"pwd": {"value": SECRET}}}}, ["oAuthSettings/customParameters/pwd"]),
        ({"oAuthSettings": {"clientSecret": SECRET}}, ["oAuthSettings/clientSecret"]),
        ({"type": "securestring", "defaultValue": SECRET}, ["defaultValue"]),
        ({"type": "string", "defaultValue": SECRET}, ["defaultValue"]),
        ({"oAuthSettings": {"clientSecret": None}}, []),
        *(
            ({"oAuthSettings": {"clientSecret": text}}, [])
            for text in ("", "[[DUMMY]]", "<client-secret>", "your-own-client-id", "x" * 40, "{{ clientSecret }}")
        ),
    ],
)
def test_secrets(parameter, places):
    connector = Connector("x", properties=properties({"properties": {"connectionParameters": {"token": parameter}}}))
    found = list(check.check(connector))
    assert [str(one.at) for one in found] == [f"/properties/connectionParameters/token/{place}" for place in places]
    assert not any(SECRET in one.message for one in found)


def test_default_of_what_is_not_named_like_a_secret():
    parameter = {"type": "string", "defaultValue": SECRET}
    values = {"properties": {"connectionParameters": {"instance": parameter}}}
    assert list(check.check(Connector("x", properties=properties(values)))) == []
