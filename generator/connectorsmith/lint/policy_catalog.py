"""All policy templates, those of a workspace among them: what ``policies`` and ``explain`` print of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from textwrap import fill
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import asdict

from connectorsmith.diagnostics import Diagnostic
from connectorsmith.language.policy_templates import PolicyTemplate, TemplateParameter, catalogue, read_template
from connectorsmith.model import Json
from connectorsmith.source.yaml.write import write_yaml
from connectorsmith.workspace.own_templates import own_templates

_INDENT: Final = "  "
_WIDTH: Final = 100
"""The width of a description on the terminal, in characters."""


class PolicyCatalog(Struct, frozen=True):
    """The templates by id: those that come with the package, then those of a workspace, whose ids are in ``own``.

    ``faults`` are those of the workspace's files; a file with an error gives no template.
    """

    templates: Mapping[str, PolicyTemplate]
    own: frozenset[str] = frozenset()
    faults: tuple[Diagnostic, ...] = ()

    def get(self, name: str) -> PolicyTemplate | None:
        """The template with this id, in any spelling of upper and lower case."""
        return self.templates.get(name.lower())

    def faults_of(self, name: str) -> list[Diagnostic]:
        """The faults of the file of this name in the workspace, in any case."""
        return [one for one in self.faults if one.span is not None and one.span.file.stem == name.lower()]


def policy_catalog(folder: Path) -> PolicyCatalog:
    """The templates that the connectors of a folder's workspace may use. Raises FileError."""
    own, faults = own_templates(folder)
    read = {name: read_template(data) for name, data in own.items()}
    shipped = catalogue()
    return PolicyCatalog({**shipped.templates, **shipped.limits, **read}, frozenset(read), tuple(faults))


def policy_entries(catalog: PolicyCatalog) -> list[dict[str, Any]]:
    """Each template with all that is known about it, in the words of its file."""
    return [policy_entry(template, catalog) for template in catalog.templates.values()]


def policy_entry(template: PolicyTemplate, catalog: PolicyCatalog) -> dict[str, Any]:
    """One template in the words of its file, and whether the workspace or the package has it."""
    return {
        **asdict(template),
        "origin": "workspace" if template.id in catalog.own else "connectorsmith",
        "spellings": list(template.spellings),
        "sections": asdict(template.sections),
        "parameters": {name: _parameter(one) for name, one in template.parameters.items()},
        "effect": [{one.step: dict(one.arguments)} for one in template.effect],
        "apim": {key: value for key, value in asdict(template.apim).items() if value is not None},
    }


def _parameter(parameter: TemplateParameter) -> dict[str, Json]:
    """A parameter without its name and without what it does not limit."""
    return {key: value for key, value in asdict(parameter).items() if key != "name" and value not in (None, ())}


def policies_as_text(catalog: PolicyCatalog) -> str:
    """A line for each template, and how many there are."""
    wide = max(map(len, catalog.templates))
    lines = [f"{name:{wide}}  {_line(one, catalog)}" for name, one in catalog.templates.items()]
    own = f", {len(catalog.own)} of this workspace" if catalog.own else ""
    return "\n".join([*lines, f"{len(lines)} policy templates{own}"])


def _line(template: PolicyTemplate, catalog: PolicyCatalog) -> str:
    """The title of a template, how far it is released, and whether the workspace has it."""
    own = ", of this workspace" if template.id in catalog.own else ""
    return f"{template.title} ({template.status}{own})"


def policy_as_text(template: PolicyTemplate, catalog: PolicyCatalog) -> str:
    """A template's effect, when it runs, its parameters, and an example."""
    return "\n".join(_sections(template, catalog))


def _sections(template: PolicyTemplate, catalog: PolicyCatalog) -> Iterator[str]:
    yield f"{template.id}: {_line(template, catalog)}"
    yield fill(template.description, _WIDTH)
    yield ""
    yield f"Section: {_when(template)}"
    yield "Parameters:"
    for parameter in template.parameters.values():
        yield f"{_INDENT}{parameter.name} ({', '.join(_limits(parameter))}): {parameter.description}"
    yield "Effect in the local gateway:"
    for effect in template.effect:
        arguments = ", ".join(f"{name} from {value}" for name, value in effect.arguments.items())
        yield f"{_INDENT}{effect.step}: {arguments}"
    if not template.effect:
        yield f"{_INDENT}none, so that call, serve and test refuse a connector with this policy"
    equivalent = template.apim
    yield f"API Management: {equivalent.none or f'a policy in the section {equivalent.section}'}"
    yield "Example:"
    key = "policies" if template.example.get("template") else "throttling"
    yield from (f"{_INDENT}{line}" for line in write_yaml({key: [dict(template.example)]}).splitlines())
    yield f"Source: {template.source}"


def _when(template: PolicyTemplate) -> str:
    """The sections that an instance may name, and what counts if it names none."""
    sections = template.sections
    if not sections.allowed:
        return "left out"
    usual = f", most often {sections.default}" if sections.default and len(sections.allowed) > 1 else ""
    return f"{' or '.join(sections.allowed)}{usual}, {'required' if sections.required else 'may be left out'}"


def _limits(parameter: TemplateParameter) -> Iterator[str]:
    """The kind of a parameter and what bounds its value."""
    yield parameter.type
    yield "required" if parameter.required else "optional"
    if parameter.allowed:
        yield f"one of {', '.join(parameter.allowed)}"
    if parameter.minimum is not None:
        yield f"at least {parameter.minimum}"
    if parameter.maximum is not None:
        yield f"at most {parameter.maximum}"
    if parameter.default is not None:
        yield f"default {parameter.default}"
