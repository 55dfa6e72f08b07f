"""For every text, each generated file is whole: it parses, its parts stay the same, and the text can be read back."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from connectorsmith import xml_literal
from connectorsmith.emitters import csharp, markdown, policy_expressions, render
from connectorsmith.emitters.script import script
from connectorsmith.model import (
    ConnectionParameter,
    Connector,
    Info,
    Limit,
    Operation,
    Parameter,
    PathItem,
    Policy,
    Properties,
    Response,
    Schema,
    UiDefinition,
)
from connectorsmith.model.script import Answer
from connectorsmith.packaging.solution import solution_files
from connectorsmith.rules.support.scripts import without_texts

PARTS = (
    "\0", "\x07", "\x0b", "\x0c", "\x1b[31m", "\x1c", "\x7f", "\x85", "\x9b", "\xa0", "\u2028", "\u2029", "\u202e",
    "\ufeff", "\ufffe", "\uffff", "\U0001f600", "é", "\n", "\r", "\r\n", "\t", " ", "  ", "a", "Order", "1.", "1)", "#",
    "##", " #", "-", "--", "---", "+", "=", "===", "*", "**", "_", "__", "a_b", "`", "```", "~~", "~~~", "|", "\\",
    "\\|", "[a](b)", "![a](b)", "<b>", "</b>", "<!--", "-->", "<![CDATA[", "]]>", "&", "&amp;", "&#0;", "$", "$a$",
    ">", "<", '"', '"""', "'", "''", "/*", "*/", "//", "{", "}", "{{", "}}", "{{ 7 * 7 }}", "{%", "{#", "@", "@(", "%",
    "\ue000", "\ue0001", "https://example.com/a_b", "a@example.com", "<https://a.b>", ":smile:", "\\u0041", "\\x41",
)  # fmt: skip  # many short entries, several a line
texts = st.lists(st.sampled_from(PARTS) | st.text(max_size=3), max_size=6).map("".join)
every_text = given(texts)
GITHUB = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def line(text: str) -> str:
    """A text as a page shows it: on one line, with escapes for what no page can hold."""
    shown = "".join(xml_literal.visible(one) if xml_literal.UNHOLDABLE.match(one) else one for one in text)
    return " ".join(shown.split())


def read(tokens: list[Token]) -> list[str]:
    """The texts of the inline parts of a page; there is nothing but text, code, bold and links in them."""
    found = []
    for token in tokens:
        kinds = {child.type for child in token.children or ()}
        assert kinds <= {
            "text",
            "text_special",
            "code_inline",
            "strong_open",
            "strong_close",
            "link_open",
            "link_close",
        }
        if token.type == "inline":
            found.append("".join(child.content for child in token.children or ()))
    return found


@every_text
def test_markdown_text(text):
    shown = markdown.text(text)
    for before, behind in (("", ""), ("### ", ""), ("- ", ": x"), ("| a |\n|---|\n| ", " |")):
        tokens = GITHUB.parse(f"{before}{shown}{behind}\n")
        plain = GITHUB.parse(f"{before}{'x' if line(text) else ''}{behind}\n")
        assert [token.type for token in tokens] == [token.type for token in plain]
        assert read(tokens)[-1:] == [line(text) + behind.replace(" |", "")][: len(read(plain))]


@every_text
def test_markdown_bold(text):
    assert [one for one in read(GITHUB.parse(markdown.bold(text))) if one] == [one for one in [line(text)] if one]
    assert "hr" not in {token.type for token in GITHUB.parse(markdown.bold(text))}


@every_text
def test_markdown_code(text):
    assert read(GITHUB.parse(f"x {markdown.code(text)}")) == [f"x {line(text)}".strip()]
    assert read(GITHUB.parse(f"| a |\n|---|\n| x {markdown.code_cell(text)} |"))[-1] == f"x {line(text)}".strip()


@every_text
def test_csharp_literal(text):
    assert csharp.literal(text).isascii()
    assert decoded(csharp.literal(text)) == text
    assert csharp.remark(text).isascii()
    assert csharp.remark(text).isprintable()


@every_text
def test_literal_of_a_policy(text):
    """The same literal, in pieces where API Management or XML would read something else."""
    literal = policy_expressions.literal(text)
    assert "{{" not in literal
    assert "]]>" not in literal
    assert decoded(literal.replace('" + "', "")) == text


def decoded(literal: str) -> str:
    """What a C# compiler makes of a string literal: only the escapes that C# 1.0 has, and nothing left over."""
    assert re.fullmatch(r'"(?:[ !#-\[\]-~]|\\["\\nrt0]|\\u[0-9a-f]{4})*"', literal)
    units = re.sub(
        r"\\(?:u(....)|(.))", lambda found: chr(int(found[1], 16)) if found[1] else SIMPLE[found[2]], literal
    )
    return units[1:-1].encode("utf-16", "surrogatepass").decode("utf-16")


SIMPLE = {"n": "\n", "r": "\r", "t": "\t", "0": "\0", '"': '"', "\\": "\\"}


@every_text
def test_xml(text):
    held = "".join(xml_literal.visible(one) if xml_literal.UNHOLDABLE.match(one) else one for one in text)
    page = f"<a b={xml_literal.attribute(text)} c='{xml_literal.anywhere(text)}'>{xml_literal.content(text)}</a>"
    found = ElementTree.fromstring(page)
    assert (found.attrib["b"], found.attrib["c"], found.text or "") == (held, held, held)
    assert len(list(ElementTree.fromstring(f"<a><!-- {xml_literal.comment(text)} --><b/></a>"))) == 1


