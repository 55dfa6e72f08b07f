"""The limit of a definition in a solution, to the character; as a case it would be a file of half a megabyte."""

from __future__ import annotations

import pytest

from connectorsmith.model import Connector
from connectorsmith.rules.advice.definition_too_large_for_solution import check

LIMIT = 500_000
MESSAGE = "the definition has 500,001 characters, a solution holds 500,000"


def messages(text: str) -> list[str]:
    connector = Connector("x", assets={"apiDefinition.swagger.json": text.encode()})
    return [finding.message for finding in check.check(connector)]


@pytest.mark.parametrize(("size", "expected"), [(LIMIT, []), (LIMIT + 1, [MESSAGE])])
def test_size(size, expected):
    assert messages('"' + "x" * (size - 2) + '"') == expected
    assert messages('"' + "\u00e4" * (size - 2) + '"') == expected


def test_blanks_do_not_count():
    assert messages('["a",' + " " * LIMIT + '"b"]') == []


def test_a_definition_that_cannot_be_read_counts_as_it_is():
    assert messages("{" + "x" * LIMIT) == [MESSAGE]
