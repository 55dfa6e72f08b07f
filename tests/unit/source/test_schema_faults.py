"""JSON-Schema faults in words: one line for each way a value can be wrong, at the key that is at fault."""

from __future__ import annotations

from typing import Any

import jsonschema_rs
import pytest

from connectorsmith.diagnostics import SPEC, Severity
from connectorsmith.source.schema_faults import schema_faults

CLOSED = {
    "type": "object",
    "properties": {"summary": {"type": "string"}, "visibility": {}},
    "additionalProperties": False,
}
LIMIT = {
    **CLOSED,
    "properties": {"calls": {"type": "integer", "examples": [100]}, "renewal_period": {"type": "integer"}},
    "required": ["calls", "renewal_period"],
}
OPEN = {"type": "object", "properties": {"template": {"examples": ["setheader"]}}, "required": ["template"]}
NAMED = {"type": "object", "required": ["call"], "properties": {"call": {}}, "additionalProperties": False}
CODES = {
    "properties": {"errors": {}},
    "patternProperties": {"^([1-5][0-9X]{2}|default)$": {}, "^x-": {}},
    "additionalProperties": False,
}


def of(kind: str | list[str]) -> dict[str, Any]:
    return {"properties": {"a": {"type": kind}}}


CASES: dict[str, tuple[dict[str, Any], Any, list[tuple[str, str, str, str | None]]]] = {
    "a misspelt key": (CLOSED, {"sumary": "x"},
        [("unknown-key", "/sumary", "unknown key `sumary`", "did you mean `summary`?")]),
    "a key with its prefix": (CLOSED, {"x-ms-visibility": "x"},
        [("unknown-key", "/x-ms-visibility", "unknown key `x-ms-visibility`",
          "write `visibility`: the prefix is added when the package is made")]),
    "a key unlike any other": (CLOSED, {"zzz": 1},
        [("unknown-key", "/zzz", "unknown key `zzz`", "allowed here: summary, visibility")]),
    "a word of another language": ({"properties": {"definitions": {}}, "additionalProperties": False},
        {"components": {}},
        [("unknown-key", "/components", "unknown key `components`", "here it is written as `definitions`")]),
    "a key among many": ({"properties": {f"k{n}": {} for n in range(20)}, "additionalProperties": False},
        {"zzz": 1},
        [("unknown-key", "/zzz", "unknown key `zzz`",
          "allowed here: k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, …")]),
    "no status code": (CODES, {"ok": {}, "200": {}, "x-a": 1},
        [("unknown-key", "/ok", "unknown key `ok`", "allowed here: a status code such as 200, default, errors")]),
    "two unknown keys": (CLOSED, {"zzz": 1, "qqq": 1}, [
        ("unknown-key", "/zzz", "unknown key `zzz`", "allowed here: summary, visibility"),
        ("unknown-key", "/qqq", "unknown key `qqq`", "allowed here: summary, visibility")]),
    "a missing key with an example": (LIMIT, {"renewal_period": 1},
        [("missing-key", "", "the file has no `calls`", "write for example calls: 100")]),
    "a missing key without one": (LIMIT, {"calls": 1},
        [("missing-key", "", "the file has no `renewal_period`", "add `renewal_period`")]),
    "a required key that is misspelt": (LIMIT, {"calls": 1, "renewal_perod": 1},
        [("unknown-key", "/renewal_perod", "unknown key `renewal_perod`", "did you mean `renewal_period`?")]),
    "a required key that is misspelt where any key may be": (OPEN, {"templat": "setheader", "name": "x"},
        [("unknown-key", "/templat", "unknown key `templat`", "did you mean `template`?")]),
    "an item of a list": ({"properties": {"limits": {"items": LIMIT}}},
        {"limits": [{"calls": 1, "renewal_period": 1}, {}]}, [
        ("missing-key", "/limits/1", "item 2 of `limits` has no `calls`", "write for example calls: 100"),
        ("missing-key", "/limits/1", "item 2 of `limits` has no `renewal_period`", "add `renewal_period`")]),
    "a number for a text": (of("string"), {"a": 1.0},
        [("wrong-type", "/a", "`a` must be a text, not the number 1.0", 'write "1.0" in quotes if you mean the text')]),
    "true for a text": (of("string"), {"a": True},
        [("wrong-type", "/a", "`a` must be a text, not true", 'write "true" in quotes if you mean the text')]),
    "a number in quotes": (of("integer"), {"a": "5"},
        [("wrong-type", "/a", "`a` must be a whole number, not a text", "write 5 without quotes")]),
    "a fraction in quotes for a whole number": (of("integer"), {"a": "1.5"},
        [("wrong-type", "/a", "`a` must be a whole number, not a text", None)]),
    "true in quotes": (of("boolean"), {"a": "true"},
        [("wrong-type", "/a", "`a` must be true or false, not a text", "write true without quotes")]),
    "a number for a flag": (of("boolean"), {"a": 1},
        [("wrong-type", "/a", "`a` must be true or false, not the number 1", None)]),
    "nothing": (of(["string", "object"]), {"a": None},
        [("wrong-type", "/a", "`a` must be a text or a mapping, not null", "write the value, or remove the key")]),
    "a single value for a list": (of("array"), {"a": "x"},
        [("wrong-type", "/a", "`a` must be a list, not a text", "write [x]")]),
    "a mapping for a list": (of("array"), {"a": {"b": 1}},
        [("wrong-type", "/a", "`a` must be a list, not a mapping", "begin each item with `- `")]),
    "a text for a mapping": (of("object"), {"a": "x"},
        [("wrong-type", "/a", "`a` must be a mapping, not a text",
          "write `key: value` below it, or {key: value} behind it")]),
    "a list for a text": (of("string"), {"a": ["x"]},
        [("wrong-type", "/a", "`a` must be a text, not a list", "write a single value")]),
    "a value near a listed one": ({"properties": {"in": {"enum": ["path", "query"]}}}, {"in": "Path"},
        [("unknown-value", "/in", '`in` cannot be "Path"', 'did you mean "path"?')]),
    "a value far from the listed ones": ({"properties": {"in": {"enum": ["path", 1]}}}, {"in": True},
        [("unknown-value", "/in", "`in` cannot be true", "allowed: path, 1")]),
    "not the one value": ({"const": "2.0"}, "3.0",
        [("unknown-value", "", 'the file cannot be "3.0"', 'did you mean "2.0"?')]),
    "another form": ({"properties": {"call": {"pattern": "^GET", "examples": ["GET /a"]}}}, {"call": "x" * 99},
        [("wrong-form", "/call", f'`call` cannot be "{"x" * 60}…"', 'write for example "GET /a"')]),
    "too few": (
        {"properties": {"a": {"minItems": 1}, "b": {"minimum": 1}, "c": {"maxLength": 2}, "d": {"uniqueItems": True}}},
        {"a": [], "b": 0, "c": "xyz", "d": [1, 1]}, [
        ("out-of-bounds", "/a", "`a` has too few items; it needs 1", None),
        ("out-of-bounds", "/b", "`b` must be at least 1", None),
        ("out-of-bounds", "/c", "`c` is too long; it may have 2 characters", None),
        ("out-of-bounds", "/d", "`d` has an item twice", None)]),
    "no value at all": ({"properties": {"type": False}}, {"type": "x"},
        [("unknown-key", "/type", "`type` is not allowed here", "remove it")]),
    "a word this module does not know": ({"properties": {"a": {"not": {"const": 1}}}}, {"a": 1},
        [("wrong-form", "/a", "`a` is not what is allowed here", None)]),
    "none of several forms": ({"properties": {"a": {"anyOf": [{"type": "string"}, CLOSED]}}}, {"a": {"sumary": "x"}},
        [("unknown-key", "/a/sumary", "unknown key `sumary`", "did you mean `summary`?")]),
    "a misspelt key in one of several forms": (
        {"properties": {"a": {"anyOf": [{"const": "mock"}, {"type": "array", "items": NAMED}]}}}, {"a": [{"cal": 1}]},
        [("unknown-key", "/a/0/cal", "unknown key `cal`", "did you mean `call`?")]),
    "several forms at once": ({"properties": {"a": {"oneOf": [{"type": "string"}, {"maxLength": 3}]}}}, {"a": "x"},
        [("wrong-form", "/a", "`a` is not what is allowed here", None)]),
    "a form of a deeper value": (
        {"properties": {"a": {"oneOf": [{"type": "integer"}, {"items": {"$ref": "#/$defs/n"}}]}},
         "$defs": {"n": {"type": "integer", "minimum": 3}}},
        {"a": [3, 2]}, [("out-of-bounds", "/a/1", "item 2 of `a` must be at least 3", None)]),
    "two forms of the same value": (
        {"properties": {"a": {"anyOf": [{"type": "string", "pattern": "^b"}, {"type": "integer", "minimum": 3}]}}},
        {"a": 2.0}, [("out-of-bounds", "/a", "`a` must be at least 3", None)]),
    "the name of a key": ({"propertyNames": {"pattern": "^[a-z]+$"}}, {"a": 1, "B": 1},
        [("wrong-form", "", 'the file cannot be "B"', None)]),
    "a key of digits": ({"patternProperties": {"^[0-9]+$": {"type": "object"}}}, {"200": "x"},
        [("wrong-type", "/200", "`200` must be a mapping, not a text",
          "write `key: value` below it, or {key: value} behind it")]),
    "in the order of the keys": ({"properties": {"a": {"type": "string"}, "b": {"items": {"minimum": 2}}}},
        {"c": 0, "b": [1, 2, 0], "a": 1}, [
        ("out-of-bounds", "/b/0", "item 1 of `b` must be at least 2", None),
        ("out-of-bounds", "/b/2", "item 3 of `b` must be at least 2", None),
        ("wrong-type", "/a", "`a` must be a text, not the number 1", 'write "1" in quotes if you mean the text')]),
    "a key that the two engines for patterns read differently": (
        {"required": ["call"], "properties": {"call": {}}, "patternProperties": {"^cal\\s$": {}},
         "additionalProperties": False}, {"cal\ufeff": 1},
        [("wrong-form", "", "the file is not what is allowed here", None)]),
}  # fmt: skip  # a case is a value, and the findings of it


