"""No secret can be read in a trace, in whatever encoding a message carries it."""

from __future__ import annotations

import base64

import pytest

from connectorsmith.runtime.connection import Connection
from connectorsmith.runtime.message import Request, Response
from connectorsmith.runtime.trace import Step, Trace

SECRET = "s3cr3t+/v4lue"
BASIC = base64.b64encode(f"ann:{SECRET}".encode()).decode()


def test_secrets_are_masked_in_url_headers_and_bodies():
    url = "https://example.com/?key=s3cr3t%2B%2Fv4lue&q=1"
    headers = (("X-Key", SECRET), ("X-Basic", BASIC), ("Authorization", f"Bearer {SECRET}"), ("Accept", "a"))
    before = Request("GET", url, headers, f'{{"password": "{SECRET}"}}'.encode())
    (step,) = Trace([Step("policy", f"Set {SECRET}", before=before, note=SECRET)], [SECRET])
    assert step.before is not None
    assert isinstance(step.before, Request)
    assert step.before.url == "https://example.com/?key=***&q=1"
    shown = dict(step.before.headers)
    assert (shown["X-Key"], shown["Authorization"], shown["Accept"]) == ("***", "Bearer ***", "a")
    assert BASIC not in shown["X-Basic"]
    assert (step.before.body, step.title, step.note) == (b'{"password": "***"}', "Set ***", "***")


def test_short_secret_is_masked():
    (step,) = Trace([Step("send", "", after=Response(200, (), b"pin 42"))], ["42"])
    assert step.after is not None
    assert step.after.body == b"pin ***"


def test_credentials_are_masked_even_if_the_connection_does_not_have_them():
    headers = (("authorization", "Basic abc"), ("Set-Cookie", "session=1"), ("Api-Key", "k"))
    (step,) = Trace([Step("send", "", after=Response(200, headers))])
    assert step.after is not None
    assert step.after.headers == (("authorization", "Basic ***"), ("Set-Cookie", "***"), ("Api-Key", "***"))


def test_bytes_that_are_no_text_are_kept():
    (step,) = Trace([Step("send", "", after=Response(200, (), b"\xff\xfe"))], ["x" * 9])
    assert step.after is not None
    assert step.after.body == b"\xff\xfe"


def test_representations_show_no_secret():
    connection = Connection("c1", {"api_key": SECRET}, tokens={"token": SECRET})
    trace = Trace([Step("send", SECRET)], [SECRET])
    assert SECRET not in repr(connection) + repr(trace)
    assert "api_key" in repr(connection)


def test_assumptions_are_listed_once():
    steps = [Step("policy", "", assumed=("a", "b")), Step("policy", "", assumed=("b",))]
    assert Trace(steps).assumed == ("a", "b")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('{"access_token": "abc", "n": "x"}', '{"access_token": "***", "n": "x"}'),
        ('{"a": {"client_secret":"a\\"b"}}', '{"a": {"client_secret":"***"}}'),
        ("grant_type=password&password=p%20w&x=1", "grant_type=password&password=***&x=1"),
        ("nothing=here", "nothing=here"),
    ],
)
def test_secrets_are_known_by_their_names(text, shown):
    (step,) = Trace([Step("call", "", after=Response(200, (), text.encode()))])
    assert step.after is not None
    assert step.after.body.decode() == shown


def test_secret_in_a_query_is_known_by_its_name():
    (step,) = Trace([Step("send", "", before=Request("GET", "https://x.example/a?q=1&api_key=abc#f"))])
    assert isinstance(step.before, Request)
    assert step.before.url == "https://x.example/a?q=1&api_key=***#f"