def connector(text: str, name: str = "Name", path: str = "/orders") -> Connector:
    """A connector with a text in every place that is shown, and a name in every place that has one."""
    order = Schema(
        type="object", description=text, summary=text, properties={name: Schema(type="string", description=text)}
    )
    answer = Response(description=text, schema=Schema(ref="#/definitions/Order"))
    parameter = Parameter(name=name, location="query", summary=text, description=text, value=Schema(type="string"))
    operation = Operation("get", path, "ListOrders", summary=text, description=text, parameters=(parameter,),
                          responses={"200": answer}, script=(Answer(body={name: text}),))  # fmt: skip
    asked = ConnectionParameter(name, "string", UiDefinition(text, text, text), None, {"type": "string"})
    policies = (
        Policy("setheader", text, section="Request", parameters={"name": name, "value": text, "existsAction": "skip"}),
        Policy("stringreplace", text, section="Response", parameters={"sourceString": text, "replacementString": text,
               "propertyParentPath": "@body()", "propertySubPath": "a", "newPropertyPath": "b"}),
    )  # fmt: skip
    return Connector(
        "orders",
        info=Info(title=text, version="1.0", description=text, contact={"name": text, "url": text, "email": text}),
        host="api.example.com",
        paths={path: PathItem({"get": operation})},
        definitions={"Order": order},
        metadata={text: text},
        properties=Properties(publisher=text, connection_parameters={name: asked}, policies=policies),
        limits=(Limit(text, 5, 60),),
        assets={"icon.png": b"no picture is drawn"},
    )


@given(texts, texts)
def test_pages(text, name):
    """Both pages have the same parts as those of a connector with plain words."""
    assume(bool(text) == bool(line(text)))  # what is blank counts as a text, and shows as nothing
    files, plain = render(connector(text, name)), render(connector("x" if line(text) else "", name and "x"))
    for page in ("reference.md", "readme.md"):
        tokens, expected = GITHUB.parse(files[page].decode()), GITHUB.parse(plain[page].decode())
        assert [(token.type, token.tag) for token in tokens] == [(token.type, token.tag) for token in expected]
        read(tokens)


@given(texts, texts)
def test_policies(text, name):
    files, plain = render(connector(text, name)), render(connector("x", "x"))
    found = ElementTree.fromstring(files["policies/policy.xml"])
    expected = ElementTree.fromstring(plain["policies/policy.xml"])
    assert [element.tag for element in found.iter()] == [element.tag for element in expected.iter()]
    assert "{{" not in "".join(found.itertext())
    if "@" not in text:
        (value,) = found.iterfind("inbound/set-header/value")
        assert evaluated(value.text or "") == text
    (body,) = found.iterfind("outbound/set-body")
    assert f"text.Replace({policy_expressions.literal(text)}, {policy_expressions.literal(text)});" in body.text


def evaluated(value: str) -> str:
    """A policy value as API Management reads it: a text, or an expression that is a sum of literals."""
    if not value.startswith("@"):
        return value
    return decoded(value.removeprefix("@(").removesuffix(")").replace('" + "', ""))


@given(texts, texts)
def test_script(text, name):
    """The script has the same code as that of a connector with plain words."""
    found, plain = (script(connector(*words)).text for words in ((text, name), ("x", "x")))
    assert found.isascii()
    assert bare(found) == bare(plain)
    assert f"{csharp.literal(name)}, {csharp.literal(text)}" in found


def bare(code: str) -> str:
    """The code of a script below its heading, without blanks and without what its strings hold."""
    return re.sub(r"\s+", "", without_texts(code).split("\n", 2)[2])


@given(texts, texts)
def test_json(text, name):
    files = render(connector(text, name))
    definition, properties = (json.loads(files[file]) for file in ("apiDefinition.swagger.json", "apiProperties.json"))
    assert definition["info"]["title"] == definition["paths"]["/orders"]["get"]["summary"] == text
    assert [parameter["name"] for parameter in definition["paths"]["/orders"]["get"]["parameters"]] == [name]
    assert properties["properties"]["publisher"] == text
    assert all(files[file].isascii() for file in files if file.endswith(".json"))


@every_text
def test_solution(text):
    files = solution_files("orders", render(connector(text)))
    held = "".join(xml_literal.visible(one) if xml_literal.UNHOLDABLE.match(one) else one for one in text)
    row = ElementTree.fromstring(files["customizations.xml"]).find("Connectors/Connector")
    assert (row.findtext("displayname"), row.findtext("description")) == (held, held)
    names = ElementTree.fromstring(files["solution.xml"]).iterfind(".//LocalizedName")
    assert [name.attrib["description"] for name in names] == [held, held or ""]
    ElementTree.fromstring(files["[Content_Types].xml"])


@pytest.mark.parametrize("part", PARTS)
def test_each_part_alone(part):
    """What the random texts are made of, each by itself, so that a fault shows its cause."""
    for test in (test_markdown_text, test_markdown_bold, test_markdown_code, test_csharp_literal, test_xml):
        test.hypothesis.inner_test(part)
