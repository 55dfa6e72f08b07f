"""What is uploaded is what paconn takes, without the owner of the service."""

from __future__ import annotations

import json

from connectorsmith.packaging.upload_files import upload_copy

FILES = {
    "apiDefinition.swagger.json": b"{}",
    "apiProperties.json": b'{"properties": {"scriptOperations": ["Ping"], "stackOwner": "Orders Ltd"}}',
    "settings.json": b"{}",
    "icon.png": b"",
    "script.csx": b"",
}


def test_stack_owner_is_left_out_and_nothing_else():
    copy = upload_copy(FILES | {"readme.md": b"# Orders"})
    assert copy.keys() == FILES.keys()
    assert json.loads(copy["apiProperties.json"]) == {"properties": {"scriptOperations": ["Ping"]}}
