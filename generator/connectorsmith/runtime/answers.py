"""The gateway's own answers, for calls to which the service gives no usable answer."""

from __future__ import annotations

import json
from typing import Final

from connectorsmith.runtime import url
from connectorsmith.runtime.backend import BackendFailure
from connectorsmith.runtime.exchange import Fault
from connectorsmith.runtime.message import Response
from connectorsmith.runtime.script_host import ScriptFailure

_STATUSES: Final = {"timeout": 504}


def of_fault(fault: Fault, address: str) -> Response:
    """The answer to a call that a policy ended."""
    return fault.response or error(fault.status, fault.message, address)


def of_failure(failure: BackendFailure, address: str) -> Response:
    """The answer to a call that the service did not answer: 504 if it took too long, else 502."""
    status = _STATUSES.get(failure.kind, 502)
    return error(status, f"{'GatewayTimeout' if status == 504 else 'BadGateway'}: {failure.message}", address)


def of_script(failure: ScriptFailure, address: str) -> Response:
    """The answer to a call whose script failed."""
    return error(500, f"the script failed ({failure.kind}): {failure.message}", address)


def not_found() -> Response:
    """The answer to a call that no operation fits, in the form of API Management."""
    return _json(404, {"statusCode": 404, "message": "Resource not found"})


def error(code: int, message: str, address: str) -> Response:
    """An error in the form that https://github.com/microsoft/PowerPlatformConnectors/pull/3706 quotes."""
    source = url.split(address)[0].partition("://")[2]
    return _json(code, {"error": {"code": code, "message": message, "source": source}})


def _json(status: int, value: object) -> Response:
    return Response(status, (("Content-Type", "application/json"),), json.dumps(value).encode())
