"""Laws of the export: whatever a connector holds, the document is valid, and no key of the connector is lost."""

import json

from hypothesis import given, settings
from tests.strategies import packages
from tests.unit.exporters.openapi3.test_cases import ALL, MAKERS, checked

from connectorsmith.exporters.openapi3.document import export
from connectorsmith.importers.exported.document import restore
from connectorsmith.importers.exported.marks import ABSENT, MARK

TRANSLATED = {"swagger", "host", "basePath", "schemes", "in", "name", "type", "flow", "collectionFormat", "required",
              "$ref", "discriminator", "consumes", "produces"}  # fmt: skip
"""Keys whose values OpenAPI 3.0 writes in other words."""


@settings(max_examples=40, deadline=None)
@given(package=packages)
def test_any_connector_gives_a_valid_document_and_comes_back_the_same(package):
    """What comes back is compared key by key, so that each key is in the document, or in what it holds for import."""
    checked(*package)


@settings(max_examples=60, deadline=None)
@given(package=packages)
def test_every_key_is_in_the_document_or_in_the_report(package):
    """The counter: each text and number of the definition is counted again in the document for tools."""
    definition, properties = package
    made = export(definition, properties)
    assert lost(definition, made) == []


def test_a_key_that_nothing_knows_is_reported_wherever_it_is():
    """Each object of each case gets a key of its own: tools see it, or a loss names it."""
    missing = []
    for name, row, case in ALL:
        whole = MAKERS[name](case)
        for path in objects(whole):
            changed = json.loads(json.dumps(whole))
            inner = changed
            for key in path:
                inner = inner[key]
            inner["unheard"] = "of it"
            missing += [(name, row, place) for place in lost(changed, export(changed)) if "unheard" in place]
    assert missing == []


def test_names_of_absent_keys_may_be_of_any_type():
    document = {"openapi": "3.0.3", MARK: {}, "info": {"title": "Pets", "version": "1"}, "paths": {},
                ABSENT: [{"a": 1}, ["paths"], None, 5, "paths"]}  # fmt: skip
    assert restore({"": document}).definition == {"swagger": "2.0", "info": document["info"]}


def test_what_is_written_into_a_document_later_comes_back_or_is_reported():
    """Each object of each document gets a key of its own, other than in copies of what the definition has elsewhere."""
    missing = []
    for name, row, case in ALL:
        whole = json.loads(json.dumps(export(MAKERS[name](case)).document))
        for path in own_objects(whole):
            changed = json.loads(json.dumps(whole))
            inner = changed
            for key in path:
                inner = inner[key]
            inner["unheard"] = "of it"
            made = restore({"": changed})
            reported = any(
                loss.keys[: len(path)] == path or loss.keys == path[: len(loss.keys)] for loss in made.losses
            )
            if "of it" not in json.dumps(made.definition) and not reported:
                missing.append((name, row, path))
    assert missing == []


def own_objects(value, place=()):
    """The places of the objects of a document that become something of the definition."""
    if isinstance(value, dict):
        aside = value.get("x-swagger2")
        copied = {"x-swagger2-added", "x-swagger2-shared", "x-swagger2-value"} & value.keys()
        if copied or (isinstance(aside, dict) and "$ref" in aside) or place[-1:] == ("callbacks",):
            return
        yield place
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        if not str(key).startswith("x-"):
            yield from own_objects(one, (*place, key))


def lost(definition, made):
    """The places of values that neither the document nor the report has."""
    seen = set(map(repr, leaves(without_aside(made.document)).values()))
    named = [loss.keys for loss in made.losses if not loss.file]
    return [
        place
        for place, value in leaves(definition).items()
        if repr(value) not in seen
        and not any(place[: len(keys)] == keys for keys in named)
        and not TRANSLATED & set(place[-2:])
    ]


def leaves(value, place=()):
    """The texts, numbers and flags of a value by place."""
    if isinstance(value, dict | list):
        inner = value.items() if isinstance(value, dict) else enumerate(value)
        return {found: leaf for key, one in inner for found, leaf in leaves(one, (*place, key)).items()}
    return {place: value}


def objects(value, place=()):
    """The places of all objects."""
    if isinstance(value, dict):
        yield place
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield from objects(one, (*place, key))


def without_aside(value):
    """A document as tools see it: without what only import reads."""
    if isinstance(value, list):
        return [without_aside(one) for one in value]
    if not isinstance(value, dict):
        return value
    ours = ("x-swagger2", "x-connectorsmith")
    return {key: without_aside(one) for key, one in value.items() if not str(key).startswith(ours)}
