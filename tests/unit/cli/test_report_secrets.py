"""Lines of a file that repeat what another line of it names a secret."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from connectorsmith.cli._print import forget, hide
from connectorsmith.cli._report import report
from connectorsmith.diagnostics import Diagnostic, Severity, Span, formats

SECRET = "p@ss-w(r)d/12"
SPEC = f"""\
info: {{title: Twice, version: "1.0", licence: {SECRET}}}
host: api.example.com
connection-parameters:
  key: {{type: securestring, defaultValue: {SECRET}}}
policies:
  - {{template: setheader, title: Tenant, nmae: {SECRET}, value: "Basic {SECRET}"}}
actions:
  GetOrders: {{call: GET /orders, sumary: {SECRET}, responses: {{200: {{}}}}}}
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CR LF"])
@pytest.mark.parametrize("verb", [["validate"], ["lint"], ["rename", "twice", "GetOrders", "ReadOrders"]], ids=" ".join)
def test_line_is_shown_without_the_secret(verb, end, root, run):
    folder = root / "specs" / "twice"
    folder.mkdir()
    (folder / "connector.yaml").write_bytes(SPEC.replace("\n", end).encode())
    code, out, err = run(*verb)
    assert code == 3
    assert "sumary" in out + err
    assert SECRET not in out + err


@pytest.mark.parametrize("form", formats.names())
@pytest.mark.parametrize("verb", ["validate", "lint"])
def test_message_is_shown_without_the_secret(verb, form, root, run):
    """The message quotes a word that is a secret in another place of the file, and only there has the name of one."""
    folder = root / "specs" / "twice"
    folder.mkdir()
    parameter = f"{{name: tenant, in: query, type: string, visibility: {SECRET}}}"
    (folder / "connector.yaml").write_text(SPEC.replace("sumary:", f"parameters: [{parameter}], sumary:"))
    code, out, err = run(verb, "--format", form)
    assert code == 3
    assert "visibility" in out
    assert SECRET not in (out + err).replace("\\", "")


@pytest.mark.parametrize("form", formats.names())
def test_place_is_shown_without_the_secret(form, root, run):
    """A definition is named like a secret, so that the places of findings have it among their keys."""
    folder = root / "specs" / "twice"
    folder.mkdir()
    (folder / "connector.yaml").write_text(SPEC + f'definitions: {{"{SECRET}": {{titel: a}}}}\n')
    code, out, err = run("lint", "--format", form)
    assert code == 3
    assert "twice" in out
    assert SECRET not in (out + err).replace("\\", "").replace("~1", "/")


def test_secret_in_what_a_finding_has_beside_its_text(capsys):
    span = Span(Path("shop.yaml"), 1, 1)
    finding = Diagnostic("a", Severity.ERROR, "M.", None, span, related=((f"see {SECRET}", span),), data={"x": SECRET})
    hide(SECRET)
    try:
        report([finding], "json")
    finally:
        forget()
    (shown,) = json.loads(capsys.readouterr().out)
    assert (shown["related"][0]["message"], shown["x"]) == ("see ***", "***")
