"""From a place as a message names it to the place in a spec and in its package."""

from __future__ import annotations

from pathlib import Path

import pytest

from connectorsmith.changes.verdicts import kinds
from connectorsmith.diagnostics import Rule, Severity
from connectorsmith.lint.explain import explain, points_at
from connectorsmith.lint.targets import lint_targets

SPEC = """\
info: {title: Shop, version: "1.0"}
host: shop.example
metadata: {Website: https://shop.example}
parameters:
  id: {in: path, type: string, summary: Id}
actions:
  GetOrder:
    call: GET /orders/{id}
    parameters:
      - id
      - {name: page, in: query, type: integer}
    responses: {200: Order, 404: {description: None}}
  AddOrder:
    call: POST /orders
    body:
      properties:
        lines:
          items: {properties: {count: integer}}
definitions:
  Order:
    properties:
      name: string
"""
PACKAGE = """\
{
  "swagger": "2.0",
  "info": {"title": "Shop", "version": "1.0"},
  "paths": {
    "/orders/{id}": {
      "get": {
        "operationId": "GetOrder",
        "parameters": [
          {"name": "id", "in": "path", "type": "string", "required": true,
           "x-ms-summary": "Id"}
        ]
      }
    }
  }
}
"""
BUILD = "##[error]The 'description' property is required. ValuePath: "


def line(text: str, target: str) -> list[int]:
    (explanation,) = explain(text)
    return [one.span.line for one in points_at(explanation, lint_targets([target], None)[0]) if one.span]


@pytest.mark.parametrize(
    ("path", "number"),
    [
        ("/info", 1),
        ("/info/contact", 1),
        ("/x-ms-connector-metadata", 3),
        ("/paths/~1orders~1{id}", 7),
        ("/paths/~1orders~1{id}/get", 7),
        ("/paths/~1orders~1{id}/get/parameters/0", 5),
        ("/paths/~1orders~1{id}/get/parameters/0/x-ms-summary", 5),
        ("/paths/~1orders~1{id}/get/parameters/1", 11),
        ("/paths/~1orders~1{id}/get/parameters/9", 9),
        ("/paths/~1orders~1{id}/get/responses/404", 12),
        ("/paths/~1orders~1{id}/get/responses/200/schema/properties/name", 22),
        ("/paths/~1orders/post/parameters/0/schema/properties/lines/items/properties/count", 18),
        ("/definitions/Order", 20),
        ("/definitions/Order/properties/name/type", 22),
        ("operation/GetOrder", 7),
        ("operation/GetOrder/x-ms-visibility", 7),
        ("operation/GetOrder/parameter/page/format", 11),
        ("operation/GetOrder/parameter/none", 7),
        ("operation/GetOrder/responses/200/schema/name", 22),
        ("operation/AddOrder/parameter/body/schema/lines/items/count/type", 18),
    ],
)
def test_place_in_a_spec(path, number, tmp_path):
    (tmp_path / "shop.yaml").write_text(SPEC, "utf-8")
    assert line(BUILD + path, str(tmp_path / "shop.yaml")) == [number]


@pytest.mark.parametrize(
    ("path", "number"),
    [
        ("/info", 3),
        ("/paths/~1orders~1{id}/get/parameters/0/x-ms-summary", 10),
        ("operation/GetOrder/parameter/id", 9),
        ("/paths/~1orders~1{id}/get", 6),
    ],
)
def test_place_in_a_package(path, number, tmp_path):
    (tmp_path / "apiDefinition.swagger.json").write_text(PACKAGE, "utf-8")
    assert line(BUILD + path, str(tmp_path)) == [number]


@pytest.mark.parametrize("path", ["/paths/~1none/get", "operation/None", "/definitions/None", "/parameters/None"])
def test_place_that_the_connector_lacks(path, tmp_path):
    (tmp_path / "shop.yaml").write_text(SPEC, "utf-8")
    message = f"##[error]The connector cannot be in Production status on a beta service. ValuePath: {path}"
    assert line(message, str(tmp_path / "shop.yaml")) == []


def test_a_rule_points_at_what_it_finds(tmp_path):
    text = SPEC.replace("AddOrder:", "Add-Order:")
    (tmp_path / "shop.yaml").write_text(text, "utf-8")
    for name in ("operation-id-with-punctuation", "OperationIdSanitized"):
        assert line(name, str(tmp_path / "shop.yaml")) == [13]


def named(name: str) -> Rule:
    return Rule(name, Severity.ERROR, lambda _: (), "Offence.", "RequiredPropertyMissing")


@pytest.mark.parametrize(
    ("message", "rules"),
    [
        ("The 'contact' property is required. ValuePath: /info", ["contact-missing"]),
        ("The 'x-ms-connector-metadata' property is required.", ["connector-metadata-missing"]),
        ("The 'summary' property is required. ValuePath: /paths/~1a/get", ["operation-without-summary"]),
        (
            "The 'x-ms-summary' property is required. ValuePath: /paths/~1/get/parameters/0",
            ["parameter-without-summary"],
        ),
        (
            "The 'x-ms-summary' property is required. ValuePath: /paths/~1/get/parameters/0/x-ms-summary",
            ["parameter-without-summary"],
        ),
        ("The 'description' property is required. ValuePath: /paths/~1a/get", ["operation-without-description"]),
        (
            "The 'description' property is required. ValuePath: /paths/~1a/get/responses/200",
            ["response-without-description"],
        ),
    ],
)
def test_of_rules_with_one_code_the_nearest(message, rules, monkeypatch):
    names = ["contact-missing", "connector-metadata-missing", "operation-without-summary", "parameter-without-summary"]
    names += ["operation-without-description", "response-without-description"]
    monkeypatch.setattr("connectorsmith.lint.explain.all_rules", lambda: tuple(map(named, names)))
    assert [[rule.id for rule in one.rules] for one in explain("##[error]" + message)] == [rules]
    (code,) = explain("RequiredPropertyMissing")
    assert len(code.rules) == len(names)


def test_unknown_stays_unknown():
    for text in ("", "hello", "a summary is required", "{}", '{"a": "b"}', "Error", "error: 500", str(Path.home())):
        assert explain(text) == []


def test_lines_that_a_terminal_has_broken():
    (explanation,) = explain(
        "##[error]The 'default' response\nshould not have\n  schema definition.\nValuePath: /paths/~1a"
    )
    assert explanation.name == "DefaultResponseHasSchema"
    assert explanation.message is not None
    assert explanation.message.place == ("paths", "/a")


@pytest.mark.parametrize(
    "text",
    [
        "`array-without-items`:",
        "[array-without-items]",
        "shop.yaml:3:5: error: a list without items [array-without-items]\n  3 |     type: array\n  help: add items\n",
        "shop.yaml:3:5: warning: a list says no more [array-without-items]",
    ],
)
def test_a_finding_of_ours(text):
    (explanation,) = explain(text)
    assert [rule.id for rule in explanation.rules] == ["array-without-items"]


def test_every_kind_of_change_is_explained():
    for kind, change in kinds().items():
        (found,) = explain(kind)
        assert found.change is not None, kind
        assert found.change.startswith(f"{change.title}.")
        assert "{" not in found.change, "a placeholder is left"
        assert [line.count("Why: ") for line in found.change.splitlines()].count(1) == len(change.verdicts), kind
