"""Custom code that is asked for and is not there."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from connectorsmith.runtime.message import Request, Response
from connectorsmith.runtime.script_host import ScriptCall, ScriptFailure
from connectorsmith.server.lazy_scripts import LazyScripts
from connectorsmith.workspace.open import open_checked
from connectorsmith.workspace.targets import spec_target

SPEC = Path(__file__).parents[2] / "cases" / "connector-tests" / "spec" / "connector.yaml"


async def never(_: Request) -> Response:
    raise AssertionError("a script that is not there sends nothing")


def test_connector_without_custom_code_refuses_the_call():
    async def run():
        async with LazyScripts(open_checked(spec_target("orders", (SPEC,)))) as scripts:
            request = Request("GET", "https://api.example.com/v1/orders/1")
            await scripts.run(ScriptCall(request, "Read", never, None))

    with pytest.raises(ScriptFailure, match="Read has no custom code"):
        asyncio.run(run())
