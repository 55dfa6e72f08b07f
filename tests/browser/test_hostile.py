"""A spec that wants to harm or to annoy: its texts are shown as texts, and the page stays usable."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.conftest import Opened
from tests.browser.hostile import (
    ANSWERED,
    ARABIC,
    BREAK_OUT,
    FIELDS,
    LINK,
    LONG,
    OPERATIONS,
    PICTURE,
    SCRIPT,
    write_hostile,
)
from tests.browser.served import served

NARROW = 360


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A preview of the hostile connector."""
    with served(write_hostile(tmp_path_factory.mktemp("hostile")), "hostile") as found:
        yield found


@pytest.fixture
def page(opened: Opened, address: str) -> Iterator[Page]:
    """The card of texts on a small screen; at the end, nothing of the spec has become part of the page."""
    found = opened(f"{address}#operation=Texts", width=NARROW)
    expect(heading(found, BREAK_OUT)).to_be_visible()
    yield found
    assert found.evaluate("window.harmed") is None
    assert found.locator("script").count() == 1
    assert found.locator("svg, img[onerror], [href^='javascript:' i], [style*='url']").count() == 0
    assert found.evaluate("document.documentElement.scrollWidth") <= NARROW


def heading(page: Page, text: str) -> Locator:
    return page.get_by_role("heading", level=2, name=text, exact=True)


def choose(page: Page, label: str) -> None:
    page.get_by_label("Search operations").fill(label)
    page.get_by_role("navigation", name="Operations").get_by_role("button", name=label).first.click()
    expect(heading(page, label)).to_be_visible()


def test_texts_of_the_spec_are_never_markup(page: Page):
    expect(page.get_by_role("heading", level=1)).to_have_text(PICTURE)
    card = page.get_by_role("article")
    labels = card.locator("form label > span:first-child")
    assert {SCRIPT, PICTURE, LONG, ARABIC, LINK} <= {*labels.all_inner_texts()}
    assert labels.get_by_text(ARABIC).evaluate("one => getComputedStyle(one).direction") == "rtl"
    assert card.get_by_label("Choice").locator("option").all_inner_texts()[1:4] == [SCRIPT, LONG, BREAK_OUT]
    expect(card.locator("header").get_by_text(SCRIPT, exact=True)).to_be_visible()  # its address is not of the web
    for client in ("Power Apps", "Copilot Studio", "Classic designer"):
        page.get_by_role("button", name=client).click()
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW


def test_values_of_an_answer_are_never_markup(page: Page):
    for box in page.get_by_role("form", name="Inputs").get_by_role("textbox").all():
        box.fill(SCRIPT)
    page.get_by_role("button", name="Run", exact=True).click()
    result = page.get_by_role("region", name="Result")
    expect(result.get_by_text("The maker gets 200.")).to_be_visible()
    expect(result.locator("pre").first).to_contain_text(PICTURE)
    result.locator("summary", has_text="compose").click()
    expect(result.locator(".step.compose pre")).to_contain_text("constructor=%3Cscript%3E")
    result.locator("summary", has_text="Copy the call").click()
    expect(result.locator(".copies pre").first).to_contain_text("__proto__=%3Cscript%3E")


def test_values_of_a_lookup_are_never_markup(page: Page):
    choose(page, "Choose a name")
    field = page.get_by_role("combobox", name="Chosen name")
    field.focus()
    expect(field.locator("option", has_text=SCRIPT)).to_have_count(1)
    assert [*ANSWERED] == [text for text in field.locator("option").all_text_contents() if text in ANSWERED]
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW
    field.select_option(label=BREAK_OUT)
    page.get_by_role("button", name="Run", exact=True).click()
    result = page.get_by_role("region", name="Result")
    expect(result.get_by_text("The maker gets 200.")).to_be_visible()
    result.locator("summary", has_text="compose").click()
    expect(result.locator(".step.compose pre")).to_contain_text("name=3javascript")


def test_the_other_panels_show_texts_too(page: Page):
    panels = page.get_by_role("group", name="Panel")
    panels.get_by_role("button", name="Connection").click()
    expect(page.get_by_text(LONG, exact=True).first).to_be_visible()
    expect(page.get_by_label(SCRIPT).locator("option", has_text=BREAK_OUT)).to_have_count(1)
    for panel, name in (("Changes", "Changes"), ("Findings", "Findings")):
        panels.get_by_role("button", name=panel).click()
        expect(heading(page, name)).to_be_visible()
        expect(page.get_by_text("Comparing …")).to_have_count(0)
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW


def test_many_operations_are_found_and_worked(page: Page):
    expect(page.get_by_text(f"{OPERATIONS} of {OPERATIONS}")).to_be_visible()
    choose(page, f"Act {OPERATIONS - 1}")
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.get_by_text("The maker gets 200.")).to_be_visible()
    choose(page, LONG)


def test_many_fields_and_trees_without_end_stay_usable(page: Page):
    choose(page, "Many fields")
    page.get_by_role("button", name=f"Show all {FIELDS} fields").click()
    last = page.get_by_label(f"Field {FIELDS - 1}")
    last.fill("typed")
    expect(last).to_have_value("typed")
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.get_by_text("The maker gets 200.")).to_be_visible()
    choose(page, "A tree")
    page.locator("summary", has_text="Advanced parameters").click()
    expect(page.get_by_text("The definition contains itself").first).to_be_visible()


def test_a_hostile_page_is_accessible(opened: Opened, accessible: Callable[..., None], address: str):
    page = opened(f"{address}#operation=Texts", bypass_csp=True)
    expect(heading(page, BREAK_OUT)).to_be_visible()
    accessible(page, "a hostile card", "main")
