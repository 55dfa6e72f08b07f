"""The limit of an icon's size, to the byte; as a case it would be a file of a megabyte."""

from __future__ import annotations

import pytest

from connectorsmith.model import Connector
from connectorsmith.rules.advice.icon_too_large import check

LIMIT = 1024 * 1024


@pytest.mark.parametrize(
    ("size", "messages"),
    [(0, []), (LIMIT, []), (LIMIT + 1, ["icon.png has 1,048,577 bytes, 1,048,576 are allowed"])],
)
def test_size(size, messages):
    connector = Connector("x", assets={"icon.png": b" " * size})
    assert [finding.message for finding in check.check(connector)] == messages
