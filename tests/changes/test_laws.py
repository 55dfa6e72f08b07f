"""Laws of changes, on the packages of this repository and on made ones, changed at random.

What a mutation does is known, and what two packages mean is computed apart from our code, see ``meaning``.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.changes.meaning import meaning
from tests.changes.mutate_whole import change_anything
from tests.changes.mutation import Done
from tests.changes.mutations import MUTATIONS
from tests.changes.packages import ROOT, Package, own
from tests.changes.small_package import SMALL
from tests.strategies import imported, packages

from connectorsmith.changes.change import Change
from connectorsmith.changes.compare import changes
from connectorsmith.changes.describe import message
from connectorsmith.changes.fact import Difference, Fact, Reach
from connectorsmith.changes.judge import judge
from connectorsmith.changes.verdicts import Level, kinds
from connectorsmith.model import Connector
from connectorsmith.workspace.layout import Workspace
from connectorsmith.workspace.open import load, open_target
from connectorsmith.workspace.targets import Target

seeds = st.integers(0, 2**32)
names = st.integers(0, 2)


@cache
def bases() -> tuple[Package, ...]:
    return (SMALL, *own())


@cache
def connector_of(number: int) -> Connector:
    return bases()[number].connector()


@cache
def meaning_of(number: int) -> object:
    return meaning(bases()[number])


def mutated(package: Package, random: Random) -> tuple[Package, Done]:
    """A copy that differs by one mutation."""
    while True:
        copy = package.copy()
        done = random.choice(MUTATIONS)(copy, random)
        if done is not None:
            return copy, done


def test_equal_connectors_have_no_changes():
    for package in bases():
        assert changes(package.connector(), package.copy().connector()) == ()


@pytest.mark.parametrize("name", Workspace(ROOT).names())
def test_a_spec_and_its_package_have_no_changes(name):
    spec = load(name, ROOT)
    package = open_target(Target(name, ROOT / "connectors" / name)).connector
    assert changes(spec, package) == changes(package, spec) == ()


def test_a_list_of_types_is_compared_as_a_type():
    """Specs cannot hold it, and packages may."""
    found = [changed for kind in ("integer", "number") for changed in changes(_listing("string"), _listing(kind))]
    assert [fact.kind for fact in found] == ["type-changed", "type-changed"]
    assert changes(_listing("string"), _listing("string")) == ()


def _listing(kind: str) -> Connector:
    """A package whose only parameter may be null as well."""
    parameters = [{"name": "id", "in": "query", "type": [kind, "null"]}]
    listed = {"operationId": "List", "parameters": parameters, "responses": {"200": {"description": "Done."}}}
    return imported(({"swagger": "2.0", "paths": {"/": {"get": listed}}}, None))


@given(packages)
def test_made_connectors_have_no_changes(package):
    """Also of what no one should publish."""
    assert changes(imported(package), imported(json.loads(json.dumps(package)))) == ()


@given(packages, packages)
def test_any_two_packages_can_be_compared(one, other):
    old, new = imported(one), imported(other)
    forth, back = changes(old, new), changes(new, old)
    assert Counter(kinds()[fact.kind].mirror for fact in forth) == Counter(fact.kind for fact in back)
    assert all(message(one) for one in judge(old, new))


@given(names, seeds)
def test_a_mutation_is_reported(number, seed):
    base = bases()[number]
    changed, done = mutated(base, Random(seed))
    facts = changes(connector_of(number), changed.connector())
    assert meets(facts, done) or meaning_of(number) == meaning(changed)


def meets(facts: tuple[Fact, ...], done: Done) -> bool:
    return any(
        fact.kind in done.kinds and (done.operation is None or done.operation in fact.operations) for fact in facts
    )


@given(names, seeds)
def test_there_are_changes_exactly_where_the_meaning_differs(number, seed):
    changed = bases()[number].copy()
    change_anything(changed, Random(seed))
    facts = changes(connector_of(number), changed.connector())
    assert (facts == ()) == (meaning_of(number) == meaning(changed)), changed.note


@given(names, seeds)
def test_the_other_way_round_everything_is_mirrored(number, seed):
    changed, _ = mutated(mutated(bases()[number], Random(seed))[0], Random(seed + 1))
    old, new = connector_of(number), changed.connector()
    forth, back = changes(old, new), changes(new, old)
    assert Counter(kinds()[fact.kind].mirror for fact in forth) == Counter(fact.kind for fact in back)


@given(names, seeds)
def test_a_breaking_change_of_two_steps_breaks_in_one_of_them(number, seed):
    """As the same kind, or one that adds up to it, at the same place, at one above it or at one below."""
    first, second, third = steps(number, seed)
    found = [judge(first, second), judge(second, third)]
    ids = [{one.old: one.new for one in renamed(step)} for step in found]
    single = breaking(found[0], ids[1]) + breaking(found[1], {})
    both = breaking(judge(first, third), {})
    assert [one for one in both if not any(comes_from(one, other) for other in single)] == []


@given(names, seeds)
def test_compatible_changes_stay_compatible_together(number, seed):
    first, second, third = steps(number, seed)
    apart = [*levels(first, second), *levels(second, third)]
    if max(apart, default=Level.COSMETIC) <= Level.COMPATIBLE:
        assert max(levels(first, third), default=Level.COSMETIC) <= Level.COMPATIBLE


def steps(number: int, seed: int) -> tuple[Connector, Connector, Connector]:
    second, _ = mutated(bases()[number], Random(seed))
    third, _ = mutated(second, Random(seed + 1))
    return connector_of(number), second.connector(), third.connector()


def levels(old: Connector, new: Connector) -> list[Level]:
    """The level of each change; that the version stayed is not a change of its own."""
    return [one.level for one in judge(old, new) if one.fact.kind != "version-unchanged"]


ADD_UP = {
    "operation-renamed": frozenset({"operation-removed"}),
    "operation-removed": frozenset({"operation-renamed"}),
    "field-added": frozenset({"field-required"}),
    "parameter-added": frozenset({"parameter-required"}),
    "choice-removed": frozenset({"choices-limited"}),
    "location-changed": frozenset({"parameter-removed"}),
    "shown-response-changed": frozenset({"response-removed"}),
}
"""What breaks if two steps are taken at once, and what breaks then in one of the steps."""


def renamed(found: list[Change]) -> list[Difference]:
    return [one.fact.difference for one in found if one.fact.kind == "operation-renamed"]


def breaking(found: list[Change], ids: dict[str, str]) -> list[tuple[str, str]]:
    """The kinds that break with each place, in which operations have the ids of a later version."""
    return [
        (one.fact.kind, path)
        for one in found
        if one.level is Level.BREAKING
        for path in ([later(reach, ids) for reach in one.fact.reached] or [one.fact.place])
    ]


def later(reach: Reach, ids: dict[str, str]) -> str:
    return f"operation/{ids.get(reach.operation, reach.operation)}" + reach.path.removeprefix(
        f"operation/{reach.operation}"
    )


def comes_from(one: tuple[str, str], other: tuple[str, str]) -> bool:
    (kind, path), (before, place) = one, other
    near = f"{path}/".startswith(f"{place}/") or f"{place}/".startswith(f"{path}/")
    return near and (kind == before or before in ADD_UP.get(kind, ()))


def test_beyond_the_most_pairs_the_comparison_says_so(monkeypatch):
    monkeypatch.setattr("connectorsmith.changes.schema_pairs.MOST_PAIRS", 1)
    found, _ = judge(SMALL.connector(), SMALL.copy().connector())  # the other says that the version stayed
    assert (found.fact.kind, found.level) == ("compared-in-part", Level.WARNING)
    assert message(found) == "only 1 pairs of objects were compared"


def chain(depth: int, last: str) -> Package:
    """Definitions that each refer to the next one twice, so that the last one is reached on many ways."""
    package = SMALL.copy()
    definitions = package.definition["definitions"]
    for level in range(depth):
        inner = {"$ref": f"#/definitions/D{level + 1}"}
        definitions[f"D{level}"] = {"type": "object", "properties": {"a": inner, "b": inner}}
    definitions[f"D{depth}"] = {"type": last}
    response = package.definition["paths"]["/orders/{id}"]["get"]["responses"]["200"]
    response["schema"] = {"$ref": "#/definitions/D0"}
    return package


def test_references_inside_references_end():
    facts = changes(chain(200, "string").connector(), chain(200, "integer").connector())
    assert {fact.kind for fact in facts} == {"type-changed"}
    assert 1 <= sum(len(fact.reached) for fact in facts) <= 1000


def variants() -> dict[str, Package]:
    """The small package written in other ways that mean the same."""
    found = {name: SMALL.copy() for name in ("renamed", "inlined", "ordered", "unused", "defaults written", "sign-in")}
    renamed = json.loads(
        json.dumps(SMALL.definition).replace('/Order"', '/Purchase"').replace('"Order": {', '"Purchase": {')
    )
    found["renamed"].definition = renamed
    inlined = found["inlined"].definition
    item = inlined["paths"]["/orders/{id}"]
    item["get"]["parameters"] = [inlined["parameters"]["id"]]
    item["put"]["parameters"] = [inlined["parameters"]["id"], *item["put"]["parameters"]]
    item["put"]["responses"]["404"] = inlined["responses"]["Fault"]
    order = inlined["definitions"]["Order"]
    order["properties"] = {**inlined["definitions"]["Named"]["properties"], **order["properties"]}
    order["type"] = "object"
    del order["allOf"], item["parameters"]
    found["ordered"].definition = dict(reversed(SMALL.definition.items()))
    found["unused"].definition["definitions"]["Unused"] = {"type": "string"}
    found["defaults written"].definition["paths"]["/hooks"]["post"] |= {"deprecated": False, "x-ms-visibility": "none"}
    found["defaults written"].definition |= {
        "host": "API.example.com",
        "schemes": ["https"],
        "consumes": ["Application/JSON; charset=UTF-8"],
        "produces": ["application/json;charset=utf-8"],
    }
    hook = found["defaults written"].definition["paths"]["/hooks"]["post"]["responses"]["201"]
    hook["headers"] = {name.lower(): one for name, one in hook["headers"].items()}
    signed = found["sign-in"].definition
    signed["securityDefinitions"] = {"apiKey": signed["securityDefinitions"]["key"]}
    signed["security"] = [{"apiKey": []}]
    return found


@pytest.mark.parametrize("name", variants())
def test_what_means_the_same_has_no_changes(name):
    other = variants()[name]
    assert other.definition != SMALL.definition or name == "ordered"
    assert changes(SMALL.connector(), other.connector()) == ()
    assert changes(other.connector(), SMALL.connector()) == ()
