"""Addresses that only look like Microsoft's, in each way in which clients have taken an address apart."""

from __future__ import annotations

import json

import pytest

from connectorsmith.model import Connector
from connectorsmith.rules.required.settings_with_foreign_address import check


def found(settings: object) -> int:
    return len(list(check.check(Connector("x", assets={"settings.json": json.dumps(settings).encode()}))))


@pytest.mark.parametrize(
    "address",
    [
        "https://api.powerapps.com",
        "https://api.powerapps.com/",
        "https://API.PowerApps.com:443/providers",
        "https://tip1.api.powerapps.com",
        "https://high.api.flow.microsoft.us",
        "https://api.powerautomate.cn",
        "https://login.chinacloudapi.cn/common",
        "",
        None,
    ],
)
def test_address_of_microsoft(address):
    assert found({"powerAppsUrl": address}) == 0


@pytest.mark.parametrize(
    "address",
    [
        "https://example.com",
        "https://api.powerapps.com.example.com",
        "https://notapi.powerapps.com.",
        "https://api.powerapps.com.",
        "https://powerapps.com",
        "https://xapi.powerapps.com",
        "https://.api.powerapps.com@example.com",
        "https://api.powerapps.com:8443",
        "https://api.powerapps.com:443@example.com",
        "https://api.powerapps.com\\@example.com",
        "https://example.com\\.api.powerapps.com",
        "https://example.com/.api.powerapps.com",
        "https://example.com#.api.powerapps.com",
        "https://example.com?.api.powerapps.com",
        "https://example.com%2f.api.powerapps.com",
        "https://api.powerapps.com?x",
        "https:api.powerapps.com",
        "https:///api.powerapps.com",
        "//api.powerapps.com",
        "api.powerapps.com",
        "http://api.powerapps.com",
        "ftp://api.powerapps.com",
        " https://api.powerapps.com",
        "https://api.powerapps.com\n",
        "https://api.powerapps.com\t.example.com",
        "https://api.powerapps.com\0.example.com",
        "https://\u0430pi.powerapps.com",
        "https://api\u3002powerapps.com",
        "https://api.powerapps.com\uff0fexample.com",
        "https://xn--pi-7kc.powerapps.com",
        "https://127.0.0.1",
        "https://[::1]",
        ["https://api.powerapps.com"],
        {"url": "https://api.powerapps.com"},
        1,
        True,
    ],
)
def test_address_of_somebody_else(address):
    """The `.api.powerapps.com` of some of them is what a search for the ending alone would find."""
    assert [found({key: address}) for key in ("powerAppsUrl", "flowUrl", "authorityUrl", "resource")] == [1] * 4


def test_addresses_in_settings_that_paconn_does_not_know():
    assert found({"other": [{"deep": ["https://example.com", "https://api.powerapps.com"]}]}) == 1
    assert found({"other": {"//example.com": 1}}) == 1
    assert found({"other": "no address", "icon": "icon.png"}) == 0


@pytest.mark.parametrize(
    ("tenant", "count"),
    [
        ("common", 0),
        ("3fa85f64-5717-4562-b3fc-2c963f66afa6", 0),
        ("contoso.onmicrosoft.com", 0),
        ("https://example.com/common", 1),
        ("//example.com/common", 1),
        ("\\\\example.com", 1),
        ("../x", 1),
        (5, 1),
    ],
)
def test_tenant_is_joined_to_the_address_of_the_sign_in(tenant, count):
    assert found({"tenant": tenant}) == count
