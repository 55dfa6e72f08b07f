"""What steps change, line by line."""

import pytest

from connectorsmith.runtime.message import Request, Response
from connectorsmith.runtime.step_changes import changes
from connectorsmith.runtime.trace import Step

BEFORE = Request("GET", "https://a.example/x", (("X-A", "1"), ("X-B", "2")), b'{"a": 1, "b": {"c": [1, 2]}}')


def lines_of(before, after):
    step = Step("policy", "a policy", before=before, after=after)
    return [f"{one.sign} {one.what}: {one.value}".removesuffix(": ") for one in changes(step)]


@pytest.mark.parametrize(
    ("after", "lines"),
    [
        (BEFORE, []),
        (
            Request("POST", "https://b.example/x", (("x-a", "3"), ("X-C", "4")), BEFORE.body),
            ["~ POST https://b.example/x", "~ x-a: 3", "- X-B: 2", "+ X-C: 4"],
        ),
        (
            Request("GET", BEFORE.url, BEFORE.headers, b'{"b": {"c": [1, 3]}, "d": "e"}'),
            ["- body/a: 1", "~ body/b/c/1: 3", '+ body/d: "e"'],
        ),
        (Request("GET", BEFORE.url, BEFORE.headers, b"\x00\xff"), ["~ body: 2 bytes"]),
        (Request("GET", BEFORE.url, BEFORE.headers), ['- body: {"a": 1, "b": {"c": [1, 2]}}']),
        (Response(200, (("X", "1"),), b"ok"), ["  status 200", "  X: 1", "  body: ok"]),
        (None, []),
    ],
)
def test_changes(after, lines):
    assert lines_of(BEFORE, after) == lines


def test_first_message_is_shown_as_a_whole():
    lines = lines_of(None, Request("GET", "https://a.example/x", (("X-A", "1"),)))
    assert lines == ["  GET https://a.example/x", "  X-A: 1"]


def test_long_values_and_long_lists_of_changes_are_cut():
    before = Response(200, (), b"{}")
    after = Response(200, (("X", "y" * 500),), ("{" + ",".join(f'"k{n}": {n}' for n in range(30)) + "}").encode())
    lines = lines_of(before, after)
    assert len(lines[0]) < 220
    assert lines[-1] == "~ and 10 more values of the body"
