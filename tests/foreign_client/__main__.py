"""``python -m tests.foreign_client``: bravado calls each operation, schemathesis sends what it invents.

Both are installed into an environment of their own, once a machine. The gateway serves the mock on a port of this
machine; limits are left out, since they would answer most of it with 429.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from tests.foreign_client.environment import environment
from tests.foreign_client.inputs import inputs_by_operation

from connectorsmith.runtime.options import Options
from connectorsmith.server.open_gateway import Wanted
from connectorsmith.server.serving import Serving
from connectorsmith.source.document import Document
from connectorsmith.workspace.connections_file import ConnectionsFile
from connectorsmith.workspace.open import open_checked
from connectorsmith.workspace.opened import OpenedConnector
from connectorsmith.workspace.targets import single_target

ROOT = Path(__file__).parents[2]
NAMES = ("oneflow", "workpoint")
HERE = Path(__file__).parent


def opened(name: str) -> OpenedConnector:
    """A connector without its limits."""
    found = open_checked(single_target(name, ROOT))
    assert found.connector is not None
    return replace(found, connector=replace(found.connector, limits=()))


async def served(connectors: tuple[OpenedConnector, ...], work: Any) -> Any:
    """What work gives in a thread, while the connectors are served; it gets the address."""
    stop, started = asyncio.Event(), asyncio.get_running_loop().create_future()
    with tempfile.TemporaryDirectory() as folder:
        serving = Serving(
            opened=connectors,
            connections=ConnectionsFile(ROOT / "none", Document(ROOT / "none", {})),
            root=Path(folder),
            wanted=Wanted(store=str(Path(folder) / "store.sqlite"), options=Options({"platform-limit": "none"})),
            client="flow",
            host="127.0.0.1",
            port=0,
            record=None,
            started=lambda address, _: started.set_result(address),
            on_open=lambda _: None,
            heard=None,
            log=lambda _: None,
            failed=lambda _: None,
        )
        running = asyncio.create_task(serving.run(stop=stop))
        try:
            return await asyncio.to_thread(work, await started)
        finally:
            stop.set()
            await running


def bravado(python: Path, address: str, one: OpenedConnector) -> list[dict[str, Any]]:
    """What bravado says of each operation."""
    assert one.connector is not None
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "inputs.json"
        file.write_text(json.dumps(inputs_by_operation(one, one.connector)), "utf-8")
        definition = f"{address}/apim/{one.connector.id}/test/apiDefinition.swagger.json"
        command = [python, HERE / "drive.py", definition, file]
        ended = subprocess.run(command, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in ended.stdout.splitlines()]


def schemathesis(python: Path, address: str, name: str, examples: int) -> int:
    """The exit code of schemathesis, which sends valid and hostile values; an answer from 500 on is a failure."""
    definition = f"{address}/apim/{name}/test/apiDefinition.swagger.json"
    checks = "not_a_server_error,response_schema_conformance"
    options = ["--checks", checks, "--max-examples", str(examples), "--phases", "fuzzing", "--seed", "1", "--no-color"]
    with tempfile.TemporaryDirectory() as folder:  # it keeps what it has found where it runs
        command = [python, "-m", "schemathesis.cli", "run", definition, *options]
        return subprocess.run(command, cwd=folder, check=False).returncode


def main() -> int:
    """Drive both connectors; gives 1 if an operation is not answered with 2xx, or an answer does not fit."""
    python = environment()
    connectors = tuple(opened(name) for name in NAMES)
    examples = int(sys.argv[1]) if len(sys.argv) > 1 else 20

    def work(address: str) -> int:
        wrong = 0
        for one in connectors:
            assert one.connector is not None
            called = bravado(python, address, one)
            missing = {operation.id for operation in one.connector.operations} - {
                outcome["operation"] for outcome in called
            }
            faults = [outcome for outcome in called if outcome["fault"] or not 200 <= outcome["status"] < 300]
            print(f"{one.connector.id}: bravado called {len(called)} operations, {len(faults)} went wrong")
            for outcome in faults:
                print(f"  {outcome}")
            print(f"  not called: {', '.join(sorted(map(str, missing))) or 'none'}")
            wrong += len(faults) + len(missing)
            wrong += schemathesis(python, address, one.connector.id, examples)
        return wrong

    return 1 if asyncio.run(served(connectors, work)) else 0


if __name__ == "__main__":
    sys.exit(main())
