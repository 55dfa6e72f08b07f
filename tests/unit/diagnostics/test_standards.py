"""Reports in the formats that others define, held against their schemas, whatever the findings say.

SARIF: the part of the official schema that we use, see the file. JUnit: the whole of Ant's schema, as a table.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple
from xml.etree import ElementTree

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from connectorsmith.diagnostics import SPEC, Diagnostic, Presentation, Severity, Span, formats
from connectorsmith.lint.selection import all_rules

SARIF = json.loads((Path(__file__).parents[2] / "cases/standards/sarif-2.1.0.reduced.json").read_text("utf-8"))
ROOT = Path("/home/maker/shop")
HOSTILE = [
    "", "plain", "<&>\"'", "]]>", "a\nb\r\nc", "\x00\x1b[31m\x7f", "%0A::error::", "##vso[task.complete]", "\ud800",
    "注文 😀 e\u0301", "a" * 5000, "C:\\x\\y", "{}[](),;:#", "--> <!--", "&#0;", "\u2028\u0085", "x y/z?q=%20#f",
]  # fmt: skip  # many short entries, several a line


class Element(NamedTuple):
    """What Ant's schema says of an element: its attributes with a pattern each, and its children in their order."""

    required: dict[str, str]
    children: str
    optional: Mapping[str, str] = MappingProxyType({})
    text: bool = False


JUNIT = {
    "testsuites": Element({}, r"(testsuite )*"),
    "testsuite": Element(
        {"name": r".+", "package": r".*", "id": r"\d+", "tests": r"\d+", "failures": r"\d+", "errors": r"\d+",
         "time": r"\d+(\.\d+)?", "hostname": r".+", "timestamp": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d"},
        r"properties (testcase )*system-out system-err ", {"skipped": r"\d+"},
    ),
    "properties": Element({}, r"(property )*"),
    "testcase": Element({"name": r".*", "classname": r".*", "time": r"\d+(\.\d+)?"}, r"(skipped |error |failure )?"),
    "failure": Element({"type": r".*"}, "", {"message": r".*"}, text=True),
    "system-out": Element({}, "", text=True),
    "system-err": Element({}, "", text=True),
}  # fmt: skip  # a table, a row a line


def judge_junit(text: str) -> None:
    for element in ElementTree.fromstring(text.encode("utf-8")).iter():
        known = JUNIT[element.tag]
        assert known.required.keys() <= set(element.keys()) <= known.required.keys() | known.optional.keys()
        for name, value in element.items():
            assert re.fullmatch({**known.required, **known.optional}[name], value, re.DOTALL), (name, value)
        assert re.fullmatch(known.children, "".join(f"{child.tag} " for child in element))
        assert known.text or not (element.text or "").strip()


def judge_sarif(text: str) -> None:
    jsonschema.Draft7Validator(SARIF).validate(json.loads(text))


def judge_lines(text: str, mark: str) -> None:
    """Each line is a command of ours, or a note that holds none."""
    assert all(line.startswith(mark) or "##vso[" not in line for line in text.split("\n"))
    assert "\r" not in text


def judge_markdown(text: str) -> None:
    """One table of four columns, in whose cells nothing but plain text is shown; or one sentence."""
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    rows = sum(token.type == "tr_open" for token in tokens)
    assert sum(token.type in ("td_open", "th_open") for token in tokens) == 4 * rows
    inside = {part.type for token in tokens for part in token.children or ()}
    assert inside <= {"text", "text_special"}
    assert text.count("\n") == (rows + 1 if rows else 1)


def judge_text(text: str) -> None:
    """Lines without the characters that a terminal acts on."""
    assert text == "" or text.endswith("\n")
    assert "\x1b" not in text
    assert "\x00" not in text


JUDGES = {
    "markdown": judge_markdown,
    "junit": judge_junit,
    "sarif": judge_sarif,
    "json": lambda text: [one["file"] for one in json.loads(text)],
    "github": lambda text: judge_lines(text, "::"),
    "azure": lambda text: judge_lines(text, "##vso[task.logissue "),
}
"""What else decides about a format; one that no standard defines is judged as text."""


def finding(text: str, severity: Severity, name: str = "a.yaml") -> Diagnostic:
    span = Span(ROOT / (name.replace("\x00", "").replace("\ud800", "\udcff") or "a"), 3, 2, 4)
    at = SPEC / text / text
    return Diagnostic("some-rule", severity, text, at, span, hint=text, code=text, related=((text, span),))


@pytest.mark.parametrize("form", formats.names())
def test_hostile_texts(form):
    found = [finding(text, severity, text) for text in HOSTILE for severity in Severity]
    shown = Presentation(ROOT, lambda spans: [HOSTILE[5]] * len(spans), all_rules())
    JUDGES.get(form, judge_text)(formats.write(found, form, shown))
    JUDGES.get(form, judge_text)(formats.write([], form, shown))


@pytest.mark.parametrize("form", ["github", "azure"])
def test_a_finding_is_one_line(form):
    for text in HOSTILE:
        for severity in Severity:
            assert formats.write([finding(text, severity)], form, Presentation(ROOT)).count("\n") == 1


@pytest.mark.parametrize("form", formats.names())
@given(texts=st.lists(st.text(), max_size=3))
def test_any_text(form, texts):
    JUDGES.get(form, judge_text)(
        formats.write([finding(text, Severity.WARNING) for text in texts], form, Presentation(ROOT))
    )


def test_the_judges_refuse_what_is_wrong():
    for wrong in ("<testsuites><testcase/></testsuites>", '<testsuites tests="1"/>'):
        with pytest.raises(AssertionError):
            judge_junit(wrong)
    with pytest.raises(jsonschema.ValidationError):
        judge_sarif('{"version": "2.1.0", "runs": [{"tool": {}}]}')
