"""Headers keep order and spelling; a stream is read into the body."""

from __future__ import annotations

import asyncio

from connectorsmith.runtime.message import (
    Response,
    added_header,
    all_values,
    header,
    read,
    with_header,
    without_header,
)

HEADERS = (("Accept", "a"), ("X-One", "1"), ("accept", "b"), ("Last", "z"))


def test_header_is_found_in_any_case():
    assert header(HEADERS, "ACCEPT") == "a"
    assert header(HEADERS, "Missing") is None
    assert all_values(HEADERS, "accept") == ("a", "b")


def test_header_takes_the_place_of_the_first_of_its_name():
    assert with_header(HEADERS, "ACCEPT", "c") == (("ACCEPT", "c"), ("X-One", "1"), ("Last", "z"))
    assert with_header(HEADERS, "New", "n") == (*HEADERS, ("New", "n"))


def test_header_is_added_and_removed():
    assert added_header(HEADERS, "Accept", "c")[-1] == ("Accept", "c")
    assert without_header(HEADERS, "accept") == (("X-One", "1"), ("Last", "z"))


def test_stream_is_read_into_the_body():
    async def parts():
        yield b"one"
        yield b"two"

    response = Response(200, (), stream=parts())
    whole = asyncio.run(read(response))
    assert (whole.body, whole.stream) == (b"onetwo", None)
    assert asyncio.run(read(whole)) is whole
