"""A connector made from the description that a service gives of itself, run by the gateway against that service."""

from __future__ import annotations

import asyncio
import json
import socket
from pathlib import Path
from typing import Any

import uvicorn
from click.testing import CliRunner
from tests.openapi.orders_service import KEY, orders_service

from connectorsmith.cli._group import verbs
from connectorsmith.runtime.execute import execute
from connectorsmith.runtime.gateway import Call, Gateway
from connectorsmith.server.backends import choice_of
from connectorsmith.server.listening import Listener
from connectorsmith.server.open_gateway import Wanted, opened_gateways
from connectorsmith.workspace.connections_file import read_connections
from connectorsmith.workspace.open import open_checked
from connectorsmith.workspace.targets import single_target


def made(app: Any, root: Path) -> str:
    """Import the description of a service into a workspace, and build the connector; returns the output of import."""
    (root / "specs").mkdir()
    description = root / "openapi.json"
    description.write_text(json.dumps(app.openapi()), "utf-8")
    imported = CliRunner().invoke(verbs, ["import", str(description), "--name", "orders", "--workspace", str(root)])
    assert imported.exit_code == 0, imported.output
    built = CliRunner().invoke(verbs, ["build", "orders", "--workspace", str(root)])
    assert built.exit_code == 0, built.output
    connections = root / ".connectorsmith" / "connections.yaml"
    connections.parent.mkdir()
    connections.write_text("orders:\n  test: {values: {api_key: '${ORDERS_KEY}'}}\n", "utf-8")
    return imported.output


async def run(root: Path, app: Any, listening: socket.socket, talk: Any) -> None:
    """Serve a service, open the gateway of its connector, and talk."""
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", log_config=None, lifespan="off"))
    serving = asyncio.create_task(server.serve([listening]))
    opened = open_checked(single_target("orders", root))
    try:
        await talk(opened, (read_connections(root), root, Wanted(choice_of("live"))))
    finally:
        server.should_exit = True
        await serving


def test_service_that_describes_itself(tmp_path, monkeypatch):
    monkeypatch.setenv("ORDERS_KEY", KEY)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        app = orders_service(f"http://127.0.0.1:{listening.getsockname()[1]}")
        output = made(app, tmp_path)
        assert "6 operations converted" in output
        heard: list[Any] = []
        steps: list[str] = []

        async def actions(gateway: Gateway) -> None:
            async def call(operation: str, **inputs: Any) -> Any:
                response = (await execute(gateway, Call(operation, inputs))).response
                return response.status, json.loads(response.body)

            names = {one.summary: str(one.id) for one in gateway.connector.operations}
            order = {"id": 1, "name": "Order 1", "customer": "Ann", "amount": 9.5, "note": None}
            new = {"customer": "Ann", "amount": 9.5}
            assert await call(names["Create an order"], body=new) == (201, order)
            assert await call(names["List orders"], customer="Ann") == (200, [order])
            assert await call(names["List orders"], customer="Bob") == (200, [])
            assert await call(names["Get an order"], order_id=1) == (200, order)
            assert (await call(names["Get an order"], order_id=2))[0] == 404
            sent = await call(
                names["Upload a document"], order_id=1, document={"$content": "YWJj", "$content-type": "a/b"}
            )
            assert (sent[0], sent[1]["order"], sent[1]["size"]) == (200, 1, 3)
            assert heard == [({"event": "created", "order": order}, 1, [])]

        async def talk(opened: Any, setting: Any) -> None:
            stop, registered = asyncio.Event(), asyncio.Event()

            def hear(line: str) -> None:
                steps.append(line)
                if "the registration" in line:
                    registered.set()

            listener = Listener(hear, lambda value, runs, misfits: heard.append((value, runs, list(misfits))))
            (trigger,) = opened.connector.triggers
            connections, root, wanted = setting
            running = asyncio.create_task(
                listener.listen(opened, Call(str(trigger.id), {}), setting, stop, lambda _: None)
            )
            async with opened_gateways([opened], connections, root, wanted) as found:
                await asyncio.wait([running, asyncio.create_task(registered.wait())], return_when="FIRST_COMPLETED")
                assert list(app.state.subscribers.values()) == [steps[0].removeprefix("listening on ")]
                try:
                    await actions(found["orders"].gateways["test"])
                finally:
                    stop.set()
                    assert await running
            assert app.state.subscribers == {}

        asyncio.run(run(tmp_path, app, listening, talk))
        assert steps[1].startswith("the registration is answered 201, Location: http://127.0.0.1:")
        assert steps[2] == "the webhook is removed: that is answered 204"
