"""The limit of a script's size, to the byte; as a case it would be a file of a megabyte."""

from __future__ import annotations

import pytest

from connectorsmith.model import Connector
from connectorsmith.rules.required.script_too_large import check

LIMIT = 1024 * 1024


@pytest.mark.parametrize(
    ("size", "messages"),
    [
        (0, []),
        (LIMIT, []),
        (LIMIT + 1, ["the custom code has 1,048,577 bytes of 1,048,576"]),
    ],
)
def test_size(size, messages):
    connector = Connector("x", own_script=True, assets={"script.csx": b"/" * size})
    assert [finding.message for finding in check.check(connector)] == messages


def test_bytes_count_and_not_characters():
    connector = Connector("x", own_script=True, assets={"script.csx": "\u00e4".encode() * (LIMIT // 2 + 1)})
    assert len(list(check.check(connector))) == 1
