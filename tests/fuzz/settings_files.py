"""Files that are beside specs and packages, with any content: settings, baselines, environments, scripts, icons."""

from __future__ import annotations

import json
from random import Random
from typing import Any, Final

from tests.fuzz import json_text, mutation, odd_values, yaml_text
from tests.fuzz.material import CASES, ROOT
from tests.yaml_files import yaml_value

DEPLOYMENTS: Final = "test: {environment: 3fa85f64-5717-4562-b3fc-2c963f66afa6, connector: shared_orders}\n"
_LINT: Final = {
    "ignore": [
        {"connector": "pkg", "rule": "metadata-missing", "reason": "a"},
        {"connector": "p*", "rule": "contact-missing", "pointer": "/info", "reason": "b"},
    ]
}
_ENVIRONMENTS: Final = {
    "test": {"environment": "3fa85f64-5717-4562-b3fc-2c963f66afa6", "connector": "shared_orders"},
    "prod": {"environment": "Default-3fa85f64-5717-4562-b3fc-2c963f66afa6"},
}
_BASELINE: Final = {
    "version": 1,
    "findings": [
        {
            "connector": "pkg",
            "rule": "contact-missing",
            "pointer": "#apiDefinition/info",
            "message": "0" * 16,
            "count": 1,
        }
    ],
}
_TOML: Final = {
    "profile": "custom",
    "fail-on": "warning",
    "select": ["parameter"],
    "ignore": ["contact-missing"],
    "jobs": 1,
    "format": "text",
}
_SETTINGS: Final = {
    "connectorId": "shared_orders", "environment": "3fa85f64-5717-4562-b3fc-2c963f66afa6", "icon": "icon.png",
    "apiProperties": "apiProperties.json", "apiDefinition": "apiDefinition.swagger.json", "script": None,
    "powerAppsUrl": "https://api.powerapps.com", "powerAppsApiVersion": "2016-11-01",
}  # fmt: skip  # many short entries, several a line


def lint_file(chance: Random) -> bytes:
    """A ``.connectorsmith/lint.yaml``."""
    return _yaml(_LINT, chance)


def deployments(chance: Random) -> bytes:
    """An ``environments.yaml``."""
    return _yaml(_ENVIRONMENTS, chance)


def baseline(chance: Random) -> bytes:
    """A baseline of lint."""
    return _json(_BASELINE, chance)


def settings(chance: Random) -> bytes:
    """A ``settings.json`` of paconn."""
    return _json(_SETTINGS, chance)


def template(chance: Random) -> bytes:
    """A policy template of a workspace, changed."""
    names = ("setheader", "pollingtrigger", "setvaluefromurl", "convertarraytoobject")
    value = yaml_value(ROOT / "policies" / f"{chance.choice(names)}.yaml")
    return _yaml(value | {"id": "own", "spellings": ["own"]}, chance)


def toml(chance: Random) -> bytes:
    """A ``connectorsmith.toml``, whose values are written as JSON, which is TOML for texts, numbers and lists."""
    found = mutation.mutated(_TOML, chance, chance.choice((0, 1, 1, 2, 3)), (*_TOML, *odd_values.KEYS))
    lines = [f"{key if key.isidentifier() else json.dumps(key)} = {json.dumps(one)}" for key, one in found.items()]
    written = "\n".join([chance.choice(("[lint]", "[lint]", "[other]", "")), *lines, ""])
    return yaml_text.encoded(yaml_text.spoiled(written, chance) if chance.random() < 0.3 else written, chance)


def text(chance: Random) -> bytes:
    """A script or a page of any content."""
    sound = "public class Script : ScriptBase { /* a */ }\n" if chance.random() < 0.5 else "# Orders\n\nText.\n"
    return yaml_text.encoded(yaml_text.spoiled(sound, chance), chance)


def picture(chance: Random) -> bytes:
    """An icon, whole or damaged."""
    content = bytearray((CASES / "deploy" / "recorded" / "icon.png").read_bytes())
    for _ in range(chance.choice((0, 1, 3))):
        content[chance.randrange(min(len(content), chance.choice((60, 10**9))))] = chance.randrange(256)
    return bytes(content[: chance.choice((len(content), len(content), 30, 8, 0))])


def _yaml(value: dict[str, Any], chance: Random) -> bytes:
    changed = mutation.mutated(value, chance, chance.choice((0, 1, 1, 2, 3)), (*value, *odd_values.KEYS))
    if chance.random() < 0.1:
        changed = odd_values.value(chance)
    written = yaml_text.written(changed, chance)
    return yaml_text.encoded(yaml_text.spoiled(written, chance) if chance.random() < 0.4 else written, chance)


def _json(value: dict[str, Any], chance: Random) -> bytes:
    changed = mutation.mutated(value, chance, chance.choice((0, 1, 1, 2, 3)), (*value, *odd_values.KEYS))
    if chance.random() < 0.1:
        changed = odd_values.value(chance)
    written = json.dumps(changed)
    return json_text.encoded(json_text.spoiled(written, chance) if chance.random() < 0.4 else written, chance)
