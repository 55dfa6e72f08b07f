"""Release notes in a changelog: where they go, and that nothing which is there is lost."""

from __future__ import annotations

import pytest

from connectorsmith.changes.changelog import with_notes

NEW = {"Breaking": {"It breaks": "It had to."}, "New": {"It is new": None}}
ENTRY = "## 2.0.0\n\n### Breaking\n\n- It breaks (It had to.)\n\n### New\n\n- It is new\n"


def test_a_new_changelog():
    assert with_notes("", "2.0.0", NEW) == f"# Changelog\n\n{ENTRY}"


@pytest.mark.parametrize(
    ("text", "above"),
    [
        ("# Changelog\n\n## 1.0.0\n\n- First\n", "## 1.0.0"),
        ("# Changelog\n\n## [Unreleased]\n\n- Plan\n\n## [1.0.0] - 2025-01-01\n\n- First\n", "## [1.0.0] - 2025-01-01"),
        ("# Log\n\n```sh\n## 9.9.9\n```\n\n~~~\n## 2.0.0\n```\n~~~\n\n## v1.0.0\n\n- First\n", "## v1.0.0"),
        ("<!--\n## 2.0.0\n-->\n\n## 1.0.0 ##\n\n- First\n", "## 1.0.0 ##"),
        ("## 1.0.0\n- First\n", "## 1.0.0"),
    ],
)
def test_an_entry_is_above_the_newest_version(text, above):
    found = with_notes(text, "2.0.0", NEW)
    assert f"{ENTRY}\n{above}\n" in found
    assert found.replace(f"{ENTRY}\n", "") == text


@pytest.mark.parametrize(
    "heading",
    [
        "## 2.0.0",
        "## v2.0.0",
        "## [2.0.0]",
        "## [2.0.0](https://example.com/2)",
        "## 2.0.0 - May",
        "# 2.0.0 (May)",
        "## 2.0.0: May",
    ],
)
def test_an_entry_of_the_same_version_gets_what_it_lacks(heading):
    level = "#" * (heading.index(" ") + 1)
    text = f"# Log\n\n{heading}\n\nBy hand.\n\n{level} Breaking\n\n- By hand\n\n{heading.split()[0]} 1.0.0\n\n- First\n"
    found = with_notes(text, "2.0.0", NEW)
    lines = iter(found.splitlines())
    assert all(line in lines for line in text.splitlines()), "every line is there, in its order"
    assert f"- By hand\n- It breaks (It had to.)\n\n{level} New\n\n- It is new\n\n" in found
    assert with_notes(found, "2.0.0", NEW) == found


def test_a_version_is_not_one_that_begins_alike():
    text = "# Changelog\n\n## 2.0.0-beta\n\n- Old\n"
    assert with_notes(text, "2.0.0", NEW) == f"# Changelog\n\n{ENTRY}\n## 2.0.0-beta\n\n- Old\n"


def test_a_line_gets_its_reason():
    text = "# Changelog\n\n## 2.0.0\n\n### Breaking\n\n- It breaks\n- It breaks too\n"
    found = with_notes(text, "2.0.0", {"Breaking": {"It breaks": "It had to."}})
    assert found == text.replace("- It breaks\n", "- It breaks (It had to.)\n")


def test_line_ends_are_kept():
    text = "# Changelog\r\n\r\n## 1.0.0\r\n\r\n- First\r\n"
    found = with_notes(text, "2.0.0", NEW)
    assert found == f"# Changelog\n\n{ENTRY}\n## 1.0.0\n\n- First\n".replace("\n", "\r\n")


def test_a_new_line_is_apart_from_what_is_no_list():
    text = "## 2.0.0\n\n### New\n\n```\ncode\n```\n"
    assert with_notes(text, "2.0.0", {"New": {"It is new": None}}) == f"{text}\n- It is new\n"
