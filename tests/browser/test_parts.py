"""The parts of the preview that are looked at rather than worked, for each connector, and services that call back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Opened
from tests.browser.served import NAMES
from tests.browser.test_preview import panel

from connectorsmith.analysis.designer.connectors import connector_view
from connectorsmith.model import Connector
from connectorsmith.workspace.open import open_checked
from connectorsmith.workspace.targets import single_target

HEADS = {
    "demonstration": ("Example", "Productivity", "Content and Files"),
    "oneflow": ("Oneflow AB", "Sales and CRM", "Productivity"),
    "workpoint": ("WorkPoint", "Productivity", "Content and Files"),
}
"""The publisher and the categories of each, as the specs have them."""


def connector(connectors: Path, name: str) -> Connector:
    found = open_checked(single_target(name, connectors)).connector
    assert found is not None
    return found


def rgb(colour: str) -> str:
    """A colour as a browser writes it."""
    return "rgb({}, {}, {})".format(*bytes.fromhex(colour.removeprefix("#")))


@pytest.mark.parametrize("name", NAMES)
def test_the_connector_is_shown_with_its_colour_texts_and_operations(
    opened: Opened, address: str, connectors: Path, name: str
):
    known = connector_view(connector(connectors, name))
    page = opened(f"{address}#connector={name}")
    head = page.get_by_role("banner")
    expect(head.get_by_role("heading", level=1)).to_contain_text(known.title)
    expect(head).to_contain_text(known.description)
    publisher, *categories = HEADS[name]
    expect(head.locator("p").get_by_text(publisher, exact=True)).to_be_visible()
    expect(head.locator("p .badge")).to_have_text(categories)
    expect(head.locator("img")).to_have_css("background-color", rgb(known.color))
    head.locator("img").evaluate("one => one.decode()")
    assert head.locator("img").evaluate("one => one.naturalWidth") > 0
    listed = page.get_by_role("navigation", name="Operations").get_by_role("button")
    page.get_by_label("Internal and deprecated").check()
    expect(page.get_by_text(f"{len(known.cards)} of {len(known.cards)}")).to_be_visible()
    labels = {one.label for one in known.cards}
    assert labels <= {
        one.split("\n")[0] for one in page.locator(".operation .grow > span:first-child").all_inner_texts()
    }
    page.get_by_role("button", name="Triggers", exact=True).click()
    expect(listed.filter(has_text="Get ")).to_have_count(0)


def test_operations_are_grouped_and_say_that_they_are_old(opened: Opened, address: str):
    page = opened(f"{address}#connector=demonstration")
    actions = page.get_by_role("region", name="Actions")
    expect(actions.locator(".group")).to_have_text(["Important", "Advanced"])
    expect(actions.get_by_role("button", name="Get a thing (deprecated)")).to_have_count(0)
    page.get_by_label("Internal and deprecated").check()
    expect(actions.get_by_role("button", name="Get a thing (deprecated)")).to_contain_text("Deprecated")


def test_a_call_is_copied_as_other_programs_take_it(opened: Opened, address: str):
    page = opened(f"{address}#connector=workpoint")
    page.get_by_role("region", name="Actions").get_by_role("listitem").get_by_role("button").first.click()
    for box in page.get_by_role("form", name="Inputs").locator("input").all():
        box.fill("https://example.com/1")
    page.get_by_role("button", name="Run", exact=True).click()
    page.locator("summary", has_text="Copy the call").click()
    curl, case, action = page.locator(".copies pre").all_inner_texts()
    assert curl.startswith("curl")
    assert "operation:" in case
    (made,) = json.loads(action).values()
    assert made["type"] == "OpenApiConnection"


def test_apps_and_models_see_a_card_in_their_way(opened: Opened, address: str):
    page = opened(f"{address}#connector=demonstration&operation=EveryControl")
    page.get_by_role("button", name="Power Apps").click()
    expect(page.get_by_role("region", name="Power Apps").locator("pre")).to_contain_text("EveryControl(")
    page.get_by_role("button", name="Copilot Studio").click()
    seen = page.get_by_role("region", name="Copilot Studio")
    expect(seen).to_contain_text("asks first")
    expect(seen).to_contain_text("Has a field of each type, with its limits.")


@pytest.mark.parametrize("name", NAMES)
def test_an_exported_page_shows_each_card(opened: Opened, run, connectors: Path, tmp_path: Path, name: str):
    assert run("preview", name, "--export", str(tmp_path / "site"), "--workspace", str(connectors)).code == 0
    page: Page = opened((tmp_path / "site" / "index.html").as_uri())
    expect(page.get_by_role("heading", level=1)).to_contain_text(connector_view(connector(connectors, name)).title)
    cards = page.get_by_role("navigation", name="Operations").get_by_role("listitem").get_by_role("button")
    for number in (0, cards.count() - 1):
        cards.nth(number).click()
        expect(cards.nth(number)).to_have_attribute("aria-current", "true")
        expect(page.get_by_text("Dynamic content", exact=False).first).to_be_visible()
    panel(page, "Connection")
    expect(page.get_by_role("button", name="Test connection")).to_have_count(0)
    for missing in ("Changes", "Findings"):
        expect(page.get_by_role("group", name="Panel").get_by_role("button", name=missing)).to_have_count(0)


@pytest.mark.parametrize("name", NAMES)
def test_no_card_is_wider_than_a_screen_of_any_size(opened: Opened, address: str, name: str):
    page = opened(f"{address}#connector={name}")
    cards = page.get_by_role("navigation", name="Operations").get_by_role("listitem").get_by_role("button")
    expect(cards.first).to_be_visible()
    for number in range(0, cards.count(), 3):
        cards.nth(number).click()
        expect(page.get_by_role("heading", level=2).last).to_be_visible()
        for width in (360, 1024, 1920):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
