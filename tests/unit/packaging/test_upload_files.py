"""What paconn would get wrong without a word is said before it is called: cases in tests/cases/upload.yaml."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from connectorsmith.packaging.upload_files import check_upload, upload_copy

CASES: dict[str, dict[str, Any]] = yaml.safe_load((Path(__file__).parents[2] / "cases" / "upload.yaml").read_text())
SOUND = {
    "apiDefinition.swagger.json": {
        "info": {"title": "Orders", "description": "Reads orders."},
        "host": "api.example.com",
        "basePath": "/v1",
        "schemes": ["https"],
    },
    "apiProperties.json": {"properties": {"scriptOperations": ["Ping"], "stackOwner": "Orders Ltd"}},
    "settings.json": {
        "apiProperties": "apiProperties.json",
        "apiDefinition": "apiDefinition.swagger.json",
        "icon": "icon.png",
        "script": "script.csx",
    },
    "icon.png": b"\x89PNG\r\n\x1a\n",
    "script.csx": b"public class Script : ScriptBase {}",
}


def files(case: dict[str, Any]) -> dict[str, bytes]:
    """The sound files with what a case sets (a dotted path in a file), removes or gives as text in an encoding."""
    values = json.loads(json.dumps({name: value for name, value in SOUND.items() if isinstance(value, dict)}))
    for place, value in case.get("set", {}).items():
        name, *keys, last = place.split("|")
        holder = values[name]
        for key in keys:
            holder = holder[key]
        holder[last] = value
    for place in case.get("unset", ()):
        name, *keys, last = place.split("|")
        holder = values[name]
        for key in keys:
            holder = holder[key]
        del holder[last]
    made = {name: content for name, content in SOUND.items() if isinstance(content, bytes)}
    made |= {name: json.dumps(value).encode() for name, value in values.items()}
    made |= {name: text.encode(case.get("encoding", "utf-8")) for name, text in case.get("text", {}).items()}
    made |= dict.fromkeys(case.get("deep", ()), b'{"a":' * 100000 + b"1" + b"}" * 100000)
    return {name: content for name, content in made.items() if name not in case.get("without", ())}


@pytest.mark.parametrize("name", CASES)
def test_case(name):
    case = CASES[name]
    found = check_upload(upload_copy(files(case)) if "text" not in case else files(case), Path("dist"))
    said = [f"{one.span.file.relative_to('dist').as_posix()}: {one.message} [{one.rule}]" for one in found]
    assert said == case["said"]


def test_stack_owner_is_left_out_and_nothing_else():
    copy = upload_copy(files({}) | {"readme.md": b"# Orders"})
    assert copy.keys() == SOUND.keys()
    assert json.loads(copy["apiProperties.json"]) == {"properties": {"scriptOperations": ["Ping"]}}
