"""Faults of Swagger 2.0 that no rule covers: reported in plain words, at their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from connectorsmith.workspace.open import open_checked
from connectorsmith.workspace.targets import Target

HEAD = "info: {title: Shop, version: 1.0.0, description: A shop.}\nhost: a.example.com\n"
PLAIN = "actions: {A: {call: GET /a, summary: A, description: B., responses: {200: {}}}}\n"


def messages_of(folder: Path, text: str) -> list[str]:
    file = folder / "connector.yaml"
    file.write_text(HEAD + text, "utf-8")
    opened = open_checked(Target("shop", file, (file,)))
    assert (opened.connector is None) == bool(opened.diagnostics)
    return [f"{one.span}".partition(":")[2] + f" {one.message} [{one.rule}]" for one in opened.diagnostics]


def login(address: str) -> str:
    form = f"type: oauth2, flow: accessCode, authorizationUrl: '{address}', tokenUrl: 'https://a.example.com/t'"
    return f"securityDefinitions: {{login: {{{form}, scopes: {{a: A}}}}}}\n"


def test_a_spec_that_is_fine(tmp_path):
    assert messages_of(tmp_path, PLAIN) == []


@pytest.mark.parametrize("address", ['@environmentVariables("login")', 'https://@environmentVariables("host")/login'])
def test_sign_in_may_have_environment_variables(tmp_path, address):
    """Connectors in solutions may have them in the host, the base path and the sign-in."""
    assert messages_of(tmp_path, PLAIN + login(address)) == []


@pytest.mark.parametrize("address", ["no address", '@environmentVariables("login'])
def test_address_of_a_sign_in_that_is_not_one(tmp_path, address):
    assert messages_of(tmp_path, PLAIN + login(address)) == ["4:63 `authorizationUrl` is not a valid URL [wrong-form]"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            PLAIN + "definitions: {D: {type: string, pattern: (}}\n",
            "4:33 `pattern` is not a valid regular expression [wrong-form]",
        ),
        (PLAIN + "basePath: http:///\n", '4:1 `basePath` cannot be "http:///" [wrong-form]'),
        (
            PLAIN.replace("200: {}", "200: {headers: {X-A: {description: A.}}}"),
            "3:86 `X-A` has no `type` [missing-key]",
        ),
        (
            PLAIN.replace("200: {}", "200: {properties: {a: {nullable: true}}}"),
            "3:93 unknown key `nullable` [unknown-key]",
        ),
        (PLAIN + "raw: {apiDefinition: {consumes: text}}\n", "4:23 `consumes` must be a list, not a text [wrong-type]"),
        (PLAIN + "raw: {apiDefinition: {basepath: /}}\n", "4:23 unknown key `basepath` [unknown-key]"),
        (PLAIN + "raw: {paths: {/b: 1}}\n", "4:15 `/b` must be a mapping, not the number 1 [wrong-type]"),
        (PLAIN + "tags: [{name: a}, {name: a}]\n", "4:1 `tags` has an item twice [out-of-bounds]"),
    ],
)
def test_a_fault_is_said_at_its_place(tmp_path, text, expected):
    assert messages_of(tmp_path, text) == [expected]


def test_a_fault_of_format_does_not_hide_the_rest(tmp_path):
    found = messages_of(tmp_path, PLAIN + "basePath: x\ndefinitions: {D: {type: string, pattern: (}}\n")
    assert found == [
        '4:1 `basePath` cannot be "x" [wrong-form]',
        "5:33 `pattern` is not a valid regular expression [wrong-form]",
    ]


def test_a_fault_that_a_required_rule_finds_does_not_hide_the_rest(tmp_path):
    found = messages_of(tmp_path, PLAIN.replace("GET /a", '"GET /{b}"') + "basePath: x\n")
    assert [one.rpartition("[")[2] for one in found] == ["path-variable-without-parameter]", "wrong-form]"]


def test_the_address_of_a_contact(tmp_path):
    file = tmp_path / "connector.yaml"
    file.write_text("info: {title: Shop, version: 1.0.0, contact: {url: ~0x}}\n" + PLAIN, "utf-8")
    (fault,) = open_checked(Target("shop", file, (file,))).diagnostics
    assert (fault.message, str(fault.span).rpartition(".yaml:")[2]) == ("`url` is not a valid URL", "1:47")
    assert fault.hint == "see what Swagger 2.0 allows here: https://spec.openapis.org/oas/v2.0"
