"""A case run with the script alone: the request as it reaches custom code, and the answers that the case records."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from connectorsmith.connector_tests.bench import CALLBACK, with_callback
from connectorsmith.connector_tests.case import Case, Exchange
from connectorsmith.connector_tests.read_cases import CaseFile
from connectorsmith.connector_tests.recorded_backend import ExpectedBackend, RecordedBackend, base_address
from connectorsmith.connector_tests.run import case_faults
from connectorsmith.connector_tests.virtual_time import MemoryStore, VirtualClock, VirtualCounter
from connectorsmith.custom_code.frames import Order
from connectorsmith.custom_code.mock_api import Answer, PreparedReply, Received
from connectorsmith.custom_code.mono import NAMESPACE
from connectorsmith.custom_code.runner import ScriptRunner
from connectorsmith.diagnostics import Diagnostic, Severity, Span
from connectorsmith.model import Connector, Operation
from connectorsmith.runtime.backend import BackendFailure
from connectorsmith.runtime.execute import execute
from connectorsmith.runtime.gateway import Call, Gateway
from connectorsmith.runtime.invented_connection import invented_connection
from connectorsmith.runtime.message import Request, Response
from connectorsmith.runtime.script_host import ScriptCall

UNANSWERED: Final = 599
"""The status of a call for which no answer is recorded; no API gives it."""
_REACHED: Final = Response(200)


def case_of(file: CaseFile, connector: Connector, operation: Operation) -> tuple[Case | None, list[Diagnostic]]:
    """The first case of an operation in a file, and what is wrong with it or with the file, each at its place."""
    if file.diagnostics:
        return None, list(file.diagnostics)
    case = next((one for one in file.cases if one.operation == operation.id), None)
    if case is None:
        names = ", ".join(dict.fromkeys(one.operation for one in file.cases))
        message = f"there is no case of {operation.id} in this file"
        fault = Diagnostic(
            "case-not-valid", Severity.ERROR, message, span=Span(file.file, 1, 1), hint=f"it has cases of {names}"
        )
        return None, [fault]
    return case, file.placed(list(case_faults(connector, operation, case)), {})


def request_of_script(connector: Connector, case: Case) -> Request:
    """The request of a case as it reaches the script: made by the client, with credentials and policies applied.

    Raises CannotCompose if no request can be made, ConnectorsmithError if a policy cannot be run.
    """
    host, clock = _Capture(), VirtualClock()
    gateway = Gateway(
        connector=connector,
        connection=invented_connection(connector, case.connection, case.set_name),
        backend=ExpectedBackend(()),
        counter=VirtualCounter(clock),
        clock=clock,
        store=MemoryStore(),
        scripts=host,
        bare=True,
    )
    result = asyncio.run(execute(gateway, Call(case.operation, case.call.inputs, case.client, CALLBACK)))
    return host.request or _refused(result.response)


def run_script_case(
    runner: ScriptRunner, library: Path, connector: Connector, case: Case, request: Request
) -> dict[str, Any]:
    """Run the operation of a case with a compiled script; the outcome is that of the runner.

    Raises ToolError if the script ends its process, or does not end.
    """
    order = Order(
        number=1,
        assembly=str(library),
        script=NAMESPACE,
        operation=case.operation,
        method=request.method,
        url=request.url,
        headers=request.headers,
        content=bool(request.body),
    )
    answer = answering(with_callback(case.call.backend), base_address(connector))
    return runner.run(order, request.body, answer)


def answering(exchanges: Iterable[Exchange], base: str) -> Answer:
    """What answers a script as ``RecordedBackend`` does, with the status ``UNANSWERED`` where nothing is recorded."""
    recorded = RecordedBackend(exchanges, base)

    def answer(received: Received) -> PreparedReply:
        request = Request(received.method, f"https://{received.host}{received.target}")
        try:
            response = recorded.answer(request)
        except BackendFailure:
            return PreparedReply(UNANSWERED)
        return PreparedReply(response.status, dict(response.headers), response.body)

    return answer


class _Capture:
    """In the place of the host of scripts: it keeps the request, and runs nothing."""

    def __init__(self) -> None:
        self.request: Request | None = None

    async def run(self, call: ScriptCall) -> Response:
        """Keep the request."""
        self.request = call.request
        return _REACHED


def _refused(response: Response) -> Request:
    """Raise what the gateway answered before the script was reached."""
    from connectorsmith.errors import ConnectorsmithError

    text = response.body.decode("utf-8", "replace")
    raise ConnectorsmithError(f"the call does not reach the custom code: {response.status} {text}")
