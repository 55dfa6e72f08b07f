"""Jinja2 as every emitter uses it: strict, unescaped, templates from the package."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from connectorsmith import xml_literal
from connectorsmith.diagnostics.json_text import json_text
from connectorsmith.emitters.csharp import indented, literal, remark

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def environment(kind: type[Environment] | None = None) -> Environment:
    """The one Jinja2 environment of a kind; a template that names something unknown fails."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # takes long to import, and lint fills no template

    from connectorsmith.emitters.compiled_templates import CompiledTemplates

    kind = kind or Environment
    env = kind(
        loader=PackageLoader("connectorsmith.emitters", "templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
        bytecode_cache=CompiledTemplates(kind.__name__.strip("_")),
    )
    env.filters["json"] = json.dumps
    env.filters["literal"] = literal
    env.filters["remark"] = remark
    env.filters["indent"] = _indented
    env.filters["xml_content"] = xml_literal.content
    env.filters["xml_attribute"] = xml_literal.attribute
    return env


def _indented(code: str, width: int = 4) -> str:
    """Jinja2's own filter ends lines at characters that end none in C# or XML, and would tear texts apart."""
    from markupsafe import Markup

    made = indented(code, " " * width)
    return Markup(made) if isinstance(code, Markup) else made


def render(template: str, **values: Any) -> str:
    """Fill one of the package's templates."""
    return environment().get_template(template).render(**values)


def canonical_json(text: str) -> str:
    """Read JSON text and write it as every generated file has it: indent 2, ASCII, LF, final newline."""
    return json_text(json.loads(text)) + "\n"
