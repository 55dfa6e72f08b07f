"""``python drive.py DEFINITION INPUTS``: call every operation with bravado, which checks requests and answers itself.

Prints a line of JSON for each operation: its name, the status, and what is wrong.
"""

from __future__ import annotations

import base64
import importlib
import json
import sys
from pathlib import Path
from typing import Any

ORDER = ("post", "get", "put", "patch", "delete")
"""What is made is read and changed before it is removed."""


UNDESCRIBED = "Response specification matching http status_code"
"""What bravado says of a success that the definition does not describe: there is nothing that it could fit."""


def main() -> None:
    client_module: Any = importlib.import_module("bravado.client")
    config = {"validate_requests": True, "validate_responses": True, "use_models": False}
    client = client_module.SwaggerClient.from_url(sys.argv[1], config=config)
    resources = client.swagger_spec.resources.values()
    operations = {one.operation_id: one for resource in resources for one in resource.operations.values()}
    made: dict[str, Any] = {}
    wanted = json.loads(Path(sys.argv[2]).read_text("utf-8"))
    for name, inputs in sorted(wanted.items(), key=lambda pair: ORDER.index(operations[pair[0]].http_method)):
        inputs |= {key: type(inputs[key])(value) for key, value in known(operations[name].path_name, made).items()}
        call = client_module.CallableOperation(operations[name], also_return_response=True)
        try:
            value, answer = call(**{key: plain(value) for key, value in inputs.items()}).result()
            outcome = {"operation": name, "status": answer.status_code, "fault": None}
            if operations[name].http_method == "post" and isinstance(value, dict):
                made[operations[name].path_name] = value.get("Id", value.get("id"))
        except Exception as fault:
            status = getattr(fault, "status_code", None)
            text = f"{type(fault).__name__}: {fault}"[:300]
            outcome = {"operation": name, "status": status, "fault": None if UNDESCRIBED in text else text}
        print(json.dumps(outcome), flush=True)


def known(path: str, made: dict[str, Any]) -> dict[str, Any]:
    """The id of what was made before, for an operation on one of the things at a path."""
    parent, _, last = path.rstrip("/").rpartition("/")
    return {last[1:-1]: made[parent]} if last.startswith("{") and made.get(parent) is not None else {}


def plain(value: Any) -> Any:
    return base64.b64decode(value["$content"]) if isinstance(value, dict) and "$content" in value else value


if __name__ == "__main__":
    main()
