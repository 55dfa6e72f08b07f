"""A rule that does not run on a connector, since nothing that it needs is written there, would find nothing in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from connectorsmith.lint.selection import all_rules
from connectorsmith.lint.targets import lint_targets
from connectorsmith.model import (
    ABSENT,
    Connector,
    Info,
    Operation,
    Parameter,
    PathItem,
    Policy,
    Properties,
    Response,
    Schema,
)
from connectorsmith.rules import advice, required
from connectorsmith.rules.contents import contents
from connectorsmith.rules.needs import needs, rules_for, runs
from connectorsmith.workspace.open import measured, open_target

ROOT = Path(__file__).parents[3]
CORPUS = ROOT.parent / "shared" / "corpus"


def missed(path: Path) -> tuple[int, list[str]]:
    """How many connectors are below a path, and what rules find there that do not run."""
    found = []
    targets = lint_targets((str(path),), None)
    for target in targets:
        opened = open_target(target)
        connector = measured(opened).connector or opened.sound
        if connector is not None:
            ran = {rule.id for rule in rules_for(connector, required, advice)}
            left = (rule for rule in all_rules() if rule.id not in ran)
            found += [f"{target.name}: {rule.id}" for rule in left if any(True for _ in rule.check(connector))]
    return len(targets), found


def test_each_need_is_of_a_rule():
    assert needs().keys() - {rule.id for rule in all_rules()} == set()
    assert all(needs().values())


@pytest.mark.parametrize("folder", ["specs", "connectors"])
def test_rules_that_do_not_run_find_nothing_in_our_connectors(folder):
    count, found = missed(ROOT / folder)
    assert count == 2
    assert found == []


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS.is_dir(), reason="../shared/corpus is not here")
def test_rules_that_do_not_run_find_nothing_in_published_connectors():
    count, found = missed(CORPUS)
    assert count > 100
    assert found == []


def test_a_small_connector_runs_few_rules():
    ran = {rule.id for rule in rules_for(Connector("shop"), required, advice)}
    assert {"info-incomplete", "host-missing"} <= ran
    assert ran.isdisjoint({"policy-without-title", "script-returns-null", "mcp-protocol-unknown", "enum-empty"})
    assert len(ran) < len(all_rules()) / 2


def test_contents_are_what_is_written():
    schema = Schema(type="string", default=None, extra={"maxLength": 5})
    operation = Operation(
        "get",
        "/a",
        parameters=(Parameter(name="a", location="query", value=schema),),
        responses={"200": Response(schema=Schema(enum=()))},
        extra={"x-ms-pageable": {}},
    )
    connector = Connector(
        "shop", paths={"/a": PathItem({"get": operation})}, properties=Properties(policies=()), assets={"icon.png": b""}
    )
    found = contents(connector)
    assert {"in: query", "default", "maxLength", "enum", "x-ms-pageable", "policies", "icon.png", "type"} <= found
    assert found.isdisjoint({"in: body", "own_script", "limits", "format", "trigger", "ref", "host"})


def test_contents_have_the_values_of_schemas_and_the_templates_of_policies():
    schema = Schema(type="array", items=Schema(type="string", format="binary"))
    policies = (Policy("SetHeader", parameters={"name": "a"}),)
    found = contents(Connector("shop", definitions={"A": schema}, properties=Properties(policies=policies)))
    assert {"type: array", "type: string", "format: binary", "template: setheader"} <= found
    assert "type: file" not in found


def test_contents_have_what_is_in_paths_and_the_values_of_operations():
    hidden = Parameter(name="a", location="query", visibility="internal", value=Schema(type="string"))
    operation = Operation("get", "/a/*", schemes=("http",), responses={"default": Response()})
    found = contents(Connector("shop", paths={"/a/*": PathItem({"get": operation}, parameters=(hidden,))}))
    assert {"path with *", "path with parameters", "response: default", "scheme: http", "visibility: internal"} <= found
    assert found.isdisjoint({"path with ?", "response: 200", "scheme: wss"})


def test_a_rule_about_hidden_values_runs_where_the_word_is_written_in_capitals():
    """The model has no place for such a word and keeps the key."""
    hidden = Schema(type="string", extra={"x-ms-visibility": "Internal"})
    parameter = Parameter(name="a", location="query", required=True, value=hidden)
    operation = Operation("get", "/a", parameters=(parameter,), responses={"200": Response()})
    assert runs("hidden-value-without-default", Connector("shop", paths={"/a": PathItem({"get": operation})}))


@pytest.mark.parametrize("rule", ["body-property-without-description", "body-property-without-summary"])
def test_a_rule_about_bodies_runs_where_the_place_of_a_body_is_unknown(rule):
    body = Parameter(name="body", location=None, schema=Schema(type="object", properties={"a": Schema(type="string")}))
    operation = Operation("post", "/a", parameters=(body,), responses={"200": Response()})
    assert runs(rule, Connector("shop", paths={"/a": PathItem({"post": operation})}))


def test_contents_have_what_some_part_lacks_or_leaves_empty():
    named = Operation("get", "/a", id="GetA", summary="Get A", responses={"200": Response(description="A")})
    empty = Operation("put", "/a", id="PutA", summary="", responses={})
    paths = {"/a": PathItem({"get": named, "put": empty})}
    found = contents(Connector("shop", info=Info(title="Shop"), host="a.example", paths=paths))
    lacking = {word for word in found if " without " in word}
    assert {"operation without summary", "operation without responses", "info without version"} <= lacking
    assert lacking.isdisjoint({"operation without id", "connector without host", "info without title"})
    assert not any(word.startswith(("parameter without", "response without")) for word in lacking)


def test_a_default_that_is_not_written_is_not_among_the_contents():
    schema = Schema(type="string")
    assert schema.default is ABSENT
    assert "default" not in contents(Connector("shop", definitions={"A": schema}))
