"""A spec that means harm shows as text and stays usable, and a page of another origin can do nothing."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.browser.served import served, workspace

from connectorsmith.source.yaml.write import write_yaml

MARKUP = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
ARABIC = "مرحبا بالعالم"
LONG = "W" * 3_000


def hostile() -> dict[str, Any]:
    """A connector of 256 operations whose texts are markup, addresses of scripts, very long or right to left."""
    fields = {f"f{number}": {"type": "string", "summary": f"Field {number}"} for number in range(2_000)}
    texts = {1: MARKUP, 2: ARABIC, 3: LONG}
    actions: dict[str, Any] = {
        f"Op{number}": {
            "call": f"GET /x{number}/{{id}}",
            "summary": texts.get(number, f"Operation {number}"),
            "description": MARKUP,
            "externalDocs": {"url": "javascript:alert(1)", "description": MARKUP},
            "parameters": [
                {
                    "name": "id",
                    "in": "path",
                    "required": True,
                    "type": "string",
                    "summary": MARKUP,
                    "description": LONG,
                },
                {"name": "constructor", "in": "query", "type": "string", "enum": [MARKUP, ARABIC, "__proto__"]},
            ],
            "responses": {"200": "Node"},
        }
        for number in range(254)
    }
    actions["Big"] = {"call": "POST /big", "summary": "Big", "body": {"required": True, "schema": "Big"}}
    actions["Tree"] = {"call": "POST /tree", "summary": "Tree", "body": {"required": True, "schema": "Node"}}
    for name, schema in (("Big", "Big"), ("Tree", "Node")):
        actions[name]["responses"] = {"200": schema}
    node = {"name": {"type": "string"}, "__proto__": {"type": "string"}, "next": "Node", "all": "array of Node"}
    return {
        "info": {"title": MARKUP, "version": "1.0", "description": MARKUP},
        "host": "api.example.com",
        "publisher": MARKUP,
        "iconBrandColor": "red;background:url(https://evil.example)",
        "actions": actions,
        "definitions": {"Big": {"properties": fields}, "Node": {"properties": node}},
    }


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("hostile")
    (root / "specs").mkdir()
    (root / "specs" / "hostile.yaml").write_text(write_yaml(hostile()), "utf-8")
    with served(root, "hostile") as found:
        yield found


def test_texts_of_a_spec_are_never_markup(opened, address):
    page = opened(address)
    for text in (MARKUP, ARABIC, LONG):
        page.get_by_role("button", name=text[:60]).first.click()
        expect(page.get_by_role("heading", level=2, name=text[:60])).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 1024
    assert page.title() == "Connector preview"
    assert page.locator("img[src=x], script:not([src]), a[href^=javascript]").count() == 0
    expect(page.get_by_role("heading", level=1)).to_have_text(MARKUP)
    page.get_by_text("Advanced parameters").click()
    page.get_by_label("constructor").last.select_option(label="__proto__")
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.get_by_role("region", name="Result")).to_be_visible()


def test_a_large_connector_stays_usable(opened, address):
    page = opened(address)
    expect(page.get_by_text("256 of 256")).to_be_visible()
    page.get_by_label("Search operations").fill("big")
    page.get_by_role("button", name="Big").first.click()
    page.get_by_text("Advanced parameters").click()
    expect(page.get_by_role("button", name="Show all 2000 fields")).to_be_visible()
    page.get_by_label("Field 7", exact=False).first.fill("typed")
    page.get_by_label("Search operations").fill("tree")
    page.get_by_role("button", name="Tree").first.click()
    page.get_by_text("Advanced parameters").click()
    expect(page.get_by_text("The definition contains itself").first).to_be_visible()


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """The origin of another server of this machine, which serves an empty page."""

    class Empty(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<!doctype html><title>elsewhere</title><link rel=icon href='data:,'>")

        def log_message(self, *_: object) -> None:
            """Print nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Empty) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


ATTACK = """async address => {
  const tried = {};
  const ask = async (name, path, options) => {
    tried[name] = await fetch(address + path, options).then(answer => answer.type, () => "refused");
  };
  const body = JSON.stringify({ operation: "Ping", inputs: {} });
  await ask("read", "api/model", {});
  await ask("call", "api/run", { method: "POST", headers: { "Content-Type": "application/json" }, body });
  tried.events = await new Promise(done => {
    const source = new EventSource(address + "events");
    source.onopen = () => done("open");
    source.onerror = () => { source.close(); done("refused"); };
  });
  tried.script = await new Promise(done => {
    const script = document.createElement("script");
    script.type = "module";
    script.src = address + "main.mjs";
    script.onload = () => done("loaded");
    script.onerror = () => done("refused");
    document.head.append(script);
  });
  tried.picture = await new Promise(done => {
    const picture = new Image();
    picture.onload = () => done("loaded");
    picture.onerror = () => done("refused");
    picture.src = address + "api/icon";
  });
  const frame = document.createElement("iframe");
  frame.src = address;
  document.body.append(frame);
  await new Promise(done => { frame.onload = done; });
  tried.frame = frame.contentDocument === null ? "refused" : "open";
  await ask("blind", "api/run", { method: "POST", mode: "no-cors", body });
  return tried;
}"""


def test_a_page_of_another_origin_that_knows_the_address_can_do_nothing(browser, elsewhere, tmp_path):
    root = workspace(tmp_path, "oneflow")
    with served(root, "oneflow") as place:
        page = browser.new_page()
        page.goto(elsewhere)
        answers: list[tuple[str, int]] = []
        page.on("response", lambda one: answers.append((one.url, one.status)) if one.url.startswith(place) else None)
        found = page.evaluate(ATTACK, place)
        page.close()
    assert set(found.values()) == {"refused"}, json.dumps(found)
    assert {status for _, status in answers} <= {403}
