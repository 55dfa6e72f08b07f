"""Requests of the page that are refused, and texts that no declared type fits."""

from __future__ import annotations

import pytest
from tests.unit.runtime.stand_ins import SWAGGER, connector

from connectorsmith.preview.inputs import client_of, typed_inputs
from connectorsmith.preview.requests import PageRequest, Refused, members


@pytest.mark.parametrize(
    ("asked", "status", "message"),
    [
        (lambda: PageRequest({"a": 1}).text("a"), 400, "a is a text"),
        (lambda: PageRequest({"a": []}).mapping("a"), 400, "a is an object"),
        (lambda: client_of(PageRequest({"client": "phone"})), 400, "unknown client 'phone', write one of"),
        (lambda: members(b"[]"), 400, "the body of a request is a JSON object"),
        (lambda: members(b" " * 100_000_000), 413, "a request has at most"),
    ],
    ids=["text", "object", "client", "list", "large"],
)
def test_refused(asked, status, message):
    with pytest.raises(Refused) as refused:
        asked()
    assert (refused.value.status, refused.value.message.startswith(message)) == (status, True)


def test_input_that_no_parameter_has_stays_a_text():
    one = connector(SWAGGER)
    assert typed_inputs(one, one.operation("Get"), {"id": "7", "more": "8"}) == {"id": "7", "more": "8"}
