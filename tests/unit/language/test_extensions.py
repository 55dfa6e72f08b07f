"""The table of extensions agrees with the table of words."""

from __future__ import annotations

from connectorsmith.language.extensions import PREFIX, extensions
from connectorsmith.language.vocabulary import PACKAGE_KEYS, VALUE_ONLY


def test_each_extension_with_a_word_is_in_the_table_with_the_place_of_the_word():
    missing = []
    for kind, keys in PACKAGE_KEYS.items():
        for key in keys:
            places = extensions()[key].at if key in extensions() else ("",)
            of_parameters = kind == "schema" and key in VALUE_ONLY
            if key.startswith(PREFIX) and places and kind not in places and not of_parameters:
                missing.append((kind, key))
    assert missing == []


def test_values_are_those_of_the_word():
    differing = []
    for keys in PACKAGE_KEYS.values():
        for key, schema in keys.items():
            values = extensions()[key].values if key in extensions() else ()
            if values and sorted(schema.get("enum", values)) != sorted(values):
                differing.append(key)
    assert differing == []


def test_extensions_of_2025_are_known_with_their_evidence():
    recent = {key for key, one in extensions().items() if one.since == 2025}
    assert {"x-ms-agentic-protocol", "x-ms-name-for-model", "x-ms-ai-sensitivity", "x-ms-explicit-input"} <= recent
    assert [key for key, one in extensions().items() if not one.source.strip()] == []
