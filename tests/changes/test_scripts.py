"""Mutations of what custom code says, which packages do not have: described schemas, C#, recipes and scripts."""

from __future__ import annotations

from functools import cache
from random import Random

import pytest
from msgspec.structs import replace
from tests.changes.packages import ROOT

from connectorsmith.changes.compare import changes
from connectorsmith.changes.fact import Fact
from connectorsmith.model import Connector, Operation, Schema
from connectorsmith.model.script import SCRIPT, Recipe, SchemaById, Snippet
from connectorsmith.workspace.open import load

seeded = pytest.mark.parametrize("seed", range(3))


@cache
def oneflow() -> Connector:
    return load("oneflow", ROOT)


def with_script(connector: Connector, operation: Operation, script: tuple[Recipe, ...]) -> Connector:
    """The connector with another script of one operation."""
    changed = replace(operation, script=script)
    item = (connector.paths or {})[operation.path]
    operations = {key: changed if one is operation else one for key, one in item.operations.items()}
    paths = {**(connector.paths or {}), operation.path: replace(item, operations=operations)}
    return replace(connector, paths=paths)


def describing(connector: Connector) -> tuple[Operation, SchemaById]:
    """The operation that answers with schemas."""
    found = ((one, recipe) for one in connector.scripted for recipe in one.script or ())
    return next((one, recipe) for one, recipe in found if isinstance(recipe, SchemaById))


def found(new: Connector) -> dict[str, Fact]:
    return {one.kind: one for one in changes(oneflow(), new)}


@seeded
def test_a_field_of_a_definition_that_is_described_at_run_time(seed):
    """It is reported at the operations whose inputs it belongs to."""
    random = Random(seed)
    definitions = dict(oneflow().definitions or {})
    operation, recipe = describing(oneflow())
    name = str(random.choice([*recipe.schemas.values()]).definition)
    fields = dict(definitions[name].properties or {})
    gone = random.choice([*fields])
    del fields[gone]
    definitions[name] = replace(definitions[name], properties=fields)
    facts = found(replace(oneflow(), definitions=definitions))
    assert facts.keys() == {"field-removed"}
    places = facts["field-removed"].reached
    assert {one.described_by for one in places} == {operation.id}
    assert not any(one.seen for one in places)
    assert facts["field-removed"].direction == "input"


@seeded
def test_a_schema_that_is_no_longer_answered_with(seed):
    operation, recipe = describing(oneflow())
    gone = Random(seed).choice([*recipe.schemas])
    left = {name: one for name, one in recipe.schemas.items() if name != gone}
    facts = found(with_script(oneflow(), operation, (replace(recipe, schemas=left),)))
    assert facts.keys() == {"described-schema-removed"}
    assert facts["described-schema-removed"].difference.name == gone


def test_a_schema_for_a_further_value():
    operation, recipe = describing(oneflow())
    more = {**recipe.schemas, "Other": Schema(type="object")}
    facts = found(with_script(oneflow(), operation, (replace(recipe, schemas=more),)))
    assert facts.keys() == {"described-schema-added"}


def test_another_way_to_choose_the_schema():
    operation, recipe = describing(oneflow())
    facts = found(with_script(oneflow(), operation, (replace(recipe, by="@headers('kind')"),)))
    assert facts.keys() == {"script-changed"}


@pytest.mark.parametrize("ends", [b"\r\n", b"\n\n"])
def test_line_ends_of_a_snippet_have_no_meaning(ends):
    name = next(name for name in oneflow().assets if name.endswith(".cs"))
    text = oneflow().assets[name].replace(b"\n", b"\r\n") if ends == b"\r\n" else oneflow().assets[name] + b"\n"
    assert found(replace(oneflow(), assets={**oneflow().assets, name: text})) == {}


@seeded
def test_the_code_of_a_snippet(seed):
    """It is reported at each operation that runs the file."""
    snippets = [one for operation in oneflow().scripted for one in operation.script or () if isinstance(one, Snippet)]
    name = Random(seed).choice(snippets).asset
    facts = found(replace(oneflow(), assets={**oneflow().assets, name: oneflow().assets[name] + b"// more"}))
    runs = [
        one.id for one in oneflow().scripted if any(getattr(part, "asset", "") == name for part in one.script or ())
    ]
    assert facts.keys() == {"snippet-changed"}
    assert [*facts["snippet-changed"].operations] == runs


def test_the_script_of_a_package_that_the_spec_does_not_make():
    own = replace(oneflow(), paths={
        path: replace(item, operations={key: replace(one, script=None) for key, one in item.operations.items()})
        for path, item in (oneflow().paths or {}).items()
    }, assets={**oneflow().assets, SCRIPT: b"public class Script : ScriptBase { }"})  # fmt: skip
    assert "script-body-changed" in found(own)
