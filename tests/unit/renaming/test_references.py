"""What a renaming makes of the text of a spec, for references that lead through other places."""

from __future__ import annotations

import pytest
import yaml

from connectorsmith.renaming.edits import edited
from connectorsmith.renaming.names import Thing
from connectorsmith.renaming.references import spec_edits

SHARED = "parameters: {id: {in: path}, nr: {name: key, in: path}}\n"
PAGE = """actions: {Get: {call: GET /a, responses: {200: {$ref: '#/responses/Some'}}}}
responses: {Some: {use: Page}}
shared: {Page: {properties: {list: array of array of Row}}}
"""
PICKER = """x-ms-capabilities:
  file-picker:
    open: {operationId: Roots}
    browse: {operationId: Roots, parameters: {id: {value-property: key}}}
    value-title: key
actions:
  Roots: {call: GET /r, parameters: [{name: id, in: query}], responses: {200: {properties: {value: array of Item}}}}
  Use:
    call: GET /u
    parameters:
      - name: file
        dynamic-values: {capability: file-picker, value-path: key}
        dynamic-tree: {open: {operationId: Roots, itemValuePath: key, parameters: {id: {selectedItemValuePath: key}}}}
      - {name: last, in: query, trigger-value: {value-collection: value, value-path: key}}
    responses: {200: {properties: {value: array of Item}}}
definitions: {Item: {properties: {key: string}}}
"""
POLICY = """policies: [{template: setheader, name: X, value: "@queryParameters('kind')"}]
actions:
  Get: {call: GET /a, parameters: [{name: kind, in: query}]}
"""


@pytest.mark.parametrize(
    ("text", "thing", "expected"),
    [
        (
            SHARED + "actions:\n  Get: {call: 'GET /a/{id}', parameters: [{use: id, summary: One}]}\n"
            "  Drop: {call: 'DELETE /a/{id}', parameters: [{name: id, in: path}]}\n"
            "  List: {call: 'GET /b/{id}', parameters: [id]}\n",
            Thing("parameter", "id", "Drop"),
            SHARED + "actions:\n  Get: {call: 'GET /a/{new}', parameters: [{use: id, name: new, summary: One}]}\n"
            "  Drop: {call: 'DELETE /a/{new}', parameters: [{name: new, in: path}]}\n"
            "  List: {call: 'GET /b/{id}', parameters: [id]}\n",
        ),
        (
            SHARED + "actions:\n  Get:\n    call: GET /a/{key}\n    parameters:\n    - use: nr\n      summary: One\n"
            "  Drop: {call: 'DELETE /a/{key}', parameters: [{name: key, in: path}]}\n"
            "  List: {call: 'GET /b/{key}', parameters: [nr]}\n",
            Thing("parameter", "key", "Drop"),
            SHARED + "actions:\n  Get:\n    call: GET /a/{new}\n    parameters:\n    - use: nr\n      name: new\n"
            "      summary: One\n"
            "  Drop: {call: 'DELETE /a/{new}', parameters: [{name: new, in: path}]}\n"
            "  List: {call: 'GET /b/{key}', parameters: [nr]}\n",
        ),
        (
            SHARED + "actions:\n  Get: {call: 'GET /a/{key}', parameters: [nr]}\n"
            "  Drop: {call: 'DELETE /a/{key}', parameters: [{name: key, in: path}]}\n",
            Thing("parameter", "key", "Drop"),
            SHARED.replace("key", "new") + "actions:\n  Get: {call: 'GET /a/{new}', parameters: [nr]}\n"
            "  Drop: {call: 'DELETE /a/{new}', parameters: [{name: new, in: path}]}\n",
        ),
        (
            "actions:\n  Get: {call: 'GET /a/{id}', parameters: [{name: id, in: query}]}\n"
            "paths: {'/a/{id}': {parameters: [{name: id, in: path}, {name: kind, in: query}]}}\n",
            Thing("parameter", "kind", "Get"),
            "actions:\n  Get: {call: 'GET /a/{id}', parameters: [{name: id, in: query}]}\n"
            "paths: {'/a/{id}': {parameters: [{name: id, in: path}, {name: new, in: query}]}}\n",
        ),
        (PICKER, Thing("property", "key", "Item"), PICKER.replace("key", "new")),
        (POLICY, Thing("parameter", "kind", "Get"), POLICY.replace("kind", "new")),
        (
            POLICY + "  List: {call: GET /b, parameters: [{name: kind, in: query}]}\n",
            Thing("parameter", "kind", "Get"),
            POLICY.replace("name: kind", "name: new")
            + "  List: {call: GET /b, parameters: [{name: kind, in: query}]}\n",
        ),
        (
            PAGE + "definitions: {Row: {properties: {id: {options: {operation: Get, value: id, title: list/id}}}}}\n",
            Thing("property", "id", "Row"),
            PAGE + "definitions: {Row: {properties: {new: {options: {operation: Get, value: id, title: list/new}}}}}\n",
        ),
    ],
)
def test_text_after_a_renaming(text, thing, expected):
    """A variable has one name in a path; what means other parameters too keeps its name."""
    assert edited(text, spec_edits(text, yaml.safe_load(text), thing, "new")) == expected


def test_renaming_back_takes_the_name_of_a_use_away():
    own = "{call: 'DELETE /a/{id}', parameters: [{name: id, in: path}]}"
    text = f"{SHARED}actions:\n  Get: {{call: 'GET /a/{{id}}', parameters: [id]}}\n  Drop: {own}\n"
    text += "  List: {call: 'GET /b/{id}', parameters: [id]}\n"
    there = edited(text, spec_edits(text, yaml.safe_load(text), Thing("parameter", "id", "Drop"), "new"))
    back = edited(there, spec_edits(there, yaml.safe_load(there), Thing("parameter", "new", "Drop"), "id"))
    assert "{use: id, name: new}" in there
    assert back == text
