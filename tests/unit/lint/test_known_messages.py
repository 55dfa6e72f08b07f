"""What is known of the messages of other tools: complete, found by its own example, and by no other entry's."""

from __future__ import annotations

import re
import time

import pytest
from click.testing import CliRunner

from connectorsmith.changes.verdicts import kinds
from connectorsmith.cli._group import verbs
from connectorsmith.lint.explain import explain, likely
from connectorsmith.lint.known_messages import SEEN, compiled, known_messages
from connectorsmith.lint.microsoft_messages import meaning, patterns, read_messages, read_table
from connectorsmith.lint.selection import all_rules

KNOWN = known_messages()
RULES = {rule.id for rule in all_rules()} | read_table("readings.yaml").keys() | kinds().keys()


def examples(entry) -> list[str]:
    """The example, or, where nothing in a pattern varies, the patterns themselves."""
    return [entry.example] if entry.example else [text.removeprefix("=") for text in entry.patterns]


def test_there_are_many():
    assert len(KNOWN) >= 190


def test_entries_are_complete():
    for entry in KNOWN.values():
        for text in (entry.meaning, entry.cause, entry.cure):
            assert text.endswith("."), entry.name
            assert 10 < len(text) < 300, entry.name
        assert entry.source.startswith("https://") or entry.source == SEEN, entry.name
        assert entry.says, entry.name
        assert entry.name not in RULES
        assert entry.name not in patterns()
        assert any("*" in text for text in entry.patterns) == (entry.example is not None), entry.name
        assert max(text.count("*") for text in entry.patterns) <= 1, "one star each, so that searching stays linear"


def test_command_shows_the_source():
    assert "\nSource: https://" in CliRunner().invoke(verbs, ["explain", "AADSTS50011"]).output


@pytest.mark.parametrize("text", ["-32022", "\u221232022", "error -32022: Unsupported protocol version"])
def test_code_of_an_error_is_no_option(text):
    ended = CliRunner().invoke(verbs, ["explain", *text.split()])
    assert (ended.exit_code, ended.output.count("mcp-revision-not-supported")) == (0, 1)


def test_shortened_messages_are_known():
    """Reports quote the beginning of a message, with dots in place of the rest."""
    texts = [text for entry in KNOWN.values() for text in entry.patterns if not text.startswith("=")]
    begins = [begin for begin in (text.partition("*")[0] for text in texts) if len(begin) >= 24]
    cut = [begin[: max(20, len(begin) * 4 // 5)].rstrip() for begin in begins]
    assert [text for text in cut if not (explain(f"{text} \u2026") and explain(f"{text}..."))] == []
    assert len(cut) > 100


def test_rules_exist():
    assert {entry.rule for entry in KNOWN.values()} - {None, *RULES} == set()


def test_examples_are_known_by_their_own_entries():
    for entry in KNOWN.values():
        for example, pattern in zip(examples(entry), entry.patterns, strict=False):
            for text in (example, example if pattern.startswith("=") else f"prefix {example} suffix"):
                assert entry.name in [meaning(message.text) for message in read_messages(text)], text


def test_no_pattern_lies_inside_another_of_its_length():
    texts = [(text, entry.name) for entry in KNOWN.values() for text in entry.patterns]
    shadows = [
        (text, other)
        for text, name in texts
        for other, other_name in texts
        if name != other_name and len(other) >= len(text) and compiled(other).search(text.casefold().rstrip("'"))
    ]
    assert shadows == []


def test_searching_is_linear():
    long = "could not find member " * 20_000
    start = time.process_time()
    assert meaning(long) is None or True in {bool(re.search("member", long))}
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("'properties'", ["paconn-properties-missing"]),
        ("Traceback (most recent call last):\n  File x\nKeyError: 'description'", ["paconn-description-missing"]),
        ("Could not find member 'stackOwner' on object of type 'ApiPropertiesDefinition'", ["stack-owner-not-allowed"]),
        ("Could not find member 'colour' on object of type 'ApiPropertiesDefinition'", ["property-not-a-member"]),
        (
            '{"error": {"code": "ApiHubsRequestFailed", "message": "Nullable object must have a value."}}',
            ["connector-import-nullable"],
        ),
        ('{"error": {"code": "ApiHubsRequestFailed"}}', ["api-hubs-request-failed"]),
        ("Could not find member 'stackOwner' \u2026", ["stack-owner-not-allowed"]),
        ("Property with name identifier is not present \u2026", ["connection-parameter-without-value"]),
        (
            '{"error": {"code": "InvalidRequestContent", "message": "The request content was invalid and could not be '
            "deserialized: 'Could not find member 'stackOwner' on object of type 'ApiPropertiesDefinition'.\"}}",
            ["stack-owner-not-allowed"],
        ),
        ("AADSTS500011: The resource principal named x was not found", ["resource-not-in-tenant"]),
        ("AADSTS50011: The reply URL does not match", ["redirect-address-differs"]),
    ],
)
def test_messages_as_they_are_pasted(text, names):
    assert [one.name for one in explain(text)] == names


@pytest.mark.parametrize("text", ["'stackOwner'", "Error", "BadRequest happened", "428", "null"])
def test_no_guess_for_what_is_no_name(text):
    assert explain(text) == []
    assert likely(text) is None


def test_guess_for_a_misspelt_name():
    assert likely("parameter-without-descripton") == "parameter-without-description"
    assert likely("RequiredPropertyMising") == "RequiredPropertyMissing"
