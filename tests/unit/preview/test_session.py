"""Saves: the page hears of them, keeps the last version without errors, and shows the faults beside their cards."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from tests.unit.preview.preview_case import Page, preview, workspace

from connectorsmith.server.allowed_hosts import AllowedHosts
from connectorsmith.server.http_backend import HttpBackend


async def save(page: Page, file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    await page.saves.put([file])


async def model_of(page: Page, revision: int) -> Any:
    """The model once this revision was read."""
    while (found := await page.get("api/model?connector=orders"))["revision"] < revision:
        await asyncio.sleep(0)
    return found


def test_a_label_that_is_saved_is_shown(tmp_path):
    file = workspace(tmp_path) / "specs" / "orders" / "connector.yaml"

    async def talk(page: Page) -> list[str]:
        await save(page, file, file.read_text("utf-8").replace("Read an order", "Look up an order"))
        found = await model_of(page, 2)
        return [one["label"] for one in found["connector"]["cards"] if one["id"] == "Read"]

    assert preview(tmp_path, talk) == ["Look up an order"]


def test_a_broken_spec_keeps_the_last_model_and_says_what_is_wrong_beside_the_card(tmp_path):
    file = workspace(tmp_path) / "specs" / "orders" / "connector.yaml"

    async def talk(page: Page) -> Any:
        text = file.read_text("utf-8")
        await save(page, file, text.replace("summary: Create an order", "summery: Create an order"))
        broken = await model_of(page, 2)
        await save(page, file, text)
        return broken, await model_of(page, 3)

    broken, cured = preview(tmp_path, talk)
    assert broken["broken"]
    assert {one["id"] for one in broken["connector"]["cards"]} >= {"Read", "Create"}
    (fault,) = [one for one in broken["faults"] if one["severity"] == "error"]
    assert (fault["card"], fault["at"].rpartition(":")[0]) == ("Create", "specs/orders/connector.yaml:31")
    assert (cured["broken"], cured["faults"]) == (False, [])


def test_a_spec_that_is_not_yaml_and_one_that_is_gone_are_faults(tmp_path):
    file = workspace(tmp_path) / "specs" / "orders" / "connector.yaml"

    async def talk(page: Page) -> Any:
        await save(page, file, "actions: [")
        torn = await model_of(page, 2)
        file.unlink()
        await page.saves.put([file])
        return torn, await model_of(page, 3)

    for found in preview(tmp_path, talk):
        assert found["broken"]
        assert found["connector"]["title"] == "Orders"


def test_a_spec_that_is_broken_at_the_start_is_shown_once_it_is_cured(tmp_path):
    file = workspace(tmp_path) / "specs" / "orders" / "connector.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("host:", "hoste:"), encoding="utf-8")

    async def talk(page: Page) -> Any:
        broken = await page.get("api/model?connector=")
        refused = await page.send("POST", "api/run", {"operation": "Read"})
        await save(page, file, text)
        return broken, refused.status, await model_of(page, 2)

    broken, refused, cured = preview(tmp_path, talk)
    assert (broken["broken"], "connector" in broken, refused) == (True, False, 409)
    assert cured["connector"]["title"] == "Orders"


def test_pages_hear_of_a_save(tmp_path):
    file = workspace(tmp_path) / "specs" / "orders" / "connector.yaml"

    async def talk(page: Page) -> bytes:
        async with HttpBackend(AllowedHosts(["127.0.0.1"])):
            response = await page.send("GET", "events", whole=False)
            assert response.stream is not None
            heard = b""
            await page.saves.put([file])
            async for part in response.stream:
                heard += part
                if b"changed" in heard:
                    break
            return heard

    assert b'event: changed\ndata: {"connector": "orders", "revision": 2}\n\n' in preview(tmp_path, talk)
