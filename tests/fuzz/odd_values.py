"""Texts, names, numbers and other JSON values that are likely to break a reader, a writer or a terminal."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any, Final

PLANTED: Final = "hunter2-Zq9vX7"
"""A secret that no output may show."""
SECRET_KEYS: Final = (
    "clientSecret", "client_secret", "password", "pwd", "apiKey", "secretKey", "consumerSecret", "accessToken",
    "refresh_token", "clientSecretValue",
)  # fmt: skip  # many short entries, several a line

TEXTS: Final = (
    "", " ", "a", "Order", "string", "yes", "No", "on", "null", "~", "=", "<<", "1.10", "012", "0o17", "1e999", "NaN",
    "2024-01-01", "12:30:45", "a: b", "a #b", "#a", "- a", "---", "...", "? a", ": ", "&a", "*a", "!a", "!!python/x",
    "|", ">", "%a", "@a", "`a", "'", '"', "\\", "a\nb", "a\n", "\na", "a\r\nb", "a\rb", "\t", "a\tb", " a", "a ",
    "a\x1b[31mb", "\x1b]0;x\x07", "a\x00b", "\x07", "\x08", "\x7f", "\x80", "a\x85b", "a\u2028b", "a\u2029b", "\xa0",
    "\ufeff", "\ufffe", "\u200b", "a\u202eb", "\u2066a", "\ud800", "a\udfffb", "\U0001f600", "e\u0301", "日本語",
    "::error::x", "a\n::error file=x::y", "::add-mask::a", "##vso[task.complete result=Failed]x", "##[error]x",
    "a\n##vso[task.setvariable variable=a]b", "]]>", "<![CDATA[", "<!--", "-->", "<script>", "&amp;", "&#0;", "*/",
    "/*", "//", '"""', '");', "{{", "}}", "{{ 7 * 7 }}", "{% for %}", "{#", "${a}", "$(a)", "@{body()}",
    "@headers('a')",
    "@lookup('table').id", "@connectionParameters('a')", "@queryParameters('a'", "%s", "%(a)s", "{0}", "{a!r}", "|a|b|",
    "[a](b)", "`a`", "# a", "../../nothing/secret", "/dev/null/secret", "C:\\a", "CON", "NUL", "..", ".", "a/b",
    "~1", "~0x",
    "http://", "http:///", "https://a.b/c?d=e#f", "//a", "https://[::1", "javascript:alert(1)", "#/definitions/Order",
    "#/definitions/", "#/", "#", "#/parameters/~2", "(", "[", "(a+)+$", "(?<a>b)", "\\p{L}", "^a$\n", "a" * 300,
    "x" * 3_000, "word " * 60, "a line\n" * 30, "9" * 5_000, "-" + "1" * 400, "'" * 130, "[" * 200, "{" * 200,
    "array of Order",
    "array of array of Order", "array of", "uuid", "date-time", "binary", "body/a/b", "GET /orders/{id}", "GET  /a",
    "post /a", "GET /{", "GET /a?b=c", "200", "2XX", "default", "600", "x-ms-summary", "x-", "__proto__", "constructor",
)  # fmt: skip  # many short entries, several a line

NUMBERS: Final = (
    0, 1, -1, 2, 60, 100, 2**31, 2**53 + 1, 2**63, 2**64, 10**30, 10**300, -(10**300), 0.0, -0.0, 0.1, 1.0, 1.5, 1e16,
    1e-7, 1e308, 5e-324,
)  # fmt: skip  # many short entries, several a line

KEYS: Final = (
    "$ref", "type", "format", "properties", "items", "allOf", "required", "additionalProperties", "enum", "default",
    "description", "summary", "title", "schema", "name", "in", "parameters", "responses", "raw", "absent", "use",
    "lint", "options", "fields", "callback", "call", "script", "x-a", "x-ms-summary", "x-ms-dynamic-values", "oneOf",
    "example",
    "pattern", "minimum", "200", "on", "1.10", "a b", "a.b", "a/b", "~1", "", "é", "a\nb", "a\x1bb", "::error::k",
    "##vso[x]", "<<", "=", "\ud800", "k" * 300, "__proto__", "..", "CON", "a: b", "# a", "ignore", "environments",
)  # fmt: skip  # many short entries, several a line

_ALPHABETS: Final = (
    "abcxyz012",
    " \n\t:#-?,[]{}&*!|>'\"%@`~\\=.+_019aé",
    "\x00\x1b\x7f\x85\xa0\u2028\u202e\ufeff\U0001f600a",
    "/{}?&=#a~1",
    "()[]|*+?^$\\.ab",
)


def names_secrets(text: str) -> int:
    """How often a text has the name of a secret: a damaged one says nothing of the value behind it."""
    return sum(text.count(name) for name in SECRET_KEYS)


def text(chance: Random) -> str:
    """A text: mostly one of the list, at times two together or random characters."""
    kind = chance.random()
    if kind < 0.75:
        return chance.choice(TEXTS)
    if kind < 0.85:
        return chance.choice(TEXTS) + chance.choice(TEXTS)
    alphabet = chance.choice(_ALPHABETS)
    return "".join(chance.choice(alphabet) for _ in range(chance.randint(1, 20)))


def key(chance: Random) -> str:
    """A key of an object: a word of the languages that are read, or an odd text."""
    return chance.choice(KEYS) if chance.random() < 0.8 else text(chance)


def scalar(chance: Random) -> Any:
    """Null, a boolean, a number or a text."""
    kind = chance.random()
    if kind < 0.1:
        return None
    if kind < 0.2:
        return chance.random() < 0.5
    return chance.choice(NUMBERS) if kind < 0.35 else text(chance)


def value(chance: Random, depth: int = 3) -> Any:
    """Any JSON value, of at most ``depth`` levels, apart from a rare deep one."""
    kind = chance.random()
    if depth <= 0 or kind < 0.6:
        return scalar(chance)
    if kind > 0.99:
        return deep(chance)
    size = chance.randint(0, 3)
    if kind < 0.8:
        return [value(chance, depth - 1) for _ in range(size)]
    return {key(chance): value(chance, depth - 1) for _ in range(size)}


def deep(chance: Random) -> Any:
    """A value that is nested near or beyond the limits of depth."""
    found = scalar(chance)
    step = chance.choice(("items", "properties", "a", None))
    for _ in range(chance.choice((30, 60, 89, 95, 101)) // (2 if step == "properties" else 1)):
        found = [found] if step is None else {step: {"a": found} if step == "properties" else found}
    return found


def changed(text: str, times: int, change: Callable[[str], str]) -> str:
    """A text after a number of changes, without those that break the name of a secret."""
    for _ in range(times):
        new = change(text)
        if names_secrets(new) >= names_secrets(text):
            text = new
    return text
