"""A connector whose author wants to harm or to annoy those who look at it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from connectorsmith.source.yaml.write import write_yaml

SCRIPT: Final = "<script>window.harmed = 1</script>"
PICTURE: Final = "<img src=x onerror='window.harmed = 1'>"
LINK: Final = "javascript:window.harmed=1"
BREAK_OUT: Final = "</textarea></option></script><svg onload='window.harmed = 1'>${window.harmed = 1}{{harmed}}"
LONG: Final = "W" * 400
ARABIC: Final = "عنوان الحقل"
OVERRIDE: Final = "\u202eelif.exe\u2066"
ANSWERED: Final = (SCRIPT, PICTURE, LINK, BREAK_OUT, LONG, ARABIC, OVERRIDE)
"""What a service answers for the names in a dropdown."""
NAMES: Final = ("__proto__", "constructor", "hasOwnProperty", "a b", "<b>", "'\"`")
OPERATIONS: Final = 256
FIELDS: Final = 2_000


def write_hostile(root: Path, name: str = "hostile") -> Path:
    """Write the spec into a workspace, and return the workspace."""
    file = root / "specs" / name / "connector.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(write_yaml(_spec()), "utf-8")
    return root


def _spec() -> dict[str, Any]:
    return {
        "info": {"title": PICTURE, "version": "1.0.0", "description": SCRIPT + LONG},
        "host": "api.example.com",
        "schemes": ["https"],
        "consumes": ["application/json"],
        "produces": ["application/json"],
        "securityDefinitions": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}},
        "publisher": OVERRIDE + ARABIC,
        "iconBrandColor": "red;background:url(https://evil.example)",
        "connectionParameters": {
            "api_key": {
                "type": "securestring",
                "displayName": LONG,
                "description": BREAK_OUT,
                "tooltip": PICTURE,
                "required": True,
            },
            "place": {
                "type": "string",
                "displayName": SCRIPT,
                "description": ARABIC,
                "allowedValues": [{"text": BREAK_OUT, "value": "a"}, {"text": LONG, "value": "b"}],
            },
        },
        "actions": _actions(),
        "definitions": {
            "Node": {
                "type": "object",
                "properties": {
                    "name": {"type": "string", "summary": BREAK_OUT, "enum": [SCRIPT, PICTURE]},
                    "__proto__": {"type": "string"},
                    "next": {"$ref": "#/definitions/Node"},
                    "children": {"type": "array", "items": {"$ref": "#/definitions/Node"}},
                },
            },
            "Wide": {
                "type": "object",
                "properties": {f"field{number}": _field(number) for number in range(FIELDS)},
            },
        },
    }


def _field(number: int) -> dict[str, Any]:
    return {"type": "string", "summary": f"Field {number}", "description": "One of many.", "visibility": "important"}


def _actions() -> dict[str, Any]:
    found: dict[str, Any] = {
        "Texts": {
            "call": "POST /texts",
            "summary": BREAK_OUT,
            "description": PICTURE + LONG,
            "externalDocs": {"description": SCRIPT, "url": LINK},
            "parameters": _parameters(),
            "responses": {"200": "Node"},
        },
        "Wide": {
            "call": "POST /wide",
            "summary": "Many fields",
            "description": "Has as many fields as a schema may have.",
            "body": {"required": True, "schema": {"$ref": "#/definitions/Wide"}},
            "responses": {"200": "Wide"},
        },
        "Deep": {
            "call": "POST /deep",
            "summary": "A tree",
            "description": "Contains itself.",
            "body": {"required": True, "schema": {"$ref": "#/definitions/Node"}},
            "responses": {"200": "Node"},
        },
    }
    found |= _lookup()
    for number in range(len(found), OPERATIONS):
        found[f"Act{number}"] = {
            "call": f"GET /acts/{number}",
            "summary": LONG if number == OPERATIONS - 2 else f"Act {number}",
            "description": "One of many.",
            "responses": {"200": "Node"},
        }
    return found


def _lookup() -> dict[str, Any]:
    """A dropdown, and the operation that fills it, whose answer is hostile too."""
    row = {"type": "object", "properties": {"id": {"type": "string"}, "name": {"type": "string"}}}
    answer = [{"id": f"{number}{LINK}", "name": name} for number, name in enumerate(ANSWERED)]
    options = {"operation": "ListNames", "value": "id", "title": "name"}
    parameter = {"name": "name", "in": "query", "required": True, "type": "string", "summary": "Chosen name"}
    return {
        "Choose": {
            "call": "GET /chosen",
            "summary": "Choose a name",
            "description": "Has a list that the service fills.",
            "parameters": [parameter | {"description": "The one to use.", "options": options}],
            "responses": {"200": "Node"},
        },
        "ListNames": {
            "call": "GET /names",
            "summary": "List names",
            "description": "Fills the list.",
            "responses": {
                "200": {
                    "schema": {"type": "array", "items": row},
                    "examples": {"application/json": answer},
                }
            },
        },
    }


def _parameters() -> list[dict[str, Any]]:
    labels = (SCRIPT, PICTURE, LONG, ARABIC, OVERRIDE, LINK)
    found: list[dict[str, Any]] = [
        {"name": name, "in": "query", "required": True, "type": "string", "summary": label, "description": BREAK_OUT}
        for name, label in zip(NAMES, labels, strict=True)
    ]
    choices = {"name": "choice", "in": "query", "type": "string", "summary": "Choice", "visibility": "important"}
    return [*found, {**choices, "enum": [SCRIPT, LONG, BREAK_OUT]}]
