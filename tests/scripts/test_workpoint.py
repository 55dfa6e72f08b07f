"""WorkPoint's script against a server that refuses what WorkPoint refuses, and a web hook from its start to its end."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from tests.scripts.cases import Bench, Case, failures, load_all
from tests.scripts.workpoint_api import WorkPointApi

from connectorsmith import load as load_connector
from connectorsmith.emitters.script import script

ROOT = Path(__file__).parents[2]
CASES = load_all((ROOT / "tests" / "cases" / "scripts" / "workpoint").glob("*.yaml"))
CONNECTOR = load_connector("workpoint", ROOT)
REGISTRATION = CASES["webhooks: the site goes into the header"]


@pytest.fixture(scope="module")
def library(bench: Bench) -> Path:
    library, faults = bench.runner.compile({"WorkPoint": script(CONNECTOR).text})
    assert faults == []
    return library


def complete(case: Case) -> Case:
    """Give a case the header of a signed-in user."""
    request = case["request"]
    return {**case, "request": {**request, "headers": {"Authorization": "Bearer t", **request.get("headers", {})}}}


def account(case: Case) -> WorkPointApi:
    api = WorkPointApi(case.get("style", "location and body"))
    api.hooks.update(case.get("hooks", {}))
    return api


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_case(bench, library, case):
    bench.answer = account(case).answer
    assert failures(bench, library, "WorkPoint", CONNECTOR, complete(case)) == []


@pytest.mark.parametrize("style", ["location and body", "location", "body"])
def test_the_platform_removes_a_web_hook_with_nothing_but_its_location(bench, library, style):
    api = WorkPointApi(style)
    bench.answer = api.answer
    registered = bench.run(library, "WorkPoint", CONNECTOR, complete(REGISTRATION))
    assert [hook["site"] for hook in api.hooks.values()] == ["https://contoso.sharepoint.com/sites/wp"]
    location = urlsplit(registered["response"]["headers"]["Location"])
    removal = {"path": {"id": location.path.rpartition("/")[2]}, "query": dict(parse_qsl(location.query))}
    case = complete({"operation": "WebHookRegistrations_Delete", "request": removal})
    assert bench.run(library, "WorkPoint", CONNECTOR, case)["response"]["status"] == 200
    assert api.hooks == {}
