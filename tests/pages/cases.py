"""The page of the cases: every key of the schema of case files, with its meaning, what it holds and an example."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from tests.pages.markdown import block, code, page, prose, table

from connectorsmith.connector_tests.read_cases import schema

TITLE = "# Cases"
OPENING = """A file `specs/<id>/tests/<any name>.yaml` holds cases of a connector, each below its name.
`connectorsmith test` runs them, [the gateway](../gateway.md#cases) describes how, and
`connectorsmith call … --record FILE` writes one. A key that is not listed here is an error. In a path such as
`parts[].name`, `[]` marks the items of a list."""
EXAMPLE = """a file is sent:
  operation: AddPhoto
  inputs: {repair_id: R1, file: hello, caption: Front}
  backend:
    - call: POST /repairs/R1/photos
      parts: [{name: file, body: hello}, {name: caption, body: Front}]
      answer: {status: 201, body: {id: P1}}
  expect: {status: 201, output: {body/id: P1}}
a flow asks for changes:
  operation: WhenRepairChanges
  steps:
    - poll:
        backend: [{call: GET /changes, answer: {body: {value: [{id: R1}], cursor: "5"}}}]
        expect: {status: 202}
    - poll:
        backend: [{call: GET /changes?cursor=5, answer: {body: {value: [{id: R2}], cursor: "6"}}}]
        expect: {status: 200, output: {body/0/id: R2}}
"""
POLLS = """The first poll only sets the state and is answered 202, and so is one that finds nothing new. Any other
gives the flow the list at `triggerDataPath`, so that `body/0` is its first item."""

_WORDS = {
    "any": "any value",
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a mapping",
}
"""What a type of the schema is called on the page."""


def text() -> str:
    """The whole page."""
    form = json.loads(schema())
    parts = form["$defs"]
    return page(
        *(TITLE, " ".join(OPENING.split()), block(EXAMPLE, "yaml"), " ".join(POLLS.split())),
        *("## A case", _keys(form["additionalProperties"], "steps")),
        "## Steps of a trigger",
        _keys(form["additionalProperties"]["properties"]["steps"]["items"]),
        *("`register`, `poll` and `unsubscribe` hold these keys:", _keys(parts["call"])),
        *("## An entry of backend", prose(parts["exchange"]["description"]), _keys(parts["exchange"])),
        *("## What is expected", prose(parts["expect"]["description"]), _keys(parts["expect"])),
    )


def _keys(form: Mapping[str, Any], *closed: str) -> str:
    rows = list(_rows(form, json.loads(schema())["$defs"], closed))
    return table(("key", "holds", "meaning", "example"), rows)


def _rows(
    form: Mapping[str, Any], parts: Mapping[str, Any], closed: tuple[str, ...], prefix: str = ""
) -> Iterator[tuple[str, str, str, str]]:
    """The rows of the keys of a form, each before those inside it; what other tables have is not repeated."""
    for name, key in form["properties"].items():
        own = {**parts[key["$ref"].rpartition("/")[2]], **key} if "$ref" in key else key
        example = code(json.dumps(own["examples"][0], ensure_ascii=False)) if own.get("examples") else ""
        required = " Required." if name in form.get("required", ()) else ""
        yield code(f"{prefix}{name}"), _holds(own), prose(own["description"]) + required, example
        inner = own.get("items", own)
        if "properties" in inner and "$ref" not in key and name not in closed:
            yield from _rows(inner, parts, closed, f"{prefix}{name}{'[]' if 'items' in own else ''}.")


def _holds(key: Mapping[str, Any]) -> str:
    if "enum" in key:
        return "one of " + ", ".join(map(code, key["enum"]))
    if "anyOf" in key:
        return "a list, or `mock`"
    return _WORDS[key.get("type", "any")]
