"""The preview compares a connector with what is deployed, and with the last commit of its repository."""

from __future__ import annotations

import asyncio
import shutil
from typing import Any, Final

from tests.changes.repository import commit, git
from tests.deploy.test_cases import ORDERS, hold_orders
from tests.unit.preview.preview_case import Page, preview

from connectorsmith.cli.preview import _earlier
from connectorsmith.preview.differences import HEAD

LIVE: Final = "live:test"
EDITS: Final = (
    ("summary: Get an order", "summary: Find an order"),
    ("name: {type: string", "name: {type: integer"),
)
CHANGES: Final = [("type-changed", True), ("version-unchanged", False), ("operation-summary-changed", False)]


def test_what_is_deployed_and_the_last_commit_are_compared(cloud):
    """At first nothing differs from either. An edit differs from both, and after its commit from the deployed one."""
    shutil.copytree(ORDERS, cloud.root / "specs" / "orders")
    hold_orders(cloud)
    git("init", "-q")
    commit("First")
    file = cloud.root / "specs" / "orders" / "connector.yaml"

    async def talk(page: Page) -> Any:
        async def changes() -> list[list[tuple[str, bool]]]:
            answers = [await page.get(f"api/changes?connector=orders&against={one}") for one in (HEAD, LIVE)]
            return [[(one["kind"], one["breaking"]) for one in answer["changes"]] for answer in answers]

        first = await changes()
        text = file.read_text("utf-8")
        for edit in EDITS:
            text = text.replace(*edit)
        file.write_text(text, "utf-8")
        await page.saves.put([file])
        while not (edited := await changes())[0]:
            await asyncio.sleep(0)  # until the save is read
        commit("Second")
        return first, edited, await changes()

    def earlier(name: str, version: str) -> Any:
        return _earlier(name, version, cloud.root)

    first, edited, committed = preview(cloud.root, talk, versions=(HEAD, LIVE), earlier=earlier)
    assert first == [[], []]
    assert edited == [CHANGES, CHANGES]
    assert committed == [[], CHANGES]
