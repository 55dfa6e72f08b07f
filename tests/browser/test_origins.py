"""What a page of another origin can do with a preview whose address it knows: nothing."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Page, expect
from tests.browser.kept_pages import KeptPages
from tests.browser.served import served, workspace

OTHERS = ("127.0.0.1", "localhost")
"""Another port of the same host is of the same site; another name of this machine is of another site."""
ASKED = json.dumps({"connector": "demonstration", "operation": "OnThings", "inputs": {"kind": "small"}, "more": "="})
"""What subscribes a webhook. A form sends it as a name and a value, with the equals sign between them."""
ATTACKS = {
    "reads the page": "fetch(page).then(read)",
    "reads the model": "fetch(`${page}api/model`).then(read)",
    "reads without cors": "fetch(`${page}api/model`, { mode: 'no-cors' }).then(read)",
    "asks with JSON": "fetch(action, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })",
    "loads a script": "loads('script', { src: `${page}main.mjs`, type: 'module' })",
    "loads a picture": "loads('img', { src: `${page}api/icon` })",
    "loads a style": "loads('link', { href: `${page}page.css`, rel: 'stylesheet' })",
    "hears events": "hears(new EventSource(`${page}events`))",
    "looks into a frame": "loads('iframe', { src: page }).then(one => one.contentDocument.body.innerText)",
}
"""Promises that are kept where an attack succeeds."""
BLIND = {
    "asks without cors": "fetch(action, { method: 'POST', mode: 'no-cors', body })",
    "sends a beacon": "Promise.resolve(navigator.sendBeacon(action, body))",
    "sends a form": "sends(action, body)",
}
"""What sends a request and learns nothing of the answer."""
TOOLS = """
const read = async answer => await answer.text() || Promise.reject(new Error("there is nothing to read"));
const loads = (kind, given) => new Promise((done, failed) => {
  const one = Object.assign(document.createElement(kind), given);
  one.onload = () => done(one);
  one.onerror = failed;
  document.body.append(one);
});
const hears = source => new Promise((done, failed) => { source.onopen = done; source.onerror = failed; });
const sends = async (action, body) => {
  const [name, value] = body.split("=");
  const how = { action, method: "post", enctype: "text/plain", target: "there" };
  const form = Object.assign(document.createElement("form"), how);
  form.append(Object.assign(document.createElement("input"), { name, value }));
  const frame = Object.assign(document.createElement("iframe"), { name: "there" });
  document.body.append(form, frame);
  await new Promise(done => { frame.onload = done; form.submit(); });
};
"""


class Empty(BaseHTTPRequestHandler):
    """A page with nothing in it."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>Another page</title><body></body>")

    def log_message(self, *_: object) -> None:
        """Write nothing of requests."""


@contextmanager
def another_server() -> Iterator[int]:
    """The port of a server of empty pages."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Empty) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, int]]:
    """The address of a preview, and the port of the other server."""
    root = workspace(tmp_path_factory.mktemp("preview"), "demonstration")
    with served(root, "demonstration") as address, another_server() as port:
        yield address, port


@pytest.fixture(params=OTHERS)
def attacker(request: pytest.FixtureRequest, pages: KeptPages, places: tuple[str, int]) -> Iterator[Page]:
    """A page of another origin."""
    with pages.page(role="attacker") as page:
        page.goto(f"http://{request.param}:{places[1]}/")
        yield page


def tried(page: Page, attack: str, address: str) -> str:
    """What became of an attack: ``done``, or why it failed."""
    given = [address, f"{address}api/trigger/subscribe", ASKED]
    script = f"""async ([page, action, body]) => {{ {TOOLS}
      try {{ await {attack}; return "done"; }}
      catch (fault) {{ return `failed: ${{fault.message ?? fault.type}}`; }} }}"""
    return str(page.evaluate(script, given))


def test_another_page_reads_nothing_and_loads_nothing(attacker, places):
    outcomes = {what: tried(attacker, attack, places[0]) for what, attack in ATTACKS.items()}
    assert {what: raised for what, raised in outcomes.items() if not raised.startswith("failed")} == {}


def test_another_page_sees_nothing_of_a_window_that_it_opens(attacker, places):
    with attacker.expect_popup() as popup:
        attacker.evaluate("address => { window.other = window.open(address) }", places[0])
    popup.value.wait_for_load_state()
    raised = attacker.evaluate(
        "() => { try { return other.document.body.innerText } catch (fault) { return fault.name } }"
    )
    assert raised in ("SecurityError", "TypeError")


def test_another_page_calls_nothing(attacker, pages, places):
    sent: list[str] = []
    attacker.on("request", lambda one: sent.append(one.method) if one.url.startswith(places[0]) else None)
    for attack in BLIND.values():
        tried(attacker, attack, places[0])
    assert sent == ["POST"] * len(BLIND)
    with pages.page() as own:
        own.goto(f"{places[0]}#operation=OnThings")
        expect(own.get_by_text("Nothing is kept of this trigger.")).to_be_visible()
        own.get_by_role("button", name="Subscribe", exact=True).click()
        expect(own.get_by_text("Subscribed; the service has given the Location")).to_be_visible()
        own.get_by_role("button", name="Unsubscribe").click()
        expect(own.get_by_text("Nothing is kept of this trigger.")).to_be_visible()
