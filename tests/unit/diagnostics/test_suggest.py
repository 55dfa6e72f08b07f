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


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("absent", ["base", "shop"], None),  # three letters in common, in their order
        ("orders", ["shredder"], None),
        ("branch", ["body/branch"], "body/branch"),
        ("libary", ["library"], "library"),
        ("id", ["is", "ids"], "ids"),
        ("nmae", ["name"], "name"),
    ],
)
def test_letters_in_common_are_not_enough(word, known, meant):
    assert suggest(word, known) == meant


def test_nothing_known():
    assert suggest("word", ()) is None


@pytest.mark.parametrize(("place", "meant"), [(999, "tilte"), (1000, None)])
def test_only_the_first_thousand_known_words_are_compared(place, meant):
    known = [f"{number:010}" for number in range(1100)]
    known[place] = "tilte"
    assert suggest("title", known) == meant


@pytest.mark.parametrize(("length", "found"), [(200, True), (201, False)])
def test_a_long_word_is_not_compared(length, found):
    assert suggest("a" * length, ("a" * 199,)) == ("a" * 199 if found else None)
