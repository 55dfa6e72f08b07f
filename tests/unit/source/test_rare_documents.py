"""Documents that are one value, files that are not YAML, and edits at one place."""

from __future__ import annotations

from pathlib import Path

import pytest

from connectorsmith.diagnostics.key_text import find_keys
from connectorsmith.language.environments import in_environment
from connectorsmith.language.merge_packages import merge_packages
from connectorsmith.renaming.edits import Edit, edited
from connectorsmith.source.yaml.comments import Comments, find_comments
from connectorsmith.source.yaml.foreign import read_foreign_yaml
from connectorsmith.source.yaml.read import read_yaml

FILE = Path("a.yaml")


def test_document_that_is_one_value_has_no_comments_of_entries():
    document, _ = read_yaml("# A comment.\n5\n", FILE)
    assert find_comments(document) == Comments()


def test_character_that_yaml_does_not_allow_is_reported_at_its_place():
    document, (fault,) = read_foreign_yaml("a: b\nc: \x01\n", FILE)
    assert document.value is None
    assert (fault.span.line, fault.span.column) == (2, 4)


def test_of_two_edits_at_one_place_the_first_is_made():
    assert edited("abcdef", [Edit(1, 3, "X"), Edit(2, 4, "Y"), Edit(4, 5, "Z")]) == "aXdZf"


@pytest.mark.parametrize("kind", ["", "RSA ", "EC "])
def test_private_key_is_found_up_to_its_last_line(kind):
    key = f"-----BEGIN {kind}PRIVATE KEY-----\nMIIB\nAAAA\n-----END {kind}PRIVATE KEY-----"
    text = f"before\n{key}\nafter"
    start = text.index("-----BEGIN")
    assert (start, text.index("-----END")) in set(find_keys(text))


SETS = {
    "connectionParameterSets": {
        "values": [
            {"name": "key", "parameters": {"api_key": {"type": "securestring"}, "region": {"type": "string"}}},
            {"name": "login", "parameters": {"token": {"type": "oauthSetting"}}},
        ]
    },
    "environments": {
        "test": {"connectionParameterSets": {"key": {"region": {"defaultValue": "eu"}}}},
    },
}


def test_environment_changes_the_sets_that_it_names():
    first, second = in_environment(SETS, "test")["connectionParameterSets"]["values"]
    assert first["parameters"]["region"] == {"type": "string", "defaultValue": "eu"}
    assert first["parameters"]["api_key"] == {"type": "securestring"}
    assert second == SETS["connectionParameterSets"]["values"][1]
    assert in_environment(SETS, None) is SETS


def test_values_beside_paths_that_are_not_path_items_are_merged():
    get = {"operationId": "Get", "responses": {}}
    base, ours, theirs = (
        {"apiDefinition": {"paths": {"/a": {"get": get}, "x-note": note}}} for note in ("one", "one", "two")
    )
    merged = merge_packages(base, ours, theirs)
    assert merged.values["apiDefinition"]["paths"] == {"/a": {"get": get}, "x-note": "two"}
    assert merged.clashes == ()
    clashing = merge_packages(base, {"apiDefinition": {"paths": {"/a": {"get": get}, "x-note": "three"}}}, theirs)
    assert [one.keys for one in clashing.clashes] == [("apiDefinition", "paths", "x-note")]
    assert clashing.values["apiDefinition"]["paths"]["x-note"] == "three"
