"""A sound spec run with odd inputs, by odd connections, against odd answers of the API, and in odd cases."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, Final

import yaml
from tests.fuzz import mutation, odd_values, yaml_text
from tests.fuzz.effects import run, write_file
from tests.fuzz.outcome import Outcome

KEY: Final = "FUZZ_KEY"
"""The environment variable with the key of the connections."""
SPEC: Final[dict[str, Any]] = {
    "info": {"title": "Shop", "version": "1.0", "description": "Reads and changes the orders of a shop."},
    "host": "api.example.com",
    "basePath": "/v1",
    "schemes": ["https"],
    "securityDefinitions": {"Key": {"type": "apiKey", "in": "header", "name": "X-Key"}},
    "security": [{"Key": []}],
    "connectionParameters": {"key": {"type": "securestring", "displayName": "Key"}},
    "throttling": [{"name": "Calls", "calls": 3, "renewal_period": 60}],
    "policies": [
        {"template": "setheader", "title": "Shop", "section": "Request", "name": "X-Shop", "existsAction": "override",
         "value": "@connectionParameters('key')"},
        {"template": "setqueryparameter", "title": "Page", "name": "page", "value": "@queryParameters('page', '1')",
         "existsAction": "override"},
    ],
    "definitions": {"Line": {"properties": {"count": "integer"}}},
    "actions": {
        "GetOrder": {
            "call": "GET /orders/{id}", "summary": "Get", "description": "Reads.",
            "parameters": [
                {"name": "id", "in": "path", "required": True, "type": "string"},
                {"name": "page", "in": "query", "type": "integer"},
                {"name": "lines", "in": "query", "type": "array", "items": {"type": "string"},
                 "collectionFormat": "multi"},
                {"name": "X-Trace", "in": "header", "type": "boolean"},
            ],
            "responses": {200: {"properties": {"id": "string", "lines": {"items": "Line"}}}},
        },
        "AddOrder": {
            "call": "POST /orders", "summary": "Add", "description": "Adds.",
            "body": {
                "properties": {"name": "string", "count": "integer", "due": "date-time", "lines": {"items": "Line"}}
            },
            "responses": {201: {"properties": {"id": "string"}}, 204: {}},
        },
    },
}  # fmt: skip  # many short entries, several a line
CASES: Final = {
    "an order is read": {
        "operation": "GetOrder",
        "inputs": {"id": "7", "page": 2},
        "backend": [
            {"call": "GET /orders/7?page=2", "headers": {"X-Shop": "test-key"}, "answer": {"body": {"id": "7"}}},
        ],
        "expect": {"status": 200, "output": {"body/id": "7"}},
    },
    "an order is added": {
        "operation": "AddOrder",
        "inputs": {"body": {"name": "a", "count": 1}},
        "backend": [
            {
                "call": "POST /orders?page=1",
                "body": {"name": "a", "count": 1},
                "answer": {"status": 201, "body": {"id": "8"}},
            },
        ],
        "expect": {"status": 201, "body": {"id": "8"}},
    },
}
CONNECTIONS: Final = {"x": {"team": {"values": {"key": f"${{{KEY}}}"}}, "other": {"values": {"key": f"${{{KEY}}}"}}}}
FILES: Final[dict[str, Any]] = {
    "specs/x/connector.yaml": SPEC,
    "specs/x/tests/orders.yaml": CASES,
    ".connectorsmith/connections.yaml": CONNECTIONS,
}
"""What a connector is run with, by path below the workspace."""
INPUTS: Final = ("id", "page", "lines", "X-Trace", "body", "name", "body/name", "body/count", "body/lines", "body/due")
_FAULTS: Final = ("429", "500:50%", "slow", "cut-off", "refused", "", "x", "500:-1%", "9999")


def gateway(chance: Random, folder: Path, outcome: Outcome) -> None:
    """Two calls or runs of cases, where one of the files beside the spec may be odd."""
    root = folder / "ws"
    os.environ[KEY] = "a-key"
    odd = chance.choice([*FILES, ""])
    for name, value in FILES.items():
        write_file(root / name, odd_yaml(value, chance) if name == odd else yaml.safe_dump(value).encode())
    os.chdir(root)
    for arguments in (chance.choice(_CALLS)(chance) for _ in range(2)):
        run(arguments, outcome)


def _call(chance: Random) -> list[str]:
    operation = chance.choice(("GetOrder", "AddOrder"))
    inputs = [f"{chance.choice(INPUTS)}={_text(chance)}" for _ in range(chance.choice((0, 1, 2)))]
    given = ["id=7", *inputs] if operation == "GetOrder" else inputs
    client = ["--client", chance.choice(("flow", "app", "agent"))]
    return ["call", "x", operation, *given, "--trace", "--format", chance.choice(("text", "json")), *client]


def _faulty(chance: Random) -> list[str]:
    return ["call", "x", "GetOrder", "id=7", "--fail", chance.choice(_FAULTS), "--seed", _text(chance)]


def _elsewhere(chance: Random) -> list[str]:
    backend = chance.choice(("recorded specs/x/tests/orders.yaml", "specs/x/tests/orders.yaml", _text(chance)))
    return [
        "call",
        "x",
        "GetOrder",
        "id=7",
        "--backend",
        backend,
        "--connection",
        chance.choice(("team", _text(chance))),
    ]


def _cases(chance: Random) -> list[str]:
    form = chance.choice(("text", "json", "junit"))
    return ["test", "x", "--format", form, *(["--coverage"] if chance.random() < 0.3 else ["--trace"])]


_CALLS: Final[tuple[Callable[[Random], list[str]], ...]] = (_call, _call, _faulty, _elsewhere, _cases, _cases)


def _text(chance: Random) -> str:
    """An odd text that an argument can hold."""
    return odd_values.text(chance).replace("\0", "").encode("utf-8", "replace").decode()[:2_000]


def odd_yaml(value: Any, chance: Random) -> bytes:
    """The text of a value in which a few things are odd."""
    changed = mutation.mutated(value, chance, chance.choice((1, 1, 2, 3)), (*INPUTS, *odd_values.KEYS))
    written = yaml_text.written(changed, chance)
    return yaml_text.encoded(yaml_text.spoiled(written, chance) if chance.random() < 0.2 else written, chance)
