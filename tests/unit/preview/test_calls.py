"""What the page asks of the preview: operations with their steps, lookups, triggers, changes and findings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.unit.preview.preview_case import Page, preview, workspace

from connectorsmith.workspace.open import open_checked
from connectorsmith.workspace.targets import single_target

LIST = """\
  Choose:
    call: GET /chosen
    summary: Choose an order
    parameters:
      - {name: order, in: query, required: true, type: integer, summary: Order,
          options: {operation: List, value: id, title: state}}
      - {name: state, in: query, type: string, summary: State,
          options: {operation: Similar, value: id, title: state, with: {id: order}}}
    responses: {200: Order}
  Similar:
    call: GET /orders/{id}/similar
    summary: List similar orders
    parameters: [{name: id, in: path, required: true, type: string}]
    responses: {200: array of Order}
"""


def with_lookups(tmp_path: Path) -> Path:
    root = workspace(tmp_path)
    file = root / "specs" / "orders" / "connector.yaml"
    file.write_text(file.read_text("utf-8").replace("internal:\n", f"{LIST}internal:\n"), encoding="utf-8")
    return root


def test_a_call_shows_its_steps_and_texts_to_copy_without_secrets(tmp_path):
    async def talk(page: Page) -> Any:
        return await page.post("run", operation="Read", inputs={"id": "7"})

    found = preview(workspace(tmp_path), talk)
    assert found["response"]["status"] == 200
    assert found["misfits"] == []
    kinds = [one["kind"] for one in found["steps"]]
    assert kinds[0] == "compose"
    assert "send" in kinds
    (signing,) = [one for one in found["steps"] if one["kind"] == "authenticate"]
    assert {"sign": "+", "what": "X-Key", "value": "***"} in signing["changes"]
    assert all(one["at"].startswith("specs/orders/connector.yaml:") for one in found["steps"] if one["at"])
    assert found["copies"]["curl"].startswith("curl --request GET https://api.example.com/v1/orders/7 ")
    assert "X-Key: ***" in found["copies"]["curl"]
    assert json.loads(found["copies"]["action"])["Read"]["inputs"]["parameters"] == {"id": "7"}
    assert found["copies"]["case"].startswith("Read:\n  operation: Read\n")
    del found["copies"]["case"]  # a case has the invented values of a mock
    assert "test-api_key" not in json.dumps(found)
    assert "test-api-key" not in json.dumps(found)


def test_a_call_that_cannot_be_composed_says_why(tmp_path):
    async def talk(page: Page) -> Any:
        return await page.post("run", operation="Read", inputs={}, client="app")

    assert preview(workspace(tmp_path), talk)["refused"] == "the required parameter id has no value"


def test_an_answer_that_does_not_fit_is_marked_by_its_path(tmp_path):
    answers = tmp_path / "answers.yaml"
    answers.write_text(
        "odd: {operation: Read, inputs: {id: '7'}, backend: [{call: GET /orders/7, answer: {body: {id: x}}}]}\n"
    )

    async def talk(page: Page) -> Any:
        return await page.post("run", operation="Read", inputs={"id": "7"})

    from connectorsmith.server.backends import choice_of

    found = preview(workspace(tmp_path), talk, backend=choice_of(str(answers)))
    assert [(one["path"], one["message"]) for one in found["misfits"]] == [("body/id", "is string, not integer")]
    assert found["misfits"][0]["at"].startswith("specs/orders/connector.yaml:22:")


def test_a_dropdown_has_items_or_a_reason(tmp_path):
    async def talk(page: Page) -> Any:
        full = await page.post("lookup", operation="Choose", key="order", inputs={})
        return full, await page.post("lookup", operation="Choose", key="state", inputs={})

    full, empty = preview(with_lookups(tmp_path), talk)
    assert len(full["items"]) >= 1
    assert {*full["items"][0]} == {"value", "title", "description"}
    assert full["steps"][0]["kind"] == "compose"
    assert (empty["items"], empty["reason"]) == ([], "`order` has no value yet, so nothing is asked")


def test_a_test_of_the_connection_needs_an_operation(tmp_path):
    async def talk(page: Page) -> Any:
        return json.loads((await page.send("POST", "api/connection/test", {})).body)["message"]

    assert "testConnection" in preview(workspace(tmp_path), talk)


def test_a_webhook_is_subscribed_notified_and_removed(tmp_path):
    async def talk(page: Page) -> Any:
        asked: dict[str, Any] = {"operation": "Hook", "inputs": {"body/note": "x"}}
        early = await page.send("POST", "api/trigger/send", {**asked, "event": {}})
        subscribed = await page.post("trigger/subscribe", **asked)
        sample = await page.post("trigger/sample", **asked)
        sent = await page.post("trigger/send", **asked, event=sample["event"])
        odd = await page.post("trigger/send", **asked, event={"order": {"id": "x"}})
        path = subscribed["callback"].removeprefix(page.origin)
        called = await page.send("POST", path, {"order": {"id": 1}})
        wrong = await page.send("POST", "/callbacks/other", {"order": {"id": 1}})
        removed = await page.post("trigger/unsubscribe", **asked)
        late = await page.send("POST", path, {"order": {"id": 1}})
        return early, subscribed, sample, sent, odd, called, wrong, removed, late

    early, subscribed, sample, sent, odd, called, wrong, removed, late = preview(workspace(tmp_path), talk)
    assert early.status == 409
    assert subscribed["response"]["status"] == 201
    assert subscribed["state"]["registered"] is True
    assert subscribed["location"]
    assert [one["key"] for one in sample["fields"]] == ["event/order/id", "event/order/state", "event/order/lines"]
    assert (sent["runs"], sent["misfits"]) == ([sample["event"]], [])
    assert [one["path"] for one in odd["misfits"]] == ["body/order/id"]
    assert (called.status, wrong.status, late.status) == (202, 404, 404)
    assert removed["state"] == {}


def test_changes_are_those_since_the_earlier_version(tmp_path):
    root = workspace(tmp_path)
    old = workspace(tmp_path / "old")
    file = old / "specs" / "orders" / "connector.yaml"
    file.write_text(file.read_text("utf-8").replace("  Create:", "  Make:"), encoding="utf-8")

    async def talk(page: Page) -> Any:
        known = await page.get("api/changes?connector=orders")
        return known, (await page.send("GET", "api/changes?connector=orders&against=HEAD~1")).status

    found, unknown = preview(root, talk, earlier=lambda name, version: open_checked(single_target("orders", old)))
    breaking = [one for one in found["changes"] if one["breaking"]]
    assert [one["operations"] for one in breaking]
    assert {"why", "cure", "at", "message", "level"} <= {*breaking[0]}
    assert unknown == 404


def test_findings_of_lint_have_their_cards(tmp_path):
    async def talk(page: Page) -> Any:
        return (await page.get("api/findings?connector=orders"))["findings"]

    found = preview(workspace(tmp_path), talk)
    assert {"rule", "severity", "message", "at"} <= {*found[0]}
    assert "Read" in {one.get("card") for one in found}


def test_secrets_that_are_known_are_in_no_answer(tmp_path):
    async def talk(page: Page) -> bytes:
        return (await page.send("GET", "api/operation?connector=orders&operation=Read")).body

    found = preview(workspace(tmp_path), talk, hidden=lambda text: text.replace("Read an order", "***"))
    assert b"Read an order" not in found
    assert b"***" in found
