"""The trigger lab: webhooks are subscribed, notified and removed, polling triggers are asked, for each connector."""

from __future__ import annotations

import json
import urllib.request

from playwright.sync_api import Page, expect
from tests.browser.conftest import Opened
from tests.browser.test_preview import choose, field

ONEFLOW_EVENTS = ("contract:sign", "participant:create")
SITE = "https://contoso.sharepoint.com/sites/wp"


def subscribed(page: Page) -> str:
    """Subscribe, and return the registration call as it was sent."""
    page.get_by_role("button", name="Subscribe", exact=True).click()
    expect(page.get_by_text("Subscribed; the service has given the Location")).to_be_visible()
    page.locator(".step.send summary").first.click()
    return page.locator(".step.send pre").first.inner_text()


def unsubscribe(page: Page) -> None:
    page.get_by_role("button", name="Unsubscribe").click()
    expect(page.get_by_text("Nothing is kept of this trigger.")).to_be_visible()


def test_an_event_of_oneflow_starts_a_run_with_what_the_maker_chose(opened: Opened, address: str):
    page = opened(f"{address}#connector=oneflow")
    choose(page, "When a contract is updated")
    for number, event in enumerate(ONEFLOW_EVENTS):
        page.get_by_role("button", name="Add an item to Update type").click()
        page.get_by_role("group", name="Update type").get_by_role("combobox").nth(number).select_option(event)
    sent = subscribed(page)
    assert sent.startswith("POST https://api.oneflow.com/v1/webhooks")
    assert "/callbacks/preview-" in sent
    page.get_by_role("button", name="Send the event").click()
    expect(page.get_by_role("button", name="Copy outputs of run 1")).to_be_visible()
    unsubscribe(page)
    expect(page.get_by_role("region", name="Result")).to_contain_text("The maker gets 2")


def test_an_event_of_workpoint_is_changed_before_it_is_sent(opened: Opened, address: str):
    page = opened(f"{address}#connector=workpoint")
    choose(page, "When a WorkPoint event occurs")
    field(page, "Event Source WorkPoint365 URL").fill(SITE)
    for label in ("Event Source Business Module Id", "Event Source Trigger Id"):
        control = field(page, label)
        control.focus()
        expect(control.locator("option")).not_to_have_count(2)
        control.select_option(index=1)
    assert subscribed(page).startswith("POST https://api.workpoint365.com/api/webhookproxy")
    page.locator("summary", has_text="The event as JSON").click()
    event = page.get_by_label("The event as JSON")
    event.fill(json.dumps({"Id": "1", "Attempt": 1, "Properties": {}, "Notifications": [{"EntityId": 4711}]}))
    page.get_by_role("button", name="Send the event").click()
    expect(page.get_by_role("region", name="Runs")).to_contain_text("4711")
    unsubscribe(page)


def test_the_trigger_lab_plays_webhooks_and_polls(opened: Opened, address: str):
    page = opened(f"{address}#connector=demonstration")
    choose(page, "When things are made")
    page.get_by_role("button", name="Subscribe", exact=True).click()
    expect(page.get_by_text("Subscribed; the service has given the Location")).to_be_visible()
    page.get_by_role("button", name="Send the event").click()
    expect(page.get_by_role("button", name="Copy outputs of run 1")).to_be_visible()
    page.get_by_role("button", name="Unsubscribe").click()
    expect(page.get_by_text("Nothing is kept of this trigger.")).to_be_visible()
    choose(page, "When a thing is found")
    page.get_by_role("button", name="Poll once").click()
    expect(page.get_by_text("the first poll sets the state")).to_be_visible()
    page.get_by_role("button", name="Poll once").click()
    expect(page.get_by_role("button", name="Copy outputs of run 1")).to_be_visible()
    page.get_by_role("button", name="Forget the state").click()
    expect(page.get_by_text("Nothing is kept of this trigger.")).to_be_visible()


def test_a_service_calls_back_and_the_flow_runs_by_itself(opened: Opened, address: str):
    page = opened(f"{address}#connector=demonstration&operation=OnThing")
    with page.expect_response("**/trigger/subscribe") as answer:
        page.get_by_role("button", name="Subscribe", exact=True).click()
    body = json.dumps({"id": 4711, "name": "called back"}).encode()
    kind = {"Content-Type": "application/json"}
    with urllib.request.urlopen(urllib.request.Request(answer.value.json()["callback"], body, kind)) as taken:
        assert taken.status in (200, 202)
    expect(page.get_by_role("region", name="Runs")).to_contain_text("called back")
    page.get_by_role("button", name="Unsubscribe").click()
    expect(page.get_by_text("Nothing is kept of this trigger.")).to_be_visible()


def test_the_clock_polls_until_it_is_stopped(opened: Opened, address: str):
    page = opened(f"{address}#connector=demonstration&operation=OnPolledThing", keep=False)  # its clock stays replaced
    page.clock.install()
    page.get_by_role("button", name="Poll by the clock").click()
    page.clock.fast_forward("00:02")
    expect(page.get_by_text("the first poll sets the state; the next poll is due")).to_be_visible()
    page.clock.fast_forward("05:00")
    expect(page.get_by_role("button", name="Copy outputs of run 1", exact=True)).to_be_visible()
    page.get_by_role("button", name="Stop the clock").click()
    page.get_by_role("button", name="Forget the state").click()
    expect(page.get_by_text("Nothing is kept of this trigger.")).to_be_visible()
