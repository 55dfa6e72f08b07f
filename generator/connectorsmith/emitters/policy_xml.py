"""Jinja2 for policy documents: the shared environment, with XML escaped by itself and filters that write C#."""

from __future__ import annotations

import re
from functools import cache
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from jinja2 import Environment, Template, pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from msgspec.structs import replace

from connectorsmith.emitters import policy_expressions as csharp
from connectorsmith.emitters.policy_expressions import INSIDE_BODY, Surroundings
from connectorsmith.emitters.templating import environment
from connectorsmith.language.policy_expression import parts

_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render_page(**values: Any) -> str:
    """A whole policy document, with blocks that are XML already."""
    values["sections"] = {name: [Markup(block) for block in blocks] for name, blocks in values["sections"].items()}
    return _environment().get_template("policy.xml.j2").render(**values)


def render_equivalent(policy: str, **values: Any) -> str:
    """The text of a template's equivalent with an instance's values; ``message`` says whose body ``@body()`` is."""
    return _equivalent(policy).render(**values).strip()


def comment(text: str) -> str:
    """An XML comment; two hyphens, which may not stand in one, are drawn apart."""
    return f"<!-- {_remark(text)} -->"


def _remark(text: str) -> str:
    return re.sub(r"-(?=-)", "- ", _printable(" ".join(text.split())))


@cache
def _environment() -> Environment:
    env = environment().overlay(autoescape=True)
    env.filters = env.filters | {
        "attribute": _attribute,
        "code": _code,
        "comment": _remark,
        "content": _content,
        "literal": lambda text: _markup(csharp.literal(text)),
        "parts": parts,
        "place": lambda text, parent="item": _markup(csharp.place(text, INSIDE_BODY, parent)),
        "quoted": lambda text: Markup(quoteattr(_printable(text))),
        "store": lambda text, value: _markup(csharp.assignment(text, value, INSIDE_BODY, "item")),
        "token": lambda text: _markup(csharp.token(text, INSIDE_BODY)),
    }
    env.globals = env.globals | {"body": env.get_template("policy-body.xml.j2").module}
    return env


@cache
def _equivalent(policy: str) -> Template:
    return _environment().from_string(policy)


def _printable(text: str) -> str:
    """The text without the characters that XML cannot hold."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def _markup(code: str) -> Markup:
    """C# for a place where nothing has to be escaped: a CDATA section, or a text that ``quoted`` escapes later."""
    return Markup(_printable(code))


def _expression(text: str, message: str, path_parameters: bool = False) -> str:
    """The value as it is, or an ``@(...)`` where it has calls or API Management would read it as something else."""
    plain = text == text.strip() and not text.startswith("@") and "{{" not in text and "\n" not in text
    if plain and not csharp.has_calls(text):
        return text
    return f"@({csharp.string(text, replace(csharp.outside(message), path_parameters=path_parameters))})"


@pass_context
def _attribute(context: Context, text: str, path_parameters: bool = False) -> Markup:
    return Markup(quoteattr(_printable(_expression(text, context["message"], path_parameters))))


@pass_context
def _content(context: Context, text: str) -> Markup:
    value = _printable(_expression(text, context["message"]))
    return Markup(f"<![CDATA[{value}]]>" if value.startswith("@") and re.search("[<&]", value) else escape(value))


def _code(text: str, body: str = "body", path_parameters: bool = False) -> Markup:
    return _markup(csharp.string(text, Surroundings(body, path_parameters=path_parameters)))
