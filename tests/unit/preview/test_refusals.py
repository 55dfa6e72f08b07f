"""Questions of a page about what is not there, which another tab or an older page may ask."""

from __future__ import annotations

from typing import Any

from tests.unit.preview.preview_case import Page, preview, workspace

ASKED = [
    ("GET", "api/model?connector=gone", None, 404),
    ("GET", "api/operation?connector=orders&operation=gone", None, 404),
    ("POST", "api/run", {"connector": "gone", "operation": "Read"}, 404),
    ("POST", "api/run", {"connector": "orders", "operation": "gone"}, 404),
    ("POST", "api/run", {"connector": "orders", "operation": "Read", "connection": "gone"}, 400),
    ("POST", "api/run", {"connector": "orders", "operation": "Read", "client": "phone"}, 400),
    ("POST", "api/run", {"connector": "orders", "operation": "Read", "inputs": []}, 400),
    ("POST", "api/trigger/state", {"connector": "orders", "operation": "gone"}, 404),
    ("POST", "page.html", {}, 405),
]


def test_what_is_not_there_is_refused(tmp_path):
    async def talk(page: Page) -> Any:
        return [(await page.send(method, path, body)).status for method, path, body, _ in ASKED]

    assert preview(workspace(tmp_path), talk) == [status for *_, status in ASKED]


def test_trigger_inputs_that_do_not_fit_are_refused_in_words(tmp_path):
    async def talk(page: Page) -> Any:
        return await page.post(
            "trigger/subscribe", connector="orders", operation="Hook", inputs={"body/note/a": "x", "body/note": "y"}
        )

    found = preview(workspace(tmp_path), talk)
    assert found["refused"] == "body/note is given as a whole, and values inside it too"
