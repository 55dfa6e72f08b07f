"""A browser for the tests of the preview, and pages that notice every fault and every request that leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect
from tests.browser.chromium import program, started
from tests.browser.served import served
from tests.loopback.tools import axe

Opened = Callable[..., Page]
Serving = Callable[..., str]
READY = """async () => {
  await Promise.all([document.fonts.ready, ...[...document.images].map(one => one.decode())]);
  for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
}"""
"""Waits until fonts and pictures are there, and drawn."""
KINDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
"""The rules of axe-core that count."""


KEPT = pytest.StashKey[tuple[ExitStack, Browser]]()


@pytest.fixture
def browser(pytestconfig: pytest.Config) -> Browser:
    """Debian's Chromium, or Chrome: one for all tests that follow each other and need it."""
    if KEPT not in pytestconfig.stash:
        path = program()
        if path is None:
            pytest.skip("Chromium is not installed: run tests/install-chromium")
        expect.set_options(timeout=15_000)
        stack = ExitStack()
        pytestconfig.stash[KEPT] = stack, stack.enter_context(started(path))
    return pytestconfig.stash[KEPT][1]


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """End the browser before a test without one: while Playwright runs, no other test of the process uses asyncio."""
    if KEPT in item.config.stash and "browser" not in getattr(nextitem, "fixturenames", ()):
        stack, _ = item.config.stash[KEPT]
        del item.config.stash[KEPT]
        stack.close()


def is_expected(message: ConsoleMessage, refused: str) -> bool:
    """Whether a message of the console is no fault: a log of the test, or the refusal of a request to a path."""
    return message.type == "log" or bool(refused and refused in message.location["url"])


@pytest.fixture
def serving() -> Iterator[Serving]:
    """Start a preview as ``served`` does; it ends when the pages of the test are closed, which ask it until then."""
    with ExitStack() as stack:
        yield lambda *given, **more: stack.enter_context(served(*given, **more))


@pytest.fixture
def opened(browser: Browser, serving: Serving) -> Iterator[Opened]:
    """Open an address. In the end there must have been no fault, and no request to another origin.

    The browser may say of a request to a path in ``refused`` that it was refused.
    """
    faults: list[str] = []
    contexts = []

    def open_page(address: str, width: int = 1024, height: int = 900, refused: str = "", **more: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce", **more)
        contexts.append(context)
        page = context.new_page()
        own = address if address.startswith("file:") else "/".join(address.split("/")[:3])
        home = own.rpartition("/")[0] if own.startswith("file:") else own
        page.on("console", lambda message: None if is_expected(message, refused) else faults.append(message.text))
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.on("dialog", lambda dialog: faults.append(f"dialog: {dialog.message}"))
        page.on("request", lambda one: None if one.url.startswith(home) else faults.append(f"leaves: {one.url}"))
        page.set_default_timeout(15_000)
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture(scope="session")
def rules() -> str:
    """The source of axe-core."""
    script = axe()
    if script is None:
        pytest.skip("npm is not installed: run tests/install-chromium")
    return script.read_text("utf-8")


@pytest.fixture
def accessible(rules: str) -> Callable[..., None]:
    """Assert that axe-core finds nothing on a page, or in a part of it, nor a lack of contrast in dark colours.

    The context of the page has to let scripts of the test in.
    """

    def check(page: Page, what: str, part: str = "html") -> None:
        if not page.evaluate("Boolean(window.axe)"):
            page.evaluate(rules)
        found = page.evaluate("([part, kinds]) => axe.run(part, { runOnly: kinds })", [part, KINDS])["violations"]
        page.emulate_media(color_scheme="dark")
        dark = "part => axe.run(part, { runOnly: { type: 'rule', values: ['color-contrast'] } })"
        found += page.evaluate(dark, part)["violations"]
        page.emulate_media(color_scheme="light")
        violations = [f"{what}: {one['id']}, {one['help']}: {one['nodes'][0]['html'][:200]}" for one in found]
        assert violations == []

    return check


@pytest.fixture
def picture(request: pytest.FixtureRequest) -> Callable[[Page, Path], None]:
    """Keep a picture of a page for the documentation; ``--update`` writes it, all other runs want it to be there."""

    def keep(page: Page, file: Path) -> None:
        if request.config.getoption("--update"):
            file.parent.mkdir(parents=True, exist_ok=True)
            page.mouse.move(0, 0)
            page.evaluate(READY)
            page.screenshot(path=file, animations="disabled")
        assert file.read_bytes().startswith(b"\x89PNG"), "write it with pytest --update tests/browser"

    return keep
