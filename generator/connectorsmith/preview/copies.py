"""A call to copy: as a command of curl, as a case of the connector's tests, and as an action of Power Automate."""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping
from typing import Any, Final

from connectorsmith.connector_tests.recording import Exchanges, Recorder
from connectorsmith.diagnostics.secret_values import Secrets
from connectorsmith.model import Json, Operation
from connectorsmith.runtime import url
from connectorsmith.runtime.compose import Composed
from connectorsmith.runtime.gateway import Call, Gateway
from connectorsmith.runtime.message import Request, Response
from connectorsmith.runtime.secrets import secrets_of
from connectorsmith.runtime.trace import Step, Trace
from connectorsmith.source.yaml.write import write_yaml

_API: Final = "/providers/Microsoft.PowerApps/apis/shared_"
_BY_CURL: Final = ("content-length", "host")
"""Headers that curl writes itself."""


def copies(
    gateway: Gateway, operation: Operation, call: Call, composed: Composed, exchanges: Exchanges, response: Response
) -> dict[str, str]:
    """The texts by their kinds; secrets are masked, in a case they are replaced by invented ones."""
    found = {"action": action(gateway, operation, call.inputs), "case": _case(gateway, composed, exchanges, response)}
    if exchanges:
        found["curl"] = curl(gateway, exchanges[-1][0])
    return {kind: text for kind, text in found.items() if text}


def curl(gateway: Gateway, request: Request) -> str:
    """A command that sends what the service got; a secret is ``***``."""
    (step,) = Trace((Step("send", "", after=request),), secrets_of(gateway.connector, gateway.connection))
    masked = step.after
    assert isinstance(masked, Request)
    words = ["curl", "--request", masked.method, masked.url]
    for name, value in masked.headers:
        if name.lower() not in _BY_CURL:
            words += ["--header", f"{name}: {value}"]
    if masked.body:
        words += ["--data-binary", masked.body.decode("utf-8", "replace")]
    return " ".join(shlex.quote(one) for one in words)


def action(gateway: Gateway, operation: Operation, inputs: Mapping[str, Json]) -> str:
    """The step as a flow stores it; secrets have no place in one, and files are left out."""
    connector = gateway.connector.id
    host = {"apiId": f"{_API}{connector}", "connectionName": f"shared_{connector}", "operationId": operation.id}
    kind = "OpenApiConnectionWebhook" if operation.trigger is not None else "OpenApiConnection"
    step: dict[str, Json] = {
        "type": kind,
        "inputs": {
            "host": host,
            "parameters": {key: _stored(value) for key, value in inputs.items()},
            "authentication": "@parameters('$authentication')",
        },
    }
    text = json.dumps({operation.id: step}, indent=2, ensure_ascii=False)
    return Secrets(secrets_of(gateway.connector, gateway.connection)).scrub(text)


def _stored(value: Json) -> Json:
    """A value as a flow stores it; the content of a file comes from a step before it."""
    if isinstance(value, dict) and "$content" in value:
        return {**value, "$content": "@{outputs('…')?['body/$content']}"}
    return value


def _case(gateway: Gateway, composed: Composed, exchanges: Exchanges, response: Response) -> str:
    public = Request(composed.method, url.joined("", composed.path, composed.query), composed.headers, composed.body)
    found: dict[str, Any] | None = Recorder(gateway.connector, gateway.connection).case(public, exchanges, response)
    return "" if found is None else write_yaml({str(found["operation"]): found})
