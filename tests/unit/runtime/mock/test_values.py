"""Values fit their schemas, and look like what their names say."""

from __future__ import annotations

import json
import re

import pytest
from jsonschema import Draft4Validator, FormatChecker

from connectorsmith.diagnostics import DEFINITION
from connectorsmith.emitters.swagger import schema as written
from connectorsmith.importers.swagger import schema as read
from connectorsmith.model import Connector, Schema
from connectorsmith.runtime.mock.values import Values

FITTING = {
    "bounds of an integer": {"type": "integer", "minimum": 7, "maximum": 9, "exclusiveMinimum": True},
    "least integer above the usual": {"type": "integer", "minimum": 100_000},
    "largest integer below the usual": {"type": "integer", "maximum": -5},
    "multiple": {"type": "integer", "multipleOf": 7, "minimum": 1},
    "narrow number": {"type": "number", "minimum": 0.2, "maximum": 0.4},
    "number between exclusive bounds": {
        "type": "number", "minimum": 0, "maximum": 1, "exclusiveMinimum": True, "exclusiveMaximum": True,
    },
    "length of a text": {"type": "string", "minLength": 40, "maxLength": 41},
    "short text": {"type": "string", "maxLength": 2},
    "pattern": {"type": "string", "pattern": "^[A-Z]{2}-[0-9]{3,5}(x|yy)?$"},
    "pattern of a set that is not": {"type": "string", "pattern": "^[^!]+![^0-9]$"},
    "choices": {"type": "string", "enum": ["a", "b"]},
    "default": {"type": "string", "default": "x"},
    "example that does not fit": {"type": "integer", "example": "none"},
    "number of items": {"type": "array", "items": {"type": "string"}, "minItems": 3, "maxItems": 4},
    "few items": {"type": "array", "items": {"type": "string"}, "maxItems": 1},
    "items that differ": {"type": "array", "items": {"type": "boolean"}, "uniqueItems": True},
    "required without a schema": {"type": "object", "required": ["a"]},
    "any number of properties": {"type": "object", "additionalProperties": {"type": "integer"}},
    "no type": {"properties": {"a": {"type": "integer"}}},
    "parts": {"allOf": [{"properties": {"a": {"type": "integer"}}}, {"required": ["a", "b"]}]},
    "part that forbids others": {
        "allOf": [{"type": "object", "properties": {"a": {"type": "string"}}, "additionalProperties": False}],
        "properties": {"b": {"type": "string"}},
    },
    "itself inside a list": {"$ref": "#/definitions/Node"},
    "itself, required": {"$ref": "#/definitions/Chain"},
}  # fmt: skip
DEFINITIONS = {
    "Node": {
        "type": "object", "required": ["children"],
        "properties": {
            "name": {"type": "string"},
            "children": {"type": "array", "items": {"$ref": "#/definitions/Node"}},
        },
    },
    "Chain": {"type": "object", "properties": {"next": {"$ref": "#/definitions/Chain"}, "a": {"type": "string"}}},
}  # fmt: skip
CONNECTOR = Connector("c", definitions={name: read(one, DEFINITION, False) for name, one in DEFINITIONS.items()})


def make(schema, key="key", name=""):
    return Values(CONNECTOR).value(read(schema, DEFINITION, False), key, name)


@pytest.mark.parametrize("schema", FITTING.values(), ids=FITTING)
def test_value_fits(schema):
    validator = Draft4Validator({**schema, "definitions": DEFINITIONS}, format_checker=FormatChecker())
    for key in "abcdef":
        value = make(schema, key)
        assert [error.message for error in validator.iter_errors(value)] == []


@pytest.mark.parametrize(
    ("schema", "name", "pattern"),
    [
        ({"type": "string", "format": "date-time"}, "created", r"2026-\d\d-\d\dT\d\d:\d\d:00Z"),
        ({"type": "string", "format": "date"}, "day", r"2026-\d\d-\d\d"),
        ({"type": "string", "format": "uuid"}, "x", r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}"),
        ({"type": "string", "format": "byte"}, "x", r"[A-Za-z0-9+/]+=*"),
        ({"type": "string"}, "contact_email", r"\w+@example\.com"),
        ({"type": "string"}, "billingFirstName", r"Ada|Grace|Alan"),
        ({"type": "string"}, "websiteUrl", r"https://example\.com/\d"),
        ({"type": "string", "x-ms-summary": "Email"}, "x1", r"\w+@example\.com"),
        ({"type": "string"}, "fooBar", r"(first|second|third) foo bar"),
    ],
)
def test_text_looks_like_its_name(schema, name, pattern):
    assert re.fullmatch(pattern, make(schema, name=name))


def test_what_the_schema_says_comes_first():
    assert make({"type": "string", "example": "from the example", "default": "d", "enum": ["e"]}) == "e"
    assert make({"type": "string", "example": "from the example", "default": "d"}) == "from the example"
    assert make({"type": "integer", "example": "none", "x-example": 7, "default": 1}) == 7
    assert make({"type": "integer", "examples": ["none", 8], "default": 1}) == 8
    assert make({"type": "string", "default": "d", "format": "uuid"}) == "d"


def test_the_same_place_below_the_same_key_has_the_same_value():
    item = {"type": "object", "properties": {"name": {"type": "string"}, "size": {"type": "integer"}}}
    short = {"type": "object", "properties": {"size": {"type": "integer"}}}
    assert make(short)["size"] == make(item)["size"]
    assert len({make(item, key)["size"] for key in "abcdefgh"}) > 3


def test_seed_varies_values():
    schema = read({"type": "integer"}, DEFINITION, False)
    assert len({Values(CONNECTOR, seed).value(schema, "key") for seed in "abcdefgh"}) > 3


def test_written_form_is_what_was_read():
    assert [written(read(schema, DEFINITION, False)) for schema in FITTING.values()] == [*FITTING.values()]


def test_deep_schema_ends():
    schema = Schema(type="string")
    for _ in range(3_000):
        schema = Schema(type="object", required=("a",), properties={"a": schema})
    value, depth = Values(CONNECTOR).value(schema, "key"), 0
    while value:
        value, depth = value.get("a"), depth + 1
    assert 40 < depth < 100


def test_value_that_would_be_huge_stays_small():
    """Ten levels of twenty properties each are 10**13 values."""
    fields = {f"p{n}": 0 for n in range(20)}
    levels = {
        f"L{n}": {"properties": {name: {"$ref": f"#/definitions/L{n + 1}"} for name in fields}} for n in range(10)
    }
    named = {name: read(one, DEFINITION, False) for name, one in {**levels, "L10": {"type": "string"}}.items()}
    made = Values(Connector("c", definitions=named)).value(named["L0"], "key")
    assert len(json.dumps(made)) < 1_000_000
