"""A misspelt word brings the known word that was meant, or nothing."""

import pytest

from connectorsmith.diagnostics.suggest import suggest

KNOWN = ("setheader", "setqueryparameter", "dynamicHostUrl")


@pytest.mark.parametrize(
    ("word", "meant"),
    [("sethader", "setheader"), ("SETHEADER", "setheader"), ("dynamichosturl", "dynamicHostUrl"), ("throttle", None)],
)
def test_nearest_known_word(word, meant):
    assert suggest(word, KNOWN) == meant


def test_nothing_known():
    assert suggest("word", ()) is None
