"""``lint: {ignore: …}`` beside the thing: found wherever the language has it, and gone before the spec is read."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from connectorsmith.workspace.open import open_target
from connectorsmith.workspace.targets import spec_target

EVERYWHERE = """\
    info: {title: Shop, version: "1"}
    host: api.example.com
    lint: {ignore: {root: r}}
    parameters:
      id: {in: path, type: string, lint: {ignore: {shared: r}}}
    actions:
      GetOrder:
        call: GET /orders/{id}
        parameters:
          - {use: id, summary: Id, lint: {ignore: {use: r}}}
          - {name: page, in: query, type: integer, lint: {ignore: {listed: r}}}
        responses:
          200: {properties: {lint: {type: string, lint: {ignore: {property: r}}}}}
          204: {lint: {ignore: {response: r}}}
        lint: {ignore: {operation: r, second: "r, s"}}
    triggers:
      Hook:
        call: POST /hooks
        body: {properties: {a: string}, lint: {ignore: {body: r}}}
        notification: {properties: {b: string}, lint: {ignore: {notification: r}}}
    paths:
      /orders/{id}: {lint: {ignore: {path: r}}}
    definitions:
      lint: {properties: {c: string}, lint: {ignore: {definition: r}}}
    connectionParameters:
      lint: {type: string, lint: {ignore: {connection: r}}}
    policies:
      - {template: setheader, section: Request, name: x, value: z, lint: {ignore: {policy: r}}}
    x-own: {lint: {ignore: {of: somebody else}}}
    """
PLACES = """\
    root (root)
    shared /parameters/id
    use /actions/GetOrder/parameters/0
    listed /actions/GetOrder/parameters/1
    property /actions/GetOrder/responses/200/properties/lint
    response /actions/GetOrder/responses/204
    operation /actions/GetOrder
    second /actions/GetOrder
    body /triggers/Hook/body
    notification /triggers/Hook/notification
    path /paths/~1orders~1{id}
    definition /definitions/lint
    connection /connectionParameters/lint
    policy /policies/0
    """

REASONLESS = ('{ignore: {a-rule: ""}}', '{ignore: {a-rule: " "}}', "{ignore: [a-rule]}", "{}", "{only: 1}")


def spec_of(text: str, folder: Path):
    file = folder / "shop.yaml"
    file.write_text(dedent(text), encoding="utf-8")
    return open_target(spec_target("shop", [file]))


def test_each_place(tmp_path):
    spec = spec_of(EVERYWHERE, tmp_path)
    assert [str(one) for one in spec.diagnostics] == []
    found = sorted(spec.suppressions, key=lambda one: one.span)
    assert [f"{one.rule} {str(one.at) or '(root)'}" for one in found] == dedent(PLACES).splitlines()
    lines = dedent(EVERYWHERE).splitlines()
    assert [lines[one.span.line - 1][one.span.column - 1 :][: one.span.length] for one in found] == [
        one.rule for one in found
    ]
    assert {one.reason for one in spec.suppressions} == {"r", "r, s"}


def test_the_connector_does_not_know(tmp_path):
    with_it = """\
        actions:
          A: {call: GET /a, responses: {204: {%s}}, %s}
        definitions:
          lint: {properties: {lint: {type: string, %s}}}
        policies: [{template: setheader, %s}]
        x-own: {lint: {ignore: {of: somebody else}}}
        """
    silent = spec_of(with_it % (("lint: {ignore: {a-rule: because}}",) * 4), tmp_path).connector
    assert silent is not None
    assert silent == spec_of((with_it % (("",) * 4)).replace(", }", "}"), tmp_path).connector
    assert silent.definitions is not None
    assert silent.definitions["lint"].properties is not None


def test_a_reason_is_needed(tmp_path):
    for written in REASONLESS:
        spec = spec_of(f'info: {{title: Shop, version: "1"}}\nhost: a.b\nlint: {written}\n', tmp_path)
        assert spec.connector is None
        assert {one.span.line for one in spec.diagnostics} == {3}
