"""Every regular expression takes a time in proportion to the text, whatever an author writes."""

from __future__ import annotations

import pytest
from tests.patterns.ambiguity import ambiguities
from tests.patterns.collect import uses

from connectorsmith.rules.support import properties_faults
from connectorsmith.source.json import word_locations

ANCHORED = {"match", "fullmatch"}
REVIEWED = {
    "diagnostics/key_text.py _formats": "examined as it is made of key_formats.yaml",
    "diagnostics/secret_text.py _holding": "examined as it is made of secret_names.yaml",
    "diagnostics/secret_text.py _naming": "examined as it is made of secret_names.yaml",
    "diagnostics/secret_values.py _broken": "single characters with breaks between them, which no secret has",
    "exporters/openapi3/part.py is_pattern": "compiled to see whether it is sound, never searched for",
    "language/key_reference.py header_as_text": "a name",
    "language/order.py _fill": "from words.json, for paths of keys",
    "language/suppressions.py _inner": "from the module, for paths of keys",
    "lint/file_words.py _pattern": "from the page of files, for one word that is explained",
    "lint/known_messages.py compiled": "made of words of messages.yaml with bounded gaps",
    "lint/microsoft_messages.py _pattern": "at most two bounded gaps",
    "packaging/submission.py has_content": "a name and one character",
    "renaming/cases.py script_edits": "a name in quotes",
    "renaming/parameters.py _arguments": "a name in quotes after the name of a function and blanks",
    "renaming/plan.py _mentions": "a name",
    "rules/advice/script_reads_bytes_as_text.py _branches": "a name in quotes",
    "rules/support/certification_limits.py first_word": "words",
    "rules/support/patterns.py fault_of": "compiled to see whether it is sound, never searched for",
    "rules/support/pointers.py points_into": "matched at the start, one loop",
    "rules/support/properties_faults.py _is_owned": "examined below",
    "runtime/steps/split_text.py _pieces": "one character",
    "runtime/trace.py _masking": "alternatives without loops",
    "source/json/word_locations.py translate": "examined below",
    "source/schema_faults.py _key_hint": "from a JSON Schema, which is examined",
    "source/schema_faults.py _strangers": "from a JSON Schema, which is examined",
    "workspace/packages.py _pick": "from the module, for names of files",
    "workspace/packages.py _pick_asset": "from the module, for names of files",
    "workspace/packages.py is_taken_along": "from the module, for names of files",
}
"""The calls whose pattern is made when they run, and why it takes linear time."""


def test_every_pattern_takes_linear_time():
    every, _ = uses()
    assert len(every) > 500
    found = {use.where: texts for use in every if (texts := superlinear(use))}
    assert found == {}


def test_patterns_that_modules_keep_as_texts_take_linear_time():
    owned = [pattern for _, pattern in properties_faults._OWNED]
    kept = [*owned, *properties_faults._OWNED_MISSING, properties_faults._SETTINGS, properties_faults._FLAG]
    kept += [row.container for row in word_locations.TRANSLATIONS]
    assert [text for text in kept if ambiguities(text, 0, search=False, whole=True)] == []


def superlinear(use) -> list[str]:
    ways = ({"search": method not in ANCHORED, "whole": method == "fullmatch"} for method in use.methods)
    return [text for way in ways for text in ambiguities(use.pattern, use.flags, **way)]


def test_patterns_made_when_they_run_are_reviewed():
    _, unknown = uses()
    assert {one.where for one in unknown} == REVIEWED.keys()


@pytest.mark.parametrize(
    ("pattern", "search", "whole"),
    [
        (r"(a+)+$", False, False),
        (r"(?:a*)*b", False, False),
        (r"(?:a|a)*b", False, False),
        (r"\d+,?\d*x", False, False),
        (r"a*(?:b*)a*c", False, False),
        (r".{1,300}?a.{1,300}?b", False, False),
        (r"[^/]*[^/\w:][^/]*", False, True),
        (r"\s+$", True, False),
        (r"a.*b", True, False),
        (r"/\*.*?\*/", True, False),
        (r"<[a-z]+ [^>]*>", True, False),
        (r'"(?:[^"\\]|\\.)*"', True, False),
        (r"a(?=\w*b)", True, False),
        (r"[A-Z][a-z]+(?:[A-Z][A-Za-z]*)+", False, True),
    ],
)
def test_more_than_linear(pattern, search, whole):
    assert ambiguities(pattern, 0, search=search, whole=whole) != []


@pytest.mark.parametrize(
    ("pattern", "search", "whole"),
    [
        (r"[a-z]+", True, False),
        (r"[a-z]+", False, True),
        (r"\s+$", False, False),
        (r"^\s*b", True, False),
        (r"(?m)^[ \t]*b", True, False),
        (r"\b\w+\b", True, False),
        (r"(?<!\w)\w+:", True, False),
        (r'"[^"]*"', True, False),
        (r'"(?:[^"\\]|\\.)*+"?', True, False),
        (r"<[a-z]+ [^<>]*>", True, False),
        (r"(?:ab|a)+c", False, False),
        (r"(\s*+;\s*+x)*+\s*+", False, True),
        (r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", True, False),
        (r"##(?=\w*\[)", True, False),
    ],
)
def test_linear(pattern, search, whole):
    assert ambiguities(pattern, 0, search=search, whole=whole) == []
