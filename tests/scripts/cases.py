"""Cases of scripts as data: a call of an operation, what the script must send for it, and what it must return.

``sent`` lists every call in order; a body that is not given must not be there, headers count where they are given, and
null means that a header is missing. ``returned`` is held against the answer in the same way. ``again`` has what is sent
and returned when the same call is made a second time, and ``logs`` what the script logs.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from msgspec.structs import replace

from connectorsmith.connector_tests.recorded_backend import base_address, text
from connectorsmith.custom_code.frames import Order
from connectorsmith.custom_code.mock_api import PreparedReply, Received
from connectorsmith.custom_code.runner import ScriptRunner
from connectorsmith.language.recipe_expression import RecipeCall, address_parts
from connectorsmith.model import Connector, Operation
from connectorsmith.source.yaml.read import read_yaml

Case = Mapping[str, Any]
Outcome = Mapping[str, Any]


def load(file: Path) -> Any:
    """Read a file of cases, as strictly as a spec."""
    document, faults = read_yaml(file.read_text("utf-8"), file)
    assert [f"{fault.span}: {fault.message}" for fault in faults] == []
    return document.value


def load_all(files: Iterator[Path]) -> dict[str, Case]:
    """The cases of several files, by file and name."""
    return {f"{file.stem}: {name}": case for file in sorted(files) for name, case in load(file).items()}


@dataclass
class Bench:
    """A runner; ``answer`` is what the API does at the moment, ``received`` what it got in the last call."""

    runner: ScriptRunner
    answer: Callable[[Received], PreparedReply] = lambda request: PreparedReply(500)
    received: list[Received] = field(default_factory=list)

    def run(self, library: Path, script: str, connector: Connector, case: Case, **more: Any) -> Outcome:
        """Run the operation of a case; ``more`` replaces parts of the order."""
        operation = connector.operation(case["operation"])
        assert operation is not None
        assert operation.id is not None
        request = case.get("request", {})
        body = text(request["body"]).encode() if "body" in request else None
        order = Order(
            number=1,
            assembly=str(library),
            script=script,
            operation=operation.id,
            method=operation.method.upper(),
            url=address(request.get("base") or base_address(connector), operation, request),
            headers=tuple((name, text(value)) for name, value in request.get("headers", {}).items()),
            content=body is not None,
        )
        self.received.clear()
        return self.runner.run(replace(order, **more), body or b"", self._take)

    def _take(self, request: Received) -> PreparedReply:
        self.received.append(request)
        return self.answer(request)


def address(base: str, operation: Operation, request: Case) -> str:
    """The address of a call of an operation, with the values of its path and query."""
    values, known = request.get("path", {}), []
    pieces = []
    for part in address_parts(operation.path):
        if isinstance(part, RecipeCall):
            known.append(part.arguments[0])
            pieces.append(quote(text(values.get(known[-1], "")), safe=""))
        else:
            pieces.append(part)
    assert values.keys() <= {*known}
    query = urlencode({name: text(value) for name, value in request.get("query", {}).items()})
    return base + "".join(pieces) + (f"?{query}" if query else "")


def failures(bench: Bench, library: Path, script: str, connector: Connector, case: Case, **more: Any) -> list[str]:
    """Run a case, and once more if it says what happens then; return what is otherwise than it says."""
    wrong = differences(case, bench.run(library, script, connector, case, **more), connector)
    if "again" in case:
        repeated = {**case, **case["again"]}
        found = differences(repeated, bench.run(library, script, connector, repeated, **more), connector)
        wrong += [f"again: {line}" for line in found]
    return wrong


def differences(case: Case, outcome: Outcome, connector: Connector) -> list[str]:
    """What an outcome has otherwise than its case says."""
    base = case.get("request", {}).get("base") or base_address(connector)
    wanted = [_absolute(item["call"], base) for item in case["sent"]]
    found = [f"{call['method']} {call['url']}" for call in outcome["calls"]]
    wrong = [f"sent {found}, not {wanted}"] if found != wanted else []
    for item, call in zip(case["sent"], outcome["calls"], strict=False):
        wrong += _message({"body": "", **item}, call, f"{item['call']}: ")
    wrong += [
        f"{call['url']}: the answer is not disposed" for call in outcome["calls"][:-1] if not call.get("disposed", True)
    ]
    if "logs" in case and [log["message"] for log in outcome["logs"]] != case["logs"]:
        wrong.append(f"logged {outcome['logs']}")
    if "error" in outcome:
        return [*wrong, f"failed: {outcome['error']}"]
    response, returned = outcome["response"], case["returned"]
    if response["status"] != returned["status"]:
        wrong.append(f"returned {response['status']} {response.get('body')}, not {returned['status']}")
    return [*wrong, *_message(returned, response, "returned: ")]


def _absolute(call: str, base: str) -> str:
    method, _, where = call.partition(" ")
    return call if "://" in where else f"{method} {base}{where}"


def _message(wanted: Case, found: Outcome, where: str) -> Iterator[str]:
    headers = {name.lower(): value for name, value in found["headers"].items()}
    for name, value in wanted.get("headers", {}).items():
        if headers.get(name.lower()) != (None if value is None else text(value)):
            yield f"{where}{name} is {headers.get(name.lower())!r}, not {value!r}"
    if "base64" in wanted and found.get("base64") != wanted["base64"]:
        yield f"{where}base64 {found}"
    body = _without_boundary(found.get("body", ""), headers.get("content-type", ""))
    if "body" in wanted and _json(body) != wanted["body"]:
        yield f"{where}{body} is not {json.dumps(wanted['body'])}"


def _without_boundary(body: str, kind: str) -> str:
    """A multipart body with the word BOUNDARY in place of the one that was made up for it."""
    boundary = kind.partition('boundary="')[2].rstrip('"')
    return body.replace(boundary, "BOUNDARY") if boundary else body


def _json(body: str) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return body
