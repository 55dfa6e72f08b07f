"""The page of the policy templates: what each takes, and what it does to a message, by running it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.pages.markdown import block, code, page, prose, table
from tests.unit.runtime.effect_case import messages
from tests.yaml_files import yaml_value

from connectorsmith.language.policy_templates import PolicyTemplate, TemplateParameter, catalogue
from connectorsmith.runtime.message import Message, Request
from connectorsmith.source.yaml.write import write_yaml

TITLE = "# Policy templates"
OPENING = (
    "The policy templates that a spec may use under `policies`, and limits under `throttling`. "
    "`connectorsmith policies ID` prints what each of them takes. "
    "The messages are those before and after the example, from the engine of the [gateway](../gateway.md). "
    "A workspace may have templates of its own, in its folder `policies`."
)
SAMPLES = yaml_value(Path(__file__).with_name("policy-samples.yaml"))


def templates() -> dict[str, PolicyTemplate]:
    """The templates that come with connectorsmith, by id."""
    return {**catalogue().templates, **catalogue().limits}


def text() -> str:
    """The whole page."""
    return page(TITLE, OPENING, *(part for one in templates().values() for part in _template(one)))


def _template(template: PolicyTemplate) -> Iterator[str]:
    yield f"## {template.id}"
    yield f"{prose(template.title)} ({template.status}). {prose(template.description)}"
    sections = " or ".join(map(code, template.sections.allowed))
    needed = "required" if template.sections.required else "may be left out"
    usual = f", default {code(template.sections.default)}" if template.sections.default else ""
    yield f"`section`: {sections} ({needed}{usual})" if sections else "It takes no `section`."
    yield table(
        ("parameter", "type", "meaning"),
        [(code(one.name), ", ".join(_limits(one)), prose(one.description)) for one in template.parameters.values()],
    )
    is_limit = "template" not in template.example
    yield block(write_yaml({"throttling" if is_limit else "policies": [dict(template.example)]}), "yaml")
    yield from _sample(sample(template))
    yield f"Source: <{template.source}>" if template.source.startswith("https://") else f"Source: {template.source}"


def _limits(parameter: TemplateParameter) -> Iterator[str]:
    yield parameter.type
    yield "required" if parameter.required else "optional"
    if parameter.allowed:
        yield f"one of {', '.join(map(code, parameter.allowed))}"
    bounds = (("at least", parameter.minimum), ("at most", parameter.maximum), ("default", parameter.default))
    yield from (f"{word} {code(str(value))}" for word, value in bounds if value is not None)


def sample(template: PolicyTemplate) -> dict[str, Any]:
    """The case that the example of a template is run in."""
    example = dict(template.example)
    used = {"policies": [example]} if "template" in example else {"policies": [], "limits": [example]}
    return {**used, **SAMPLES[template.id]}


def _sample(case: dict[str, Any]) -> Iterator[str]:
    if "connection" in case:
        given = ", ".join(f"{code(name)} is {code(value)}" for name, value in case["connection"].items())
        yield f"In the connection, {given}."
    before, after = messages(case)
    yield from _compared("request", before[0], after[0])
    yield from _compared("answer", before[1], after[1])
    yield prose(case["means"])


def _compared(what: str, old: Message | None, new: Message | None) -> Iterator[str]:
    if old is not None:
        stays = {None: ", which is not sent", old: ", which stays as it is"}.get(new, "")
        yield f"The {what}{stays}:"
        yield block(_written(old))
    if new is not None and new != old:
        yield f"The {what} afterwards:" if old is not None else f"The {what}:"
        yield block(_written(new))


def _written(message: Message) -> str:
    first = f"{message.method} {message.url}" if isinstance(message, Request) else f"HTTP {message.status}"
    headers = [f"{name}: {value}" for name, value in message.headers]
    return "\n".join([first, *headers, *(["", _body(message.body.decode())] if message.body else [])])


def _body(text: str) -> str:
    """JSON with indentation where it is long, anything else as it is."""
    try:
        value = json.loads(text)
    except ValueError:
        return text
    short = json.dumps(value, ensure_ascii=False)
    return short if len(short) < 80 else json.dumps(value, ensure_ascii=False, indent=2)
