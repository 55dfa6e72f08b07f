"""The connection dialog of each connector, and the calls that use what is typed into it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Opened
from tests.browser.served import NAMES
from tests.browser.test_preview import choose, field, panel

DIALOGS = {
    "demonstration": ["API key* securestring", "Region string"],
    "oneflow": ["Oneflow API key* securestring", "Email address* string", "API URL* string"],
    "workpoint": [],
}
"""The labels of each dialog with their types, in the order of their tabs or else of the spec."""
SECRET = "key-0123456789-of-the-maker"


@pytest.mark.parametrize("name", NAMES)
def test_the_fields_of_a_dialog_are_in_order(opened: Opened, address: str, name: str):
    page = opened(f"{address}#connector={name}&panel=connection")
    form = page.get_by_role("form", name="Connection")
    expect(form).to_be_visible()
    labels = [" ".join(one.split()) for one in form.locator("label").all_inner_texts()]
    assert labels == DIALOGS[name]
    expect(form.get_by_role("button", name="Sign in")).to_have_count(1 if name == "workpoint" else 0)


def test_secrets_are_masked_and_choices_and_defaults_are_there(opened: Opened, address: str):
    page = opened(f"{address}#connector=oneflow&panel=connection")
    form = page.get_by_role("form", name="Connection")
    expect(form.get_by_label("Oneflow API key")).to_have_attribute("type", "password")
    expect(form.get_by_label("Email address")).to_have_attribute("type", "text")
    expect(form.get_by_label("API URL").locator("option")).to_have_text(["Production", "Test"])
    expect(form.get_by_label("API URL").locator("option:checked")).to_have_text("Production")
    expect(form).to_contain_text("Found in Oneflow under Marketplace, API tokens")


def test_a_dialog_has_its_ways_and_tests_one(opened: Opened, address: str):
    page = opened(f"{address}#connector=demonstration&panel=connection")
    ways = page.get_by_role("group", name="Authentication type")
    expect(ways.get_by_role("button")).to_have_text(["API key", "Another address"])
    region = page.get_by_role("form", name="Connection").get_by_label("Region")
    expect(region.locator("option:checked")).to_have_text("Europe")
    expect(page.get_by_text("See your account.")).to_be_visible()
    ways.get_by_role("button", name="Another address").click()
    expect(page.get_by_role("form", name="Connection").get_by_label("Secure").locator("option")).to_have_text(
        ["", "Yes", "No"]
    )
    page.get_by_role("button", name="Test connection").click()
    expect(page.get_by_text("The maker gets 200.")).to_be_visible()


def test_calls_use_what_is_typed_and_the_page_never_shows_a_secret(opened: Opened, address: str):
    page = opened(f"{address}#connector=oneflow&panel=connection")
    form = page.get_by_role("form", name="Connection")
    form.get_by_label("Oneflow API key").fill(SECRET)
    form.get_by_label("Email address").fill("maker@example.org")
    form.get_by_label("API URL").select_option("Test")
    panel(page, "Operation")
    choose(page, "Get contract details")
    field(page, "Contract Id").fill("12")
    page.get_by_role("button", name="Run", exact=True).click()
    sent = shown_steps(page, "send")
    assert "https://api.test.oneflow.com/v1/contracts/12" in sent
    assert "x-oneflow-user-email: maker@example.org" in sent
    assert "x-oneflow-api-token: ***" in sent
    page.locator("summary", has_text="Copy the call").click()
    assert SECRET not in page.content()
    panel(page, "Connection")
    expect(form.get_by_label("Email address")).to_have_value("maker@example.org")


def test_the_test_of_a_connection_uses_what_is_typed(opened: Opened, address: str):
    page = opened(f"{address}#connector=demonstration&panel=connection")
    page.get_by_role("form", name="Connection").locator("input[type=password]").fill(SECRET)
    with page.expect_request("**/api/connection/test") as asked:
        page.get_by_role("button", name="Test connection").click()
    assert asked.value.post_data_json["connection"] == {"name": "", "set": "key", "values": {"api_key": SECRET}}
    expect(page.get_by_text("The maker gets 200.")).to_be_visible()
    assert SECRET not in page.get_by_role("region", name="Result").inner_text()


@pytest.mark.parametrize("name", ["oneflow", "workpoint"])
def test_a_connector_without_a_test_of_its_connection_says_so(opened: Opened, address: str, name: str):
    page = opened(f"{address}#connector={name}&panel=connection")
    expect(page.get_by_role("button", name="Test connection")).to_be_disabled()
    expect(page.get_by_text("The connector names no operation that tests a connection.")).to_be_visible()


def shown_steps(page: Page, kind: str) -> str:
    """The messages of the first step of a kind."""
    page.locator(f".step.{kind} summary").first.click()
    return "\n".join(page.locator(f".step.{kind} pre").all_inner_texts())
