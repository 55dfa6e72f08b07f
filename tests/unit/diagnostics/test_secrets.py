"""Secrets are found where they are written, and in no output in whatever form it has them."""

from __future__ import annotations

import base64
import html
import json
import time
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest
import yaml
from tests.yaml_files import yaml_value

from connectorsmith.diagnostics.masking import masked_code, masked_lines
from connectorsmith.diagnostics.secret_names import is_secret_name, secret_words
from connectorsmith.diagnostics.secret_text import find_secret_text
from connectorsmith.diagnostics.secret_values import HIDDEN, Secrets

CASES = yaml_value(Path(__file__).parents[2] / "cases" / "secrets" / "texts.yaml")
SECRET = "Zk9xQ7w2hunt"
ODD = '@a "secret" é\\x%/b\''


SECRETS = """
    clientSecret client_secret Client-Secret clientsecret consumerSecret secretKey clientSecretValue apiKey APIKey
    apikey
    X-API-Key x-functions-key pwd userPwd password2 newPasswordConfirm access_token authtoken Authorization accessKey1
    Ocp-Apim-Subscription-Key connectionString token:clientSecret aU_clientSecret
"""
OTHERS = """
    tokenUrl secretName secretId passwordPolicy authorizationUrl keyName max_tokens key primaryKey string nextPageToken
    continuation_token token:clientId clientId connection description
"""


@pytest.mark.parametrize("name", SECRETS.split())
def test_name_of_a_secret(name):
    assert is_secret_name(name)


@pytest.mark.parametrize("name", OTHERS.split())
def test_name_of_something_else(name):
    assert not is_secret_name(name)


def test_no_name_of_the_list_ends_in_another_one():
    names = secret_words().names
    assert [name for name in names if any(name[count:] in names for count in range(1, len(name)))] == []


@pytest.mark.parametrize("text", CASES["hidden"])
def test_secret_is_hidden(text):
    assert SECRET not in "\n".join(masked_lines(text))
    assert SECRET in find_secret_text(text).values


@pytest.mark.parametrize("text", CASES["shown"])
def test_what_is_no_secret_is_shown(text):
    assert [*masked_lines(text)] == text.splitlines()


@pytest.mark.parametrize("text", CASES["hidden_in_code"])
def test_secret_in_code_is_hidden(text):
    assert SECRET not in masked_code(text)
    assert SECRET in find_secret_text(text, code=True).values


@pytest.mark.parametrize("text", CASES["shown_in_code"])
def test_code_is_shown(text):
    assert masked_code(text) == text


def test_lines_that_follow_a_secret_are_shown():
    assert [*masked_lines("a: 1\npassword: |\n  x\n\n  y\nb: 2\n")] == [
        "a: 1",
        "password: ***",
        "  ***",
        "***",
        "  ***",
        "b: 2",
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end):
    assert [*masked_lines(f"a: 1{end}password: {SECRET}{end}b: 2")] == ["a: 1", "password: ***", "b: 2"]


def test_letters_that_change_their_length():
    assert [*masked_lines(f"\u0130: 1\npassword: {SECRET}")] == ["\u0130: 1", "password: ***"]


FORMS = {
    "plain": ODD,
    "json": json.dumps(ODD),
    "json in json": json.dumps(json.dumps(ODD)),
    "json in json in json": json.dumps(json.dumps(json.dumps(ODD))),
    "json with its letters": json.dumps(ODD, ensure_ascii=False),
    "python": repr(ODD),
    "html": html.escape(ODD),
    "html, quotes apart": html.escape(ODD, quote=False),
    "html with another quote": html.escape(ODD).replace("&#x27;", "&#39;"),
    "html with numbers": html.escape(ODD).replace("&#x27;", "&#39;").replace("&quot;", "&#34;"),
    "html in ascii": html.escape(ODD).encode("ascii", "xmlcharrefreplace").decode(),
    "json in html": html.escape(json.dumps(ODD)),
    "url": quote(ODD),
    "url, slashes too": quote(ODD, safe=""),
    "form": quote_plus(ODD),
    "json in a url": quote(json.dumps(ODD)),
    "broken": "\n    ".join(ODD),
    "broken in json": json.dumps("\n".join(ODD[index : index + 4] for index in range(0, len(ODD), 4))),
    "yaml": ODD.replace("'", "''"),
    "github": ODD.replace("%", "%25"),
    "azure": ODD.replace("%", "%AZP25"),
}


@pytest.mark.parametrize("form", FORMS)
def test_form(form):
    scrubbed = Secrets([ODD]).scrub(f"before {FORMS[form]} after")
    around = {"", '"', "'", "&quot;", "%22", '"\\"', '"\\"\\\\\\"'}
    assert scrubbed.removeprefix("before ").removesuffix(" after").partition(HIDDEN)[0] in around
    assert len(scrubbed) < 40


