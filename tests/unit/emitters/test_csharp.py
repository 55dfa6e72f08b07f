"""C# from values: literals that nothing can end early, comments of one line, names, numbers, patterns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectorsmith.emitters.csharp import constant, constructor, identifier, literal, regular_expression, remark

ESCAPES = {"\\\\": "\\", '\\"': '"', "\\n": "\n", "\\r": "\r", "\\t": "\t", "\\0": "\0"}


@pytest.mark.parametrize(("text", "code"), [
    ("plain", '"plain"'),
    ("", '""'),
    ('say "no"', r'"say \"no\""'),
    (r"a\b\"", r'"a\\b\\\""'),
    ("{0} {{x}}", '"{0} {{x}}"'),
    ("a\r\nb\tc\0d", r'"a\r\nb\tc\0d"'),
    ("\u2028\u2029\u0085\x7f\x1b", r'"\u2028\u2029\u0085\u007f\u001b"'),
    ("å\U0001f600", r'"\u00e5\ud83d\ude00"'),
    ("/* */ // x", '"/* */ // x"'),
    ("\ud800", r'"\ud800"'),
])  # fmt: skip
def test_literal(text, code):
    assert literal(text) == code


def value_of(code: str) -> str:
    """The text that a C# literal represents, read the way the C# specification says (6.4.5.6)."""
    assert (code[0], code[-1]) == ('"', '"')
    units, rest = [], code[1:-1]
    while rest:
        assert rest[0] != '"'
        if rest[0] != "\\":
            units, rest = [*units, ord(rest[0])], rest[1:]
        elif rest[1] == "u":
            units, rest = [*units, int(rest[2:6], 16)], rest[6:]
        else:
            units, rest = [*units, ord(ESCAPES[rest[:2]])], rest[2:]
    return b"".join(unit.to_bytes(2, "big") for unit in units).decode("utf-16-be", "surrogatepass")


@given(st.text())
def test_literal_stands_for_the_text_and_is_ascii(text):
    assert literal(text).isascii()
    assert literal(text).isprintable()
    assert value_of(literal(text)) == text


@given(st.text())
def test_remark_is_one_line_of_ascii_that_no_escape_changes(text):
    assert remark(text).isascii()
    assert remark(text).isprintable()
    assert "\\" not in remark(text)


@pytest.mark.parametrize(("text", "name"), [
    ("AddProduct", "AddProduct"),
    ("webhookRegister", "WebhookRegister"),
    ("Line.Add-2", "LineAdd2"),
    ("2fa", "_2fa"),
    ("class", "Class"),
    ("a_b", "A_B"),
    ("å", "_"),
    ("", "_"),
])  # fmt: skip
def test_identifier(text, name):
    assert identifier(text) == name


@pytest.mark.parametrize(("value", "code"), [
    (None, "JValue.CreateNull()"),
    (True, "true"),
    (False, "false"),
    (7, "7"),
    (-(2**31), "-2147483648L"),
    (2**31, "2147483648L"),
    (2**63, 'new JRaw("9223372036854775808")'),
    (1.5, "1.5d"),
    (1e300, "1e+300d"),
    ("x", '"x"'),
])  # fmt: skip
def test_constant(value, code):
    assert constant(value) == code


def test_constructor_breaks_what_is_long():
    assert constructor("Items", ["1", "2"], 0) == "Items(1, 2)"
    long = "x" * 70
    assert constructor("Items", [long, long], 1) == f"Items(\n        {long},\n        {long})"


def test_regular_expression_escapes_what_dot_net_understands():
    assert regular_expression(iter(["/a.b/(x)/", "$"])) == r"^(.*)/a\.b/\(x\)/([^/]*)\$/?$"
