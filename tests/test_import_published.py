"""The published Oneflow and WorkPoint, imported, beside our own specs: every fact that differs differs on purpose.

Texts are not compared: ours are all new. ``tests/cases/published/<id>.yaml`` lists the differences by their reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from pathlib import Path

import pytest
from tests.yaml_files import yaml_value

from connectorsmith import load
from connectorsmith.model import Connector, Schema
from connectorsmith.workspace.import_package import read_package
from connectorsmith.workspace.packages import find_package

ROOT = Path(__file__).parents[1]
PUBLISHED = ROOT.parent / "shared" / "corpus" / "certified-connectors"
CASES = Path(__file__).parent / "cases" / "published"

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not PUBLISHED.is_dir(), reason="../shared/corpus is not here"),
]


@pytest.mark.parametrize(("name", "folder"), [("oneflow", "Oneflow"), ("workpoint", "WorkPoint")])
def test_differences_are_those_that_are_meant(name: str, folder: str) -> None:
    published = read_package(find_package(PUBLISHED / folder)).connector
    assert published is not None
    found = sorted(differing_places(published, load(name, ROOT)))
    reasons = yaml_value(CASES / f"{name}.yaml")
    listed = sorted(line for lines in reasons.values() for line in lines)
    print("\n".join(found))
    assert found == listed


def differing_places(old: Connector, new: Connector) -> Iterator[str]:
    common = (old.definitions or {}).keys() & (new.definitions or {}).keys()
    before, after = dict(facts(old, common)), dict(facts(new, common))
    for fact in before.keys() - after.keys():
        yield f"- {fact}: {before[fact]}"
    for fact in after.keys() - before.keys():
        yield f"+ {fact}: {after[fact]}"
    for fact in before.keys() & after.keys():
        if before[fact] != after[fact]:
            yield f"~ {fact}: {before[fact]} -> {after[fact]}"


def facts(connector: Connector, common: Set[str]) -> Iterator[tuple[str, str]]:
    """What a flow or the platform depends on, as names and values; references are followed, texts left out.

    What several operations answer through one definition that both connectors have is named by that definition.
    """
    for operation in connector.operations:
        call = f"{operation.method} {operation.path}"
        yield operation.id or "", f"{call} {operation.visibility == 'internal'} {operation.trigger}"
        for parameter in operation.parameters or ():
            place = f"{operation.id} {parameter.location} {parameter.name}"
            shown = f"{kind(connector.resolve(parameter.content))} {hidden(parameter.visibility)}"
            yield place, f"{'required ' if parameter.required else ''}{shown}"
            if parameter.schema is not None:
                yield from leaves(place, parameter.schema, connector, ())
        for code, response in (operation.responses or {}).items():
            if code.startswith("2") and response.schema is not None:
                place = f"{operation.id} {code}"
                yield place, kind(connector.resolve(response.schema))
                if response.schema.definition in common:
                    place = str(response.schema.definition)
                yield from leaves(place, response.schema, connector, ())
    yield from connection_facts(connector)


def connection_facts(connector: Connector) -> Iterator[tuple[str, str]]:
    properties = connector.properties
    assert properties is not None
    for name, parameter in (properties.connection_parameters or {}).items():
        yield f"connection {name}", f"{parameter.type} {parameter.extra.get('defaultValue')}"
    for policy in properties.policies or ():
        parameters = sorted((policy.parameters or {}).items())
        yield f"policy {policy.template} {policy.section} {policy.operations}", str(parameters)


def leaves(place: str, schema: Schema, connector: Connector, above: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    names = (*above, schema.definition) if schema.definition else above
    if len(set(names)) < len(names):
        return
    schema = connector.resolve(schema)
    if schema.items is not None:
        yield from leaves(f"{place}[]", schema.items, connector, names)
    for name, item in (schema.properties or {}).items():
        required = "required " if name in (schema.required or ()) else ""
        yield f"{place}.{name}", f"{required}{kind(connector.resolve(item))} {hidden(item.visibility)}"
        yield from leaves(f"{place}.{name}", item, connector, names)


def kind(schema: Schema) -> str:
    """The type in a few words, with its format and its dynamic extensions."""
    calls = [key for key in ("dynamic_values", "dynamic_list", "dynamic_schema") if getattr(schema, key)]
    return " ".join(part for part in (schema.type, schema.format, "+".join(calls)) if part) or "any"


def hidden(visibility: str | None) -> str:
    return "hidden" if visibility == "internal" else "shown"
