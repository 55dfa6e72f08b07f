"""Jinja2 for policy documents: the shared environment, with XML escaped by itself and filters that write C#."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

from jinja2 import Environment, Template, TemplateError, pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup
from msgspec.structs import replace

from connectorsmith import xml_literal
from connectorsmith.emitters import policy_expressions
from connectorsmith.emitters.policy_expressions import INSIDE_BODY, Surroundings
from connectorsmith.emitters.templating import environment
from connectorsmith.language.policy_expression import policy_parts
from connectorsmith.language.policy_templates import PolicyTemplate, parameter_values

RENDERING_FAULTS: Final = (TemplateError, TypeError, ValueError, AttributeError, LookupError, ArithmeticError)
"""Exceptions of texts that cannot be rendered."""


def render_page(**values: Any) -> str:
    """A whole policy document, with blocks that are XML already."""
    values["sections"] = {name: [Markup(block) for block in blocks] for name, blocks in values["sections"].items()}
    return _environment().get_template("policy.xml.j2").render(**values)


def render_equivalent(policy: str, **values: Any) -> str:
    """The text of a template's equivalent with an instance's values; ``message`` says whose body ``@body()`` is."""
    return _equivalent(policy).render(**values).strip()


def equivalent_fault(template: PolicyTemplate) -> str | None:
    """Why a template's equivalent cannot be made of the template's example; ``None`` if it can."""
    if template.apim.policy is None:
        return None
    values = parameter_values(template, template.example)
    try:
        render_equivalent(template.apim.policy, message="Request", templates=set(), **values)
    except RENDERING_FAULTS as fault:
        return " ".join(str(fault).split()) or type(fault).__name__
    return None


def comment(text: str) -> str:
    """An XML comment that holds a text."""
    return f"<!-- {_remark(text)} -->"


def _remark(text: str) -> str:
    """A text inside a comment; API Management looks for named values in comments too, so ``{{`` is drawn apart."""
    return re.sub(r"\{(?=\{)", "{ ", xml_literal.comment(text))


class _Confined(SandboxedEnvironment):
    """An environment for texts of others: they cannot reach Python, nor make the rendering long or large."""

    intercepted_binops = frozenset({"*", "**"})

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        raise SecurityError(f"the operator {operator} is not allowed")


@cache
def _environment() -> Environment:
    env = environment(_Confined).overlay(autoescape=True, finalize=_finished)
    env.filters = env.filters | {
        "attribute": _attribute,
        "code": _code,
        "comment": _remark,
        "content": _content,
        "literal": lambda text: Markup(policy_expressions.literal(text)),
        "parts": policy_parts,
        "place": lambda text, parent="item": Markup(policy_expressions.place(text, INSIDE_BODY, parent)),
        "quoted": lambda text: Markup(xml_literal.attribute(text)),
        "store": lambda text, value: Markup(policy_expressions.assignment(text, value, INSIDE_BODY, "item")),
        "token": lambda text: Markup(policy_expressions.token(text, INSIDE_BODY)),
    }
    env.globals = {"body": env.get_template("policy-body.xml.j2").module}
    return env


@cache
def _equivalent(policy: str) -> Template:
    return _environment().from_string(policy)


def _finished(value: Any) -> Any:
    """The output of a template expression without a filter: a text is escaped for any place."""
    is_plain = isinstance(value, str) and not isinstance(value, Markup)
    return Markup(xml_literal.anywhere(value)) if is_plain else value


def _expression(text: str, message: str, path_parameters: bool = False) -> str:
    """The value as it is, or an ``@(...)`` where it has calls or API Management would read it as something else.

    Characters that cannot be seen are written as C# escapes, which can name even those that XML cannot hold.
    """
    plain = text == text.strip() and not text.startswith("@") and "{{" not in text and text.isprintable()
    if plain and not policy_expressions.has_calls(text):
        return text
    around = replace(policy_expressions.outside(message), path_parameters=path_parameters)
    return f"@({policy_expressions.string(text, around)})"


@pass_context
def _attribute(context: Context, text: str, path_parameters: bool = False) -> Markup:
    return Markup(xml_literal.attribute(_expression(text, context["message"], path_parameters)))


@pass_context
def _content(context: Context, text: str) -> Markup:
    value = _expression(text, context["message"])
    in_section = value.startswith("@") and re.search("[<&]", value)
    return Markup(f"<![CDATA[{value}]]>" if in_section else xml_literal.content(value))


def _code(text: str, body: str = "body", path_parameters: bool = False) -> Markup:
    return Markup(policy_expressions.string(text, Surroundings(body, path_parameters=path_parameters)))
