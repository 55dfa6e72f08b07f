"""Words quoted for the shells of both kinds of systems."""

from types import SimpleNamespace

import pytest

from connectorsmith.diagnostics import shell_words
from connectorsmith.diagnostics.shell_words import joined, quoted


@pytest.mark.parametrize(
    ("system", "expected"),
    [("posix", "build 'my shop' it"), ("nt", 'build "my shop" it')],
)
def test_words_with_blanks(system, expected, monkeypatch):
    monkeypatch.setattr(shell_words, "os", SimpleNamespace(name=system))
    assert joined(["build", "my shop", "it"]) == expected


def test_plain_word_is_as_it_is():
    assert quoted("specs/shop") == "specs/shop"
