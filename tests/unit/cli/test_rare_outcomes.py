"""Outcomes of verbs that users meet rarely: what is printed, and the exit code."""

from __future__ import annotations

import json

import pytest

SHOP = """\
info: {title: Shop, version: 1.0.0, description: Orders and what becomes of them.}
host: api.example.com
environments: {test: {host: test.example.com}}
actions:
  ListOrders:
    call: GET /orders
    summary: List orders
    produces: [application/json]
    parameters: [{name: limit, in: query, type: integer}]
    responses: {200: array of Order}
  GetPhoto: {call: GET /photo, summary: Get a photo, produces: [image/png], responses: {200: {type: file}}}
  GetText: {call: GET /text, summary: Get a text, produces: [text/plain], responses: {200: {type: string, enum: ["{"]}}}
  SendPhoto:
    call: PUT /photo
    summary: Send a photo
    consumes: [multipart/form-data]
    parameters: [{name: file, in: formData, type: file, required: true}]
    responses: {200: {type: object}}
  GetForm: {call: GET /form, summary: Get a form, responses: {200: {properties: {schema: {type: object}}}}}
  AddOrder:
    call: POST /orders
    summary: Add an order
    consumes: [application/json]
    body: {type: object, dynamic-schema: {operationId: GetForm, value-path: schema}}
    responses: {201: Order}
definitions:
  Order: {properties: {id: {type: string}, state: {type: string}}}
"""
BROKEN = "info: {title: Broken}\nactions: {Ping: {call: GET /ping, respnses: {200: {}}}}\n"
PETS = {
    "openapi": "3.0.3",
    "info": {"title": "Pets", "version": "1.0.0"},
    "servers": [{"url": "https://api.example.com"}],
    "paths": {"/pets": {"get": {"operationId": "ListPets", "responses": {"200": {"description": "A."}}}}},
}


@pytest.fixture
def shop(root):
    """A workspace with a spec, its package, a spec with a fault, and a description of an API."""
    for name, text in (("shop", SHOP), ("broken", BROKEN)):
        folder = root / "specs" / name
        folder.mkdir(parents=True)
        (folder / "connector.yaml").write_text(text, "utf-8")
    deployed = f"test: {{environment: {'0' * 8}-0000-4000-8000-{'0' * 12}}}\n"
    (root / "specs" / "shop" / "environments.yaml").write_text(deployed, "utf-8")
    (root / "pets.json").write_text(json.dumps(PETS), "utf-8")
    (root / "body.json").write_text("{", "utf-8")
    (root / "body.txt").write_text("{", "utf-8")
    package = root / "connectors" / "shop"
    package.mkdir(parents=True)
    (package / "apiDefinition.swagger.json").write_text('{"swagger": "2.0"}', "utf-8")
    return root


@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        ("rename broken Ping Pong", 3, "; correct it first"),
        ("import pets.json --name broken --update", 3, "nothing was written: correct the spec first"),
        ("import pets.json body.json", 2, "one PATH at a time; several are for --verify"),
        ("changes specs shop", 1, "specs holds 3 connectors: broken, library, shop"),
        ("changes shop@live:test shop", 1, "there is no connector of shop in test yet"),
        ("script shop", 1, "shop has no custom code"),
        ("export shop --output specs/shop/connector.yaml", 1, "is a file of the connector"),
        ("export connectors/shop --environment test", 1, "is a package, which has no environments"),
        ("explain build", 0, "Usage: connectorsmith build"),
        ("serve shop --watch --workers 2", 2, "--watch goes with one worker"),
        ("call shop AddOrder --body body.json", 1, "body.json"),
        ("call shop GetText", 0, "{"),
        ("call shop GetPhoto", 0, "bytes; write them into a file with --output FILE"),
        ("call shop GetPhoto --output specs", 2, "'specs' is a directory"),
        ("call shop SendPhoto file=@pets.json", 0, ""),
        ("call shop AddOrder --choices body", 0, '"type": "object"'),
        ("call shop AddOrder --choices body --trace", 0, "GET https://api.example.com/form"),
    ],
)
def test_outcome(shop, run, command, code, said):
    ended = run(*command.split())
    assert (ended.code, said in ended.out + ended.err) == (code, True), ended


def test_answer_goes_into_a_file(shop, run):
    ended = run("call", "shop", "GetPhoto", "--output", "photo.png")
    size = (shop / "photo.png").stat().st_size
    assert (ended.code, ended.out) == (0, f"photo.png: {size:,} bytes\n")
    assert (shop / "photo.png").read_bytes().startswith(b"\x89PNG")


def test_choices_as_json(shop, run):
    found = json.loads(run("call", "shop", "AddOrder", "--choices", "body", "--format", "json").out)
    assert (found["schema"]["type"], found["reason"]) == ("object", None)


@pytest.mark.parametrize(
    ("command", "ids"),
    [("changes --kinds", ("parameter-removed", "change")), ("rules", ("icon-too-large", "rule")),
     ("policies", ("setheader", "id"))],
)  # fmt: skip
def test_catalogues_as_text_and_as_json(run, root, command, ids):
    name, key = ids
    assert f"{name}" in run(*command.split()).out
    listed = json.loads(run(*command.split(), "--format", "json").out)
    assert name in {one[key] for one in listed}


@pytest.mark.parametrize("command", ["changes --kinds", "rules"])
def test_catalogues_as_markdown(run, root, command):
    lines = run(*command.split(), "--format", "markdown").out.splitlines()
    assert [line for line in lines if line.startswith("|---")]
    assert all(line.count("|") >= 3 for line in lines if line.startswith("|"))
