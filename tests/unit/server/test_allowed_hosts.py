"""The hosts that the gateway may call."""

import pytest

from connectorsmith.model import Connector
from connectorsmith.model.connector import Properties
from connectorsmith.model.policy import Policy
from connectorsmith.runtime.connection import Connection
from connectorsmith.server.allowed_hosts import AllowedHosts, named_hosts

CONNECTION = Connection("c", {"address": "https://eu.api.example.org:8443/v2", "region": "eu", "bare": "x.example.net"})


def hosts(**parameters: str) -> tuple[str, ...]:
    policy = Policy("dynamichosturl", parameters=parameters)
    connector = Connector("c", host="API.example.com", properties=Properties(policies=(policy,)))
    return named_hosts(connector, CONNECTION)


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("@connectionParameters('address')", "eu.api.example.org:8443"),
        ("https://@connectionParameters('region').example.org/v1", "eu.example.org"),
        ("https://@connectionParameters('none','us').example.org", "us.example.org"),
        ("https://login.example.org/token", "login.example.org"),
        ("https://user@login.example.org/token", "login.example.org"),
        ("https://@headers('tenant').example.org/api", "*.example.org"),
        ("https://@headers('host')/api", None),
        ("https://@headers('tenant').org", None),
        ("https://api.@headers('zone')", None),
        ("/path/@connectionParameters('bare')", None),
        ("application/json", None),
    ],
)
def test_hosts_of_a_policy(template, found):
    assert hosts(urlTemplate=template) == ("api.example.com", *([found] if found else []))


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("https://api.example.com/x", True),
        ("https://API.example.com:443/x", True),
        ("https://api.example.com.evil.test/", False),
        ("https://evil.test/?api.example.com", False),
        ("https://api.example.com@evil.test/", False),
        ("http://127.0.0.1:8080/x", True),
        ("http://127.0.0.1:8081/x", False),
        ("http://127.0.0.1/x", False),
        ("https://a.example.org/", True),
        ("https://a.b.example.org/", True),
        ("https://example.org/", False),
        ("https://badexample.org/", False),
        ("https://x:port/", False),
        ("not an address", False),
    ],
)
def test_allowed_urls(url, allowed):
    assert (url in AllowedHosts(["api.example.com", "127.0.0.1:8080", "*.example.org"])) is allowed


def test_star_allows_everything():
    assert "http://anything.test:1/" in AllowedHosts(["*"])


@pytest.mark.parametrize(
    ("allowed", "url", "may"),
    [
        ("[::1]:8080", "http://[::1]:8080/a", True),
        ("[::1]:8080", "http://[::1]:8081/a", False),
        ("[::1]", "http://[::1]:8080/a", True),
        ("::1", "http://[::1]/a", True),
        ("api.example.com:443", "https://api.example.com/a", True),
        ("api.example.com", "https://api.example.com@evil.example/a", False),
        ("*", "http://[::1", False),
        ("*", "http://api.example.com:99999/", False),
    ],
)
def test_address_is_read_as_it_is_called(allowed, url, may):
    """``yarl``, which the library that calls it uses, takes what is behind the last at sign as the host."""
    assert (url in AllowedHosts([allowed])) is may
