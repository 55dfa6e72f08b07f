"""Text stays text, code stays code, and anchors are those of GitHub."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from connectorsmith.emitters.markdown import anchors, code, code_cell, text

GITHUB = MarkdownIt("commonmark").enable(["table", "strikethrough"])
NASTY = [
    "a|b",
    "two\nlines",
    "*bold* _em_ ~~gone~~ `code`",
    "[link](x) ![image](y)",
    "<b>tag</b> &amp; AT&T",
    "back\\slash",
    "two_step_method",
    "_private",
    "__a_b__",
    "$top and $skip",
    "C #",
    "a ## b ##",
    "# heading",
    "1. one",
    "2) two",
    "- item",
    "+ item",
    "===",
]


def cell(markdown: str) -> str:
    """Give what a reader sees in a table cell."""
    tokens = GITHUB.parse(f"| a |\n|---|\n| {markdown} |\n")
    inline = [token for token in tokens if token.type == "inline"][1]
    assert {child.type for child in inline.children or []} <= {"text", "text_special", "code_inline"}
    return "".join(child.content for child in inline.children or [])


@pytest.mark.parametrize("value", NASTY)
def test_text_shows_as_itself(value):
    assert cell(text(value)) == " ".join(value.split())


@pytest.mark.parametrize("value", NASTY)
def test_text_is_a_paragraph(value):
    assert [token.type for token in GITHUB.parse(text(value))] == ["paragraph_open", "inline", "paragraph_close"]


@pytest.mark.parametrize("value", ["contract:delete", "a|b", "a`b", "`", "``x", "a *b*", "_x", "two\nlines"])
def test_code_shows_as_itself(value):
    assert cell(code_cell(value)) == " ".join(value.split())


def test_code_outside_of_a_table_has_no_escapes():
    assert code("a|b") == "`a|b`"


def test_nothing_is_no_code():
    assert code("") == ""


def test_words_stay_readable():
    assert text("state_updated_time (UTC), see https://example.com/a_b") == (
        "state_updated_time (UTC), see https://example.com/a_b"
    )


@pytest.mark.parametrize(
    ("headings", "slugs"),
    [
        (["Get an order"], ["get-an-order"]),
        (["WorkPoint365.WebAPI.Model.Action"], ["workpoint365webapimodelaction"]),
        (["Webhook_Event"], ["webhook_event"]),
        (["Åtgärder: (alla)"], ["åtgärder-alla"]),
        (["What | is \n this?"], ["what--is-this"]),
        (["Actions", "Actions", "Actions"], ["actions", "actions-1", "actions-2"]),
        (["A", "A-1", "A"], ["a", "a-1", "a-2"]),
        (["A\x00\x85b"], ["ax00-b"]),
    ],
)
def test_anchors(headings, slugs):
    assert anchors(headings) == slugs


def test_heading_keeps_what_it_ends_with():
    (inline,) = (token for token in GITHUB.parse(f"# {text('C #')}\n") if token.type == "inline")
    assert "".join(child.content for child in inline.children or []) == "C #"
