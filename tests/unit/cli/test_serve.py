"""``serve``: what it prints of calls, notifications and saves; nothing listens here."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.cli.test_rare_outcomes import BROKEN, SHOP
from tests.unit.runtime import stand_ins

from connectorsmith.diagnostics import DEFINITION
from connectorsmith.errors import NetworkError
from connectorsmith.runtime.conformance import Misfit
from connectorsmith.runtime.message import Request
from connectorsmith.runtime.triggers import Notified
from connectorsmith.server.http_server import Access
from connectorsmith.server.serving import Serving

SPEC = Path("specs", "shop", "connector.yaml")


@pytest.fixture
def serving(root, run, monkeypatch, capsys):
    """What ``serve shop --watch --trace`` would run, with everything that it prints so far taken away."""
    started = []

    async def keep(self, listening=None):
        started.append(self)

    monkeypatch.setattr(Serving, "run", keep)
    SPEC.parent.mkdir()
    SPEC.write_text(SHOP, "utf-8")
    assert run("serve", "shop", "--watch", "--trace", "--port", "0").code == 0
    capsys.readouterr()
    return started[0]


def test_calls_are_told_step_by_step(serving, capsys):
    one = stand_ins.gateway(stand_ins.connector(stand_ins.SWAGGER), stand_ins.Service(stand_ins.ok()))
    serving.heard(one, Request("GET", "/items/1"), stand_ins.run(one, id="1"))
    out = capsys.readouterr().out
    assert out.startswith("GET /items/1\n")
    assert "GET https://api.example.com/v1/items/1" in out


def test_access_notifications_and_faults_are_told(serving, capsys):
    serving.log(Access("GET", "/apim/shop", 404, 0.0123))
    serving.arrived("flow", {}, Notified(1))
    serving.arrived("flow", {}, Notified(2, (Misfit(("id",), "is integer, not string", DEFINITION),)))
    serving.failed(NetworkError("the service is gone"))
    assert capsys.readouterr().err.splitlines() == [
        "GET /apim/shop 404 12 ms",
        "flow: 1 run",
        "flow: 2 runs",
        "  does not fit: body/id is integer, not string",
        "error: the service is gone",
    ]


def test_saved_spec_is_read_again_unless_it_has_errors(serving, capsys):
    assert [one.resolve() for one in serving.saves.folders] == [SPEC.parent.resolve()]
    SPEC.write_text(SHOP.replace("summary: List orders", "summary: List all orders"), "utf-8")
    (found,) = serving.saves.reread()
    assert found.connector.operation("ListOrders").summary == "List all orders"
    assert capsys.readouterr().err == "serving what was saved\n"
    SPEC.write_text(BROKEN, "utf-8")
    assert serving.saves.reread() is None
    assert "specs/shop/connector.yaml:2:" in capsys.readouterr().err


def test_workers_cannot_record(root, run):
    ended = run("serve", "library", "--workers", "2", "--record", "calls.yaml")
    assert (ended.code, "several workers cannot record into one file" in ended.err) == (1, True)
