"""Laws of the conversion: it never fails, nothing vanishes in silence, equal documents give equal results."""

import copy
import json

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.importers.openapi3.test_cases import INFO, PETS, document, table
from tests.unit.importers.openapi3.test_cases import as_json as plain

from connectorsmith.importers.openapi3.convert import convert
from connectorsmith.workspace.import_package import connector_of, through_yaml

WORDS = """type properties items allOf oneOf anyOf enum const required nullable $ref format default example schema
    content additionalProperties discriminator headers name in style parameters responses requestBody security callbacks
    servers 200 application/json description x-own"""
TEXTS = ["string", "object", "array", "query", "path", "deepObject", "#/components/schemas/A", "#/paths", "", "a"]
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(-3, 3), st.sampled_from(TEXTS))


def _containers(inner):
    return st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(WORDS.split()), inner, max_size=4))


VALUES = st.recursive(SCALARS, _containers, max_leaves=12)


@settings(max_examples=150, deadline=None)
@given(schema=VALUES, operation=VALUES, scheme=VALUES, root=VALUES)
def test_any_value_anywhere_converts_to_a_connector(schema, operation, scheme, root):
    whole = document(paths={"/a/{id}": {"post": operation, "get": PETS["/pets"]["get"]}}, security=root)
    whole |= {
        "components": {
            "schemas": {"A": schema, "B": {"$ref": "#/components/schemas/A"}},
            "securitySchemes": {"s": scheme},
        }
    }
    made = convert({"": whole})
    connector = connector_of("a", {"apiDefinition": made.definition, "apiProperties": made.properties})
    again, _ = through_yaml(connector)
    assert again == connector


def test_a_key_that_nothing_knows_is_reported_wherever_it_is():
    """Each object of each case gets a key of its own: it comes back in a loss, or in the result."""
    lost = []
    for name, case in table("operations").items():
        whole = document(**plain(case.get("given", {})))
        whole |= {"paths": plain(case["paths"])} if "paths" in case else {}
        for path in _objects(whole):
            changed = copy.deepcopy(whole)
            inner = changed
            for key in path:
                inner = inner[key]
            inner["unheard"] = "of it"
            made = convert({"": changed})
            reported = any(_covers(loss, path) for loss in made.losses)
            if not reported and "of it" not in json.dumps(made.definition):
                lost.append((name, path))
    overridden = ("paths", "/pets", "parameters", 1)  # its operation has a parameter of the same name and place
    assert [found for found in lost if found[1][:4] != overridden] == []


def _covers(loss, path):
    """Whether a loss names a place, one around it, or, where the operation is left out, anything of that operation."""
    reach = 3 if loss.kind.kind == "refused" else len(loss.keys)
    return loss.keys[: len(path)] == path or loss.keys[:reach] == path[:reach]


def _objects(value, path=()):
    if isinstance(value, dict):
        yield path
        for key, one in value.items():
            yield from _objects(one, (*path, key))
    elif isinstance(value, list):
        for key, one in enumerate(value):
            yield from _objects(one, (*path, key))


def test_the_same_document_gives_the_same_result():
    whole = document(paths=plain(table("operations")["form"]["paths"]))
    assert convert({"": whole}) == convert({"": copy.deepcopy(whole)})
    assert INFO["title"] == whole["info"]["title"]  # the source is not changed


TOKEN = "f3k9Aq81" * 4
"""A value that only a secret has."""
NAMED = ("default", "const", "example", "x-example", "enum", "examples")


def test_no_secret_survives_whatever_text_it_is_in():
    """Each text of each case gets a token behind it: neither the result nor a loss has it."""
    for name, case in table("operations").items():
        whole = document(**plain(case.get("given", {})))
        whole |= {"paths": plain(case["paths"])} if "paths" in case else {}
        made = convert({"": _with_token(whole)})
        shown = json.dumps([made.definition, made.properties, [[loss.found, loss.became] for loss in made.losses]])
        assert (name, TOKEN in shown) == (name, False)


def _with_token(value):
    if isinstance(value, dict):
        return {key: one if key in ("openapi", "in", "type") else _with_token(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_with_token(one) for one in value]
    return f"{value} with Bearer {TOKEN}" if isinstance(value, str) else value


@settings(max_examples=60, deadline=None)
@given(
    name=st.sampled_from(["password", "apiKey", "client_secret", "X-Auth-Token"]),
    keys=st.lists(st.sampled_from(NAMED), min_size=1, max_size=3, unique=True),
    around=st.lists(st.sampled_from(["items", "allOf", "anyOf"]), max_size=2),
    place=st.sampled_from(["parameter", "response", "body"]),
)
def test_no_secret_survives_below_the_name_of_one(name, keys, around, place):
    schema = {key: [TOKEN] if key in ("enum", "examples") else TOKEN for key in keys}
    for key in around:
        schema = {key: schema} if key == "items" else {key: [schema]}
    operation = {"operationId": "A", "summary": "Do it", "responses": {"200": {"description": "A."}}}
    content = {"content": {"application/json": {"schema": {"type": "object", "properties": {name: schema}}}}}
    if place == "parameter":
        operation["parameters"] = [{"name": name, "in": "query", "schema": schema}]
    elif place == "body":
        operation["requestBody"] = content
    else:
        operation["responses"] = {"200": {"description": "A."} | content}
    made = convert({"": document(paths={"/pets": {"post": operation}})})
    shown = json.dumps([made.definition, [[loss.found, loss.became] for loss in made.losses]])
    assert TOKEN not in shown
    assert "secret-dropped" in [loss.kind.id for loss in made.losses]
