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


@pytest.mark.parametrize("entry", KNOWN.values(), ids=KNOWN)
def test_entry_is_complete(entry):
    for text in (entry.meaning, entry.cause, entry.cure):
        assert text.endswith(".")
        assert 10 < len(text) < 300
    assert entry.source.startswith("https://") or entry.source == SEEN
    assert entry.says
    assert entry.name not in RULES
    assert entry.name not in patterns()
    assert any("*" in text for text in entry.patterns) == (entry.example is not None)
    assert all(text.count("*") <= 1 for text in entry.patterns), "one star each, so that searching stays linear"


def test_command_shows_the_source():
    assert "\nSource: https://" in CliRunner().invoke(verbs, ["explain", "AADSTS50011"]).output


@pytest.mark.parametrize("text", ["-32022", "\u221232022", "error -32022: Unsupported protocol version"])
def test_code_of_an_error_is_no_option(text):
    ended = CliRunner().invoke(verbs, ["explain", *text.split()])
    assert (ended.exit_code, ended.output.count("mcp-revision-not-supported")) == (0, 1)


@pytest.mark.parametrize("entry", KNOWN.values(), ids=KNOWN)
def test_shortened_message_is_known(entry):
    """Reports quote the beginning of a message, with dots in place of the rest."""
    for text in entry.patterns:
        begins = text.partition("*")[0]
        if text.startswith("=") or len(begins) < 24:
            continue
        cut = begins[: max(20, len(begins) * 4 // 5)].rstrip()
        assert explain(f"{cut} \u2026"), text
        assert explain(f"{cut}..."), text


@pytest.mark.parametrize("entry", KNOWN.values(), ids=KNOWN)
def test_rule_exists(entry):
    assert entry.rule is None or entry.rule in RULES


@pytest.mark.parametrize("entry", KNOWN.values(), ids=KNOWN)
def test_example_is_known_by_its_own_entry(entry):
    for example, pattern in zip(examples(entry), entry.patterns, strict=False):
        for text in (example, example if pattern.startswith("=") else f"prefix {example} suffix"):
            found = [meaning(message.text) for message in read_messages(text)]
            assert entry.name in found, found


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
