"""The preview in a browser, as makers and authors use it: few tests, each of which goes through much of the page."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Route, expect
from tests.browser.conftest import Opened
from tests.browser.served import NAMES, ROOT, workspace

from connectorsmith.preview.differences import HEAD

PICTURES = ROOT / "docs" / "pictures"


def choose(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Operations").get_by_role("button", name=name).first.click()
    expect(page.get_by_role("heading", level=2, name=name)).to_be_visible()


def field(page: Page, label: str) -> Locator:
    """The control of the field with this label."""
    return page.locator(f'.field:has(> label > span:text-is("{label}"))').locator("input, select, textarea").first


def panel(page: Page, name: str) -> None:
    page.get_by_role("group", name="Panel").get_by_role("button", name=re.compile(name)).click()


@pytest.mark.parametrize("name", NAMES)
def test_every_part_of_a_connector_is_accessible(opened, accessible, address, name):
    page = opened(f"{address}#connector={name}", bypass_csp=True)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.get_by_label("Internal and deprecated").check()
    buttons = page.get_by_role("navigation", name="Operations").get_by_role("listitem").get_by_role("button")
    buttons.first.click()
    expect(page.get_by_role("region", name="Trigger lab")).to_be_visible()
    accessible(page, f"the trigger lab of {name}")
    page.get_by_role("region", name="Actions").get_by_role("listitem").get_by_role("button").first.click()
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.get_by_role("region", name="Result")).to_be_visible()
    page.evaluate("for (const one of document.querySelectorAll('.fields > details, .copies')) one.open = true")
    accessible(page, f"a card and a result of {name}", "main")
    for client in ("Power Apps", "Copilot Studio", "Power Automate"):
        page.get_by_role("button", name=client, exact=True).click()
    for part in ("Connection", "Changes", "Findings"):
        panel(page, part)
        expect(page.locator("main h2").first).to_be_visible()
        accessible(page, f"{part} of {name}", "main")


@pytest.mark.parametrize("width", [360, 1024, 1920])
def test_no_part_is_wider_than_the_screen(opened, address, width):
    page = opened(f"{address}#connector=demonstration", width=width)
    for name in ("Use every control", "Upload a file", "When a thing is found"):
        choose(page, name)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    for part in ("Connection", "Changes", "Findings"):
        panel(page, part)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_control_gives_its_value_to_the_call(opened, address):
    page = opened(f"{address}#connector=demonstration")
    choose(page, "Use every control")
    field(page, "Text").fill("7")
    field(page, "Choice").select_option(label="Paid")
    field(page, "Boolean").select_option(label="No")
    field(page, "Whole number").fill("3")
    field(page, "Number").fill("1.5")
    field(page, "Date and time").fill("2026-03-31T12:30:00")
    field(page, "Date").fill("2026-03-31")
    field(page, "E-mail").fill("a@example.com")
    field(page, "Object as JSON").fill('{"a": 1}')
    page.get_by_role("button", name="Add an item to Lines").click()
    field(page, "Lines SKU").fill("A1")
    field(page, "Lines Count").fill("2")
    page.get_by_role("button", name="Add an item to Words").click()
    field(page, "Item").fill("word")
    page.get_by_role("button", name="Run", exact=True).click()
    page.locator("summary", has_text="compose").click()
    sent = page.locator(".step.compose pre").inner_text()
    assert "/things/7?" in sent
    values = (
        "choice=paid",
        "boolean=false",
        "integer=3",
        "number=1.5",
        "time=2026-03-31T12%3A30%3A00Z",
        "date=2026-03",
    )
    assert [one for one in values if one not in sent] == []
    assert '"sku": "A1"' in sent
    assert '"count": 2' in sent
    assert re.search(r'"words": \[\s*"word"\s*\]', sent)
    assert re.search(r'"object": \{\s*"a": 1\s*\}', sent)
    expect(page.get_by_text("The maker gets 200.")).to_be_visible()


def test_the_form_says_what_is_wrong_and_takes_expressions(opened, address):
    page = opened(f"{address}#connector=demonstration")
    choose(page, "Use every control")
    field(page, "Whole number").fill("9")
    expect(page.get_by_text("The most is 5.")).to_be_visible()
    field(page, "E-mail").fill("wrong")
    expect(page.get_by_text("Enter an e-mail address.")).to_be_visible()
    field(page, "E-mail").fill("@{triggerBody()}")
    expect(page.get_by_text("Enter an e-mail address.")).to_have_count(0)
    page.get_by_role("button", name="fx, expression for Date and time").click()
    field(page, "Date and time").fill("@utcNow()")
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.get_by_text("'Text' is required.")).to_be_visible()


def test_dropdowns_trees_and_forms_depend_on_each_other(opened, address):
    page = opened(f"{address}#connector=demonstration")
    choose(page, "Choose from lists")
    field(page, "Thing").focus()
    expect(page.get_by_text("`group` has no value yet, so nothing is asked")).to_be_visible()
    field(page, "Group").focus()
    group = field(page, "Group")
    expect(group.locator("option")).not_to_have_count(2)
    group.select_option(index=1)
    thing = field(page, "Thing")
    expect(thing.locator("option")).not_to_have_count(2)
    thing.select_option(index=1)
    expect(field(page, "Size")).to_be_visible()
    field(page, "Colour").select_option(label="green")
    choose(page, "Upload a file")
    page.get_by_role("button", name="Browse Folder").click()
    folders = page.get_by_role("navigation", name="Folders of Folder")
    chosen = folders.get_by_role("listitem").first.get_by_role("button").first
    chosen.click()
    expect(page.get_by_text("Nothing is chosen")).to_have_count(0)
    field(page, "File").set_input_files({"name": "a.txt", "mimeType": "text/plain", "buffer": b"hello"})
    expect(page.get_by_text("5 bytes")).to_be_visible()
    page.get_by_role("button", name="Run", exact=True).click()
    page.locator("summary", has_text="compose").click()
    assert 'filename="a.txt"' in page.locator(".step.compose pre").inner_text()


def test_a_card_is_worked_by_keyboard_alone(opened, address):
    page = opened(f"{address}#connector=oneflow")
    expect(page.get_by_role("heading", level=2, name="Get contract details")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the card")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_be_focused()
    tab_to(page, field(page, "Contract Id"))
    page.keyboard.type("12")
    tab_to(page, page.get_by_role("button", name="Run", exact=True))
    page.keyboard.press("Enter")
    expect(page.get_by_text("The maker gets 200.")).to_be_visible()
    page.get_by_label("Search operations").focus()
    page.keyboard.type("datafield")
    expect(page.get_by_text("1 of 19")).to_be_visible()
    tab_to(page, page.get_by_role("button", name="Update a datafield"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=2, name="Update a datafield")).to_be_visible()


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until an element has the focus."""
    for _ in range(30):
        page.keyboard.press("Tab")
        if wanted.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError("the element cannot be reached")


