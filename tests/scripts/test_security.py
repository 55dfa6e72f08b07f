"""No recipe carries a credential to another host, whatever the call has: every case again, with credentials added."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from tests.scripts import test_demonstration as demonstration
from tests.scripts import test_oneflow as oneflow
from tests.scripts.cases import Bench, Case, Outcome
from tests.scripts.recorded import recorded

from connectorsmith.connector_tests.recorded_backend import base_address
from connectorsmith.emitters.script import script
from connectorsmith.model import Connector
from connectorsmith.model.script import KINDS

CREDENTIALS = {
    "Authorization": "Bearer s3ntinel",
    "Proxy-Authorization": "Basic s3ntinel",
    "Cookie": "session=s3ntinel",
    "x-api-key": "s3ntinel",
    "x-oneflow-api-token": "s3ntinel",
    "Ocp-Apim-Subscription-Key": "s3ntinel",
    "X-Session-Id": "s3ntinel",
    "x-user-password": "s3ntinel",
}


@pytest.fixture(scope="module")
def library(bench: Bench) -> Path:
    both = {"Demonstration": demonstration.CONNECTOR, "Oneflow": oneflow.CONNECTOR}
    library, faults = bench.runner.compile({name: script(connector).text for name, connector in both.items()})
    assert faults == []
    return library


def with_credentials(case: Case) -> Case:
    request = case.get("request", {})
    return {**case, "request": {**request, "headers": {**request.get("headers", {}), **CREDENTIALS}}}


def leaks(outcome: Outcome, connector: Connector, case: Case) -> list[str]:
    """The calls to other origins than the API's that have a credential in them."""
    home = urlsplit(case.get("request", {}).get("base") or base_address(connector))
    away = [one for one in outcome["calls"] if urlsplit(one["url"])[:2] != home[:2]]
    return [one["url"] for one in away if "s3ntinel" in f"{one['headers']} {one.get('body')} {one['url']}"]


def cases_with(word: str) -> list[Case]:
    operations = {
        operation.id
        for operation in demonstration.CONNECTOR.scripted
        if any(recipe.word == word for recipe in operation.script)
    }
    return [case for case in demonstration.CASES.values() if case["operation"] in operations]


@pytest.mark.parametrize("word", [kind.word for kind in KINDS])
def test_recipe_keeps_credentials_at_home(bench, library, word):
    cases = cases_with(word)
    assert cases
    for case in map(with_credentials, cases):
        bench.answer = recorded(case, demonstration.CONNECTOR)
        outcome = bench.run(library, "Demonstration", demonstration.CONNECTOR, case)
        assert leaks(outcome, demonstration.CONNECTOR, case) == []


def test_another_host_was_called_at_all(bench, library):
    called = set()
    for case in map(with_credentials, demonstration.CASES.values()):
        bench.answer = recorded(case, demonstration.CONNECTOR)
        outcome = bench.run(library, "Demonstration", demonstration.CONNECTOR, case)
        called |= {urlsplit(one["url"]).netloc for one in outcome["calls"]}
    assert called >= {"login.example.net", "files.example.net", "api.example.com.evil.example", "api.example.com:8443"}


@pytest.mark.parametrize("name", [name for name, case in oneflow.CASES.items() if name.startswith("files")])
def test_oneflow_keeps_its_token(bench, library, name):
    case = oneflow.complete(oneflow.CASES[name])
    bench.answer = oneflow.account(case).answer
    outcome = bench.run(library, "Oneflow", oneflow.CONNECTOR, case)
    away = [one for one in outcome["calls"] if urlsplit(one["url"]).netloc != "api.oneflow.com"]
    assert [one["url"] for one in away if any(header.lower().startswith("x-") for header in one["headers"])] == []


def test_look_up_at_another_host_is_refused(bench):
    """The one method that carries headers checks where to, so that no snippet can lead it away."""
    text = script(oneflow.CONNECTOR).text
    text = text.replace('var contract = api + "/contracts/"', 'var contract = "https://api.oneflow.com.evil.example/"')
    library, faults = bench.runner.compile({"Evil": text})
    assert faults == []
    case = oneflow.complete(oneflow.CASES["participants: a colleague"])
    outcome = bench.run(library, "Evil", oneflow.CONNECTOR, case)
    assert outcome["calls"] == []
    assert outcome["response"]["status"] == 500