@pytest.mark.parametrize(("schema", "value", "expected"), CASES.values(), ids=CASES)
def test_fault(schema, value, expected):
    found = schema_faults(value, schema, SPEC)
    assert [(one.rule, str(one.at), one.message, one.hint) for one in found] == expected
    assert {one.severity for one in found} == {Severity.ERROR}


NUMBERS = {"additionalProperties": {"additionalProperties": {"type": "integer"}}}


@pytest.mark.parametrize(
    ("value", "places"),
    [
        pytest.param({"007": {"+7": "x"}}, ["/007/+7"], id="zeros and signs"),
        pytest.param({"0" * 5000: {"a": "x"}}, [f"/{'0' * 5000}/a"], id="more digits than Python reads"),
        pytest.param({"": {"": "x"}}, ["//"], id="empty keys"),
        pytest.param({"": {"a": "x"}, "a": {"": 1}}, ["//a"], id="an empty key above or below"),
        pytest.param({"07": {"a": 1}, "7": {"a": "x"}}, ["/7/a"], id="a value that fits beside one that does not"),
        pytest.param({"7": {"a": 1}, "07": {"a": "x"}}, ["/07/a"], id="the other one of two"),
        pytest.param(
            {"7": {"a": "x"}, "07": {"a": "x"}, "+7": {"a": "x"}}, ["/7/a", "/07/a", "/+7/a"], id="equal values"
        ),
        pytest.param({"a": {"": "x"}, "": {"a": "x"}}, ["/a/", "//a"], id="equal values at empty keys"),
    ],
)
def test_keys_that_the_validator_does_not_give_as_they_are(value, places):
    assert [str(one.at) for one in schema_faults(value, NUMBERS, SPEC)] == places


