"""Every output format, held against the expected file of its name; and what each one must never let through."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from connectorsmith.diagnostics import DEFINITION, SPEC, Diagnostic, Presentation, Rule, Severity, Span, formats

HERE = Path(__file__).parent
ROOT = Path("/home/maker/shop")
ACTIONS = ROOT / "specs/orders/actions.yaml"
LINES = {ACTIONS: ["actions:", "  GetOrder:", "    call: GET /", "\tsumary: 注文 \u001b[31m", "x" * 150 + "end"]}

RULE = Rule(
    "operation-without-summary",
    Severity.ERROR,
    lambda connector: (),
    'An operation has no summary.\n\nWhy: the designer shows it.\nWrite: a verb and an object, "Get order".',
    code="RequiredPropertyMissing",
    profiles=frozenset({"custom", "certified"}),
)

FINDINGS = [
    Diagnostic("file-not-read", Severity.ERROR, "nothing can be said about a place"),
    Diagnostic(
        "schema",
        Severity.WARNING,
        "unknown key 'sumary' <&>: 100 %, or\nless",
        span=Span(ACTIONS, 4, 2, 6),
        hint="did you mean 'summary'?",
    ),
    Diagnostic(
        RULE.id,
        RULE.severity,
        "operation GetOrder has no summary",
        SPEC / "actions" / "GetOrder",
        Span(ACTIONS, 2, 3, 8),
        "write what it does; start with a verb]",
        RULE.code,
        related=(("called from here", Span(ROOT / "specs/orders/a b,c:d.yaml", 7, 1)),),
    ),
    Diagnostic("long-line", Severity.INFO, "long", DEFINITION / "a/b", Span(ACTIONS, 5, 151, 3)),
    Diagnostic("elsewhere", Severity.INFO, "not below the folder", span=Span(Path("/etc/x.yaml"), 99, 1)),
    Diagnostic("relative", Severity.WARNING, "as it was given", span=Span(Path("specs/x.yaml"), 1, 1)),
]


def line_at(span: Span) -> str | None:
    lines = LINES.get(span.file, ())
    return lines[span.line - 1] if 0 < span.line <= len(lines) else None


SHOWN = Presentation(folder=ROOT, lines=lambda spans: [line_at(span) for span in spans], rules=(RULE,))


@pytest.mark.parametrize("name", formats.names())
def test_format(expect, monkeypatch, name):
    monkeypatch.setattr("connectorsmith.diagnostics.formats.sarif.VERSION", "1.2.3")
    expect(HERE / "expected" / f"{name}.expected", formats.write(FINDINGS, name, SHOWN))


def test_every_format_has_its_expected_output():
    shown = {file.stem for file in (HERE / "expected").glob("*.expected")}
    assert {f"expected/{name}.expected is missing" for name in set(formats.names()) - shown} == set()
    assert {"text", "json", "sarif"} <= set(formats.names())


def test_unknown_format():
    with pytest.raises(KeyError):
        formats.write([], "xml", SHOWN)


@pytest.mark.parametrize(
    ("name", "text"),
    [("azure", ""), ("github", ""), ("json", "[]\n"), ("text", "")],
)
def test_nothing_found(name, text):
    assert formats.write([], name, SHOWN) == text


def test_colour_is_only_added_when_asked():
    plain = formats.write(FINDINGS, "text", SHOWN)
    coloured = formats.write(FINDINGS, "text", Presentation(SHOWN.folder, SHOWN.lines, colour=True))
    assert "\x1b" not in plain
    assert "\x1b[1mspecs/orders/actions.yaml:2:3\x1b[0m: \x1b[1;31merror\x1b[0m: operation GetOrder" in coloured
    for colour in ["\x1b[0m", "\x1b[1m", "\x1b[36m", "\x1b[1;31m", "\x1b[1;33m", "\x1b[1;34m"]:
        coloured = coloured.replace(colour, "")
    assert coloured == plain


@pytest.mark.parametrize(
    ("line", "span", "shown", "carets"),
    [
        ("key: value", (1, 3), "key: value", "^^^"),
        ("key: value", (6, 50), "key: value", "     ^^^^^"),
        ("key:", (5, 1), "key:", "    ^"),
        ("key:", (50, 9), "key:", "    ^"),
        ("", (1, 1), "", "^"),
        ("\tkey", (2, 3), " key", " ^^^"),
        ("注文: x", (5, 1), "注文: x", "      ^"),
        ("e\u0301: x", (5, 1), "e\u0301: x", "   ^"),
        ("a\u202eb\x07", (3, 1), r"a\u202eb\x07", "       ^"),
        ("k" * 100, (100, 1), "k" * 100, " " * 99 + "^"),
        ("k" * 101, (1, 1), "k" * 100 + "…", "^"),
        ("k" * 101, (101, 1), "…" + "k" * 100, " " * 100 + "^"),
        ("k" * 300, (200, 2), "…" + "k" * 100 + "…", " " * 26 + "^^"),
    ],
)
def test_excerpt(line, span, shown, carets):
    file = Path("a.yaml")
    presentation = Presentation(lines=lambda _: [line])
    finding = Diagnostic("r", Severity.ERROR, "m", span=Span(file, 1, *span))
    written = formats.write([finding], "text", presentation).splitlines()
    assert written == [f"a.yaml:1:{span[0]}: error: m [r]", f"  1 | {shown}".rstrip(), f"    | {carets}", "1 error"]


def test_line_that_does_not_exist_is_not_shown():
    finding = Diagnostic("r", Severity.ERROR, "m", span=Span(Path("a.yaml"), 2, 1))
    presentation = Presentation(lines=lambda _: [None])
    assert formats.write([finding], "text", presentation) == "a.yaml:2:1: error: m [r]\n1 error\n"


def test_lines_are_asked_for_once_and_only_those_that_are_shown():
    asked = []
    presentation = Presentation(lines=lambda spans: asked.append(spans) or ["a"] * len(spans), most=3)
    findings = [Diagnostic("r", Severity.ERROR, "m", span=Span(Path("a.yaml"), line, 1)) for line in range(1, 9)]
    formats.write(findings, "text", presentation)
    assert asked == [[one.span for one in findings[:3]]]


@pytest.mark.parametrize("name", ["azure", "github"])
def test_a_message_cannot_give_a_second_command(name):
    evil = "a\r\n::error::b\n##vso[task.setvariable variable=x]y"
    for severity in Severity:
        finding = Diagnostic(evil, severity, evil, span=Span(Path(evil), 1, 1), hint=evil)
        (line,) = formats.write([finding], name, SHOWN).splitlines()
        assert name == "github" or "##vso[" not in line or line.startswith("##vso[task.logissue ")


def test_sarif_counts_rules_and_results():
    run = json.loads(formats.write(FINDINGS, "sarif", SHOWN))["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules[0] == RULE.id
    assert len(rules) == len(set(rules)) == len(FINDINGS)
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in run["results"])


def test_sarif_without_findings_names_the_rules_that_ran():
    run = json.loads(formats.write([], "sarif", SHOWN))["runs"][0]
    assert run["results"] == []
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == [RULE.id]


def test_junit_is_xml_whatever_the_message_says():
    evil = Diagnostic("r", Severity.ERROR, "\x00\x1b ]]> \" ' < \ud800 \uffff &", span=Span(Path("a<b.yaml"), 1, 1))
    root = ElementTree.fromstring(formats.write([evil], "junit", SHOWN))
    assert root.find("testsuite/testcase/failure").attrib["message"] == "\\x00\\x1b ]]> \" ' < \\ud800 \\uffff &"


def test_junit_without_findings_has_a_passed_case():
    root = ElementTree.fromstring(formats.write([], "junit", SHOWN))
    assert [(suite.attrib["tests"], suite.attrib["failures"]) for suite in root] == [("1", "0")]
    assert [case.attrib["name"] for case in root.iter("testcase")] == ["no findings"]


def test_reading_order():
    spans = [None, Span(Path("b"), 1, 1), Span(Path("a"), 2, 1), Span(Path("a"), 1, 9), Span(Path("a"), 1, 9)]
    severities = [Severity.ERROR, Severity.ERROR, Severity.ERROR, Severity.INFO, Severity.WARNING]
    findings = [Diagnostic("r", severity, "m", span=span) for span, severity in zip(spans, severities, strict=True)]
    shown = [(one["file"], one["line"], one["severity"]) for one in json.loads(formats.write(findings, "json", SHOWN))]
    assert shown == [("a", 1, "warning"), ("a", 1, "info"), ("a", 2, "error"), ("b", 1, "error"), (None, None, "error")]
