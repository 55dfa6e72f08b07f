"""Which shared parameters a spec uses, so that those are removed which a change has left without use."""

from __future__ import annotations

from connectorsmith.workspace.edit_spec import _shared_in_use


def test_shared_parameters_are_used_as_they_are_or_with_differences():
    form = {
        "parameters": {"id": {}, "page": {}, "size": {}, "spare": {}},
        "actions": {"List": {"parameters": ["page", {"use": "size", "default": 5}, {"name": "own", "in": "query"}]}},
        "paths": {"/orders/{id}": {"parameters": ["id"]}},
    }
    assert _shared_in_use(form) == {"id", "page", "size"}