def test_value_that_fits_has_no_faults():
    assert schema_faults({"calls": 1, "renewal_period": 1}, LIMIT, SPEC) == []


def test_same_fault_by_two_branches_is_said_once():
    twice = {"allOf": [CLOSED, CLOSED]}
    assert len(schema_faults({"zzz": 1}, twice, SPEC)) == 1


@pytest.mark.parametrize(
    ("kind", "value", "message"),
    [
        ("regex", "(", "`a` is not a valid regular expression"),
        ("email", "x", "`a` is not a valid e-mail address"),
        ("uri", "x", "`a` is not a valid URL"),
        ("date", "x", "`a` is not what is allowed here"),
    ],
)
def test_format(kind, value, message):
    schema = {"properties": {"a": {"format": kind}}}
    validator = jsonschema_rs.Draft4Validator(schema, validate_formats=True)
    (found,) = schema_faults({"a": value}, schema, SPEC, validator)
    assert (found.rule, str(found.at), found.message) == ("wrong-form", "/a", message)


def test_a_schema_in_another_document():
    schema = {"properties": {"a": {"$ref": "http://json-schema.org/draft-04/schema#"}}}
    (found,) = schema_faults({"a": {"minLength": -1}}, schema, SPEC, jsonschema_rs.Draft4Validator(schema))
    assert (str(found.at), found.message) == ("/a/minLength", "`minLength` must be at least 0")
