"""The calls of a package as a collection of Postman."""

from __future__ import annotations

from typing import Any, Final

Json = dict[str, Any]

_SCHEMA: Final = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"


def collection(definition: Json) -> Json:
    """A request for each operation, with its query parameters and a sample of what it answers."""
    items = [_item(path, method, one) for path, item in definition["paths"].items() for method, one in item.items()]
    return {"info": {"name": "Shop", "description": "Orders.", "schema": _SCHEMA}, "item": items}


def _item(path: str, method: str, operation: Json) -> Json:
    query = [
        {"key": one["name"], "value": "5", "description": one.get("description", "")}
        for one in operation["parameters"]
        if one["in"] == "query"
    ]
    address = f"https://api.example.com{path}"
    url = {
        "raw": address,
        "protocol": "https",
        "host": ["api.example.com"],
        "path": path.split("/")[1:],
        "query": query,
    }
    request = {"method": method.upper(), "description": operation["description"], "url": url}
    answer = {"name": "OK", "code": 200, "body": '{"name": "First", "number": 1}'}
    return {"name": operation["summary"], "request": request, "response": [answer]}