@pytest.mark.parametrize("before", [b"", b"u", b"u:", b"us:"])
@pytest.mark.parametrize("columns", [8, 76])
def test_base64(before, columns):
    """Of the characters that hold a byte of the secret, those that hold others as well may stay."""
    written = base64.b64encode(before + ODD.encode() + b"!").decode()
    broken = "\n".join(written[index : index + columns] for index in range(0, len(written), columns))
    scrubbed = Secrets([ODD]).scrub(broken)
    assert HIDDEN in scrubbed
    assert len(scrubbed) <= len(HIDDEN) + len(before) * 2 + 6


@pytest.mark.parametrize("mark", ["...", "\u2026"])
def test_beginning_of_a_secret_before_an_ellipsis(mark):
    assert Secrets([ODD]).scrub(f"value: {ODD[:9]}{mark} next") == f"value: {HIDDEN}{mark} next"
    assert Secrets([ODD]).scrub(f"value: {ODD[:2]}{mark} next") == f"value: {ODD[:2]}{mark} next"


def test_words_are_no_secrets():
    secrets = Secrets(["test", "dummy", "1234567", ""])
    assert not secrets
    assert secrets.scrub("test dummy 1234567") == "test dummy 1234567"


def test_each_line_of_a_secret_is_one():
    assert Secrets(["first-part\nsecond-part"]).scrub("+ first-part\n+ second-part") == f"+ {HIDDEN}\n+ {HIDDEN}"


def test_a_secret_in_lines_that_do_not_go_on_is_hidden_in_each_of_them():
    lines = ["{", '  "a": "x"', f'  "b": "{SECRET}"', f'  "b": "{SECRET}"', "}"]
    shown = Secrets([SECRET]).scrub("\n".join(lines), lines_apart=True)
    assert shown.split("\n") == ["{", '  "a": "x"', f'  "b": "{HIDDEN}"', f'  "b": "{HIDDEN}"', "}"]


QUOTE = 'p@ss"w<r&d/é+12'


@pytest.mark.parametrize(
    "text",
    [
        f"clientSecret: {json.dumps(QUOTE)}",
        f"clientSecret: {json.dumps(QUOTE, ensure_ascii=False)} # the key",
        f"{{clientSecret: {json.dumps(QUOTE)}, other: 1}}",
        r'clientSecret: "p@ss\"w<r\x26d/\U000000e9+12"',
        json.dumps({"config": json.dumps({"clientSecret": QUOTE, "other": 1})}),
        json.dumps({"config": json.dumps({"config": json.dumps({"clientSecret": QUOTE})})}),
    ],
)
def test_secret_with_escaped_characters_is_known_as_it_is(text):
    assert QUOTE in find_secret_text(text).values


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (r"0aZ8\_b3\Lc2\Pd1\Ne9", "0aZ8\xa0b3\u2028c2\u2029d1\x85e9"),
        (r"q7\0w8\ae9\vr1\et2\ y3", "q7\0w8\ae9\vr1\x1bt2 y3"),
        ("k4\\\tj5/h6", "k4\tj5/h6"),
        (r"m1\U0010FFFFn2\U0001F600o3", "m1\U0010ffffn2\U0001f600o3"),
    ],
)
def test_secret_with_escapes_of_yaml_is_known_as_it_is(written, value):
    assert yaml.safe_load(f'"{written}"') == value
    assert value in find_secret_text(f'clientSecret: "{written}"').values


def test_lone_halves_of_pairs_are_no_fault():
    assert Secrets(["\ud800-secret-text"]).scrub("a \ud800-secret-text b") == f"a {HIDDEN} b"


def test_text_with_too_many_names_to_look_at():
    lines = masked_lines("token: string\n" * 10_001 + "fine: 1")
    assert lines[9_999] == "token: string"
    assert lines[10_000:] == ["***", "***"]


def test_what_follows_too_many_names_is_no_secret_of_other_texts():
    found = find_secret_text("token: string\n" * 10_001 + "host: api7.example.com\n")
    assert found.values == frozenset()


UNITS = [
    *('"token": {"type": ', "password: '", 'password: "', "token:\n  type: x\n", "- name: api_key\n"),
    *("type: securestring\n", '{"name": "api_key", ', "key ", "x://a:", "Bearer ", "password: [", "password:\n"),
    "a: {token: Party}\n",
]


@pytest.mark.parametrize("unit", UNITS)
def test_time_grows_with_the_size(unit):
    def seconds(count: int) -> float:
        start = time.process_time()
        find_secret_text(unit * count)
        return time.process_time() - start

    seconds(10)
    small, large = min(seconds(200) for _ in range(3)), min(seconds(800) for _ in range(2))
    assert large < small * 8 + 0.05
