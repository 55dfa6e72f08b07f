"""A secret that a finding quotes is hidden in every output format, in whatever form the finding has it."""

from __future__ import annotations

import base64
import html
import json
import re
from html.entities import codepoint2name
from pathlib import Path
from urllib.parse import quote, quote_plus, unquote

import pytest

from connectorsmith.cli._print import forget, hide
from connectorsmith.cli._report import report
from connectorsmith.diagnostics import Diagnostic, Severity, Span, formats
from connectorsmith.diagnostics.secret_values import HIDDEN

NAMES = {name: f"&{known};" for code, known in codepoint2name.items() for name in [chr(code)]}
MADE = {
    "raw": str,
    "json": json.dumps,
    "json of ascii digits": lambda text: "".join(f"\\u{ord(one):04x}" for one in text),
    "nested json": lambda text: json.dumps({"a": json.dumps({"b": text})}),
    "json in json in json": lambda text: json.dumps(json.dumps(json.dumps(text))),
    "html": html.escape,
    "html, named": lambda text: "".join(NAMES.get(one, one) for one in text),
    "html, decimal": lambda text: "".join(f"&#{ord(one)};" for one in text),
    "html, decimal with zeros": lambda text: "".join(f"&#{ord(one):07};" for one in text),
    "html, hexadecimal": lambda text: "".join(f"&#x{ord(one):x};" for one in text),
    "html, capitals": lambda text: "".join(f"&#X{ord(one):04X};" for one in text),
    "html, half": lambda text: "".join(f"&#{ord(one)};" if at % 2 else one for at, one in enumerate(text)),
    "html in html": lambda text: html.escape("".join(f"&#{ord(one)};" for one in text)),
    "url": lambda text: quote(text, safe=""),
    "url, small letters": lambda text: re.sub("%..", lambda found: found[0].lower(), quote(text, safe="")),
    "url, plus": quote_plus,
    "url, all": lambda text: "".join(f"%{one:02X}" for one in text.encode()),
    "url, all in small letters": lambda text: "".join(f"%{one:02x}" for one in text.encode()),
    "url in url": lambda text: quote("".join(f"%{one:02X}" for one in text.encode())),
    "base64": lambda text: base64.b64encode(text.encode()).decode(),
    "base64 of a user": lambda text: base64.b64encode(b"us:" + text.encode()).decode(),
    "base64 of another user": lambda text: base64.urlsafe_b64encode(b"use:" + text.encode()).decode(),
    "base64 for urls": lambda text: base64.urlsafe_b64encode(text.encode()).decode(),
    "lines": lambda text: "\n".join(text[at : at + 3] for at in range(0, len(text), 3)),
}
SECRETS = ["Zk9xQ7w2hunt", "p@ss_w(r)d+12/*~", 'a"b\\c<d>&é%20;3', "two words+4 [x]"]


def readable(text: str) -> set[str]:
    """A text as whoever undoes its escapes reads it, without white space."""
    found = {text}
    for _ in range(5):
        for one in [*found]:
            found |= {html.unescape(one), unquote(one), one.replace("%AZP25", "%"), re.sub(r"\\(?=\W)", "", one)}
            found.add(re.sub(r"\\u(....)", lambda code: chr(int(code[1], 16)), one))
        found = {*sorted(found, key=len)[:12]}
    return {re.sub(r"\s|\\[nrt]", "", one) for one in found}


@pytest.fixture
def shown(capsys, monkeypatch):
    """What is printed of findings in a format, where one secret is known."""

    def printed(value: str, found: list[Diagnostic], form: str) -> str:
        forget()
        hide(value)
        report(found, form)
        forget()
        return capsys.readouterr().out

    return printed


@pytest.mark.parametrize("name", formats.names())
@pytest.mark.parametrize("value", SECRETS)
def test_no_form_of_a_secret_is_shown(value, name, shown):
    encoded = [make(value) for form, make in MADE.items() if form.startswith("base64")]
    parts = {re.sub(r"\s", "", value), *(one.rstrip("=")[4:-3] for one in encoded)}
    place = Span(Path("/home/shop/a.yaml"), 1, 1)
    found = [
        Diagnostic(f"r{at}", Severity.WARNING, f"<{make(value)}>", span=place) for at, make in enumerate(MADE.values())
    ]
    text = shown(value, found, name)
    assert text.replace("\\*", "*").count(HIDDEN) >= len(MADE)
    assert [one for one in parts for whole in readable(text) if one in whole] == []