def test_a_save_is_shown_with_what_was_typed_and_faults_beside_their_card(opened, serving, tmp_path):
    root = workspace(tmp_path / "now", "oneflow")
    file = root / "specs" / "oneflow" / "actions.yaml"
    text = file.read_text("utf-8")
    place = serving(root, "oneflow", versions={HEAD: workspace(tmp_path / "head", "oneflow")})
    page = opened(place)
    field(page, "Contract Id").fill("77")
    file.write_text(text.replace("summary: Get contract details", "summary: Look at a contract"), "utf-8")
    expect(page.get_by_role("heading", level=2, name="Look at a contract")).to_be_visible()
    expect(field(page, "Contract Id")).to_have_value("77")
    panel(page, "Changes")
    expect(page.get_by_role("article").locator(".changes li", has_text="Look at a contract")).to_be_visible()
    panel(page, "Operation")
    file.write_text(text.replace("summary: Get contract details", "summery: Get contract details"), "utf-8")
    expect(page.get_by_role("heading", name="The spec has errors")).to_be_visible()
    link = page.locator(".card .faults a").first
    expect(link).to_have_attribute("href", re.compile(r"^vscode://file/.+/specs/oneflow/actions\.yaml:5:\d+$"))
    file.write_text(text, "utf-8")
    expect(page.get_by_role("heading", name="The spec has errors")).to_have_count(0)


def test_an_exported_page_works_from_a_folder(opened, run, tmp_path):
    workspace(tmp_path, "oneflow")
    assert run("preview", "oneflow", "--export", str(tmp_path / "site"), "--workspace", str(tmp_path)).code == 0
    page = opened((tmp_path / "site" / "index.html").as_uri())
    choose(page, "Create a contract")
    expect(field(page, "Workspace name")).to_be_visible()
    expect(page.get_by_role("button", name="Run", exact=True)).to_have_count(0)


def steady(route: Route) -> None:
    """Answer as the preview does, with the same ids and the same port in each run."""
    answer = route.fetch()
    ids = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "00000000-0000-4000-8000-000000000000", answer.text())
    route.fulfill(response=answer, body=re.sub(r"127\.0\.0\.1:\d+", "127.0.0.1:8080", ids))


def test_pictures_of_the_documentation(opened: Opened, address: str, picture: Callable[[Page, Path], None]):
    page = opened(f"{address}#connector=oneflow", width=1200, height=800)
    choose(page, "Create a contract")
    field(page, "Workspace name").focus()
    expect(field(page, "Workspace name").locator("option")).not_to_have_count(2)
    expect(page.locator(".operation .mark")).not_to_have_count(0)  # the findings come after the cards
    page.evaluate("scrollTo(0, 0)")
    picture(page, PICTURES / "preview-card.png")
    choose(page, "Get contract details")
    field(page, "Contract Id").fill("12")
    page.route("**/api/run", steady)
    page.get_by_role("button", name="Run", exact=True).click()
    page.get_by_role("heading", name="Timeline").scroll_into_view_if_needed()
    picture(page, PICTURES / "preview-run.png")
