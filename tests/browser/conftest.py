"""A browser for the tests of the preview, and pages that notice every fault and every request that leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect
from tests.browser.chromium import program, started
from tests.browser.kept_pages import KeptPages
from tests.browser.served import NAMES, served, workspace
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


KEPT = pytest.StashKey[tuple[ExitStack, Browser, KeptPages]]()
ADDRESS = pytest.StashKey[str]()


@pytest.fixture
def browser(pytestconfig: pytest.Config) -> Browser:
    """Debian's Chromium, or Chrome: one for all tests that follow each other and need it."""
    if KEPT not in pytestconfig.stash:
        path = program()
        if path is None:
            pytest.skip("Chromium is not installed: run tests/install-chromium")
        expect.set_options(timeout=15_000)
        stack = ExitStack()
        found = stack.enter_context(started(path))
        pytestconfig.stash[KEPT] = stack, found, KeptPages(found)
    return pytestconfig.stash[KEPT][1]


@pytest.fixture
def pages(browser: Browser, pytestconfig: pytest.Config) -> KeptPages:
    """The pages of the browser, which tests share."""
    return pytestconfig.stash[KEPT][2]


@pytest.fixture(scope="session")
def connectors(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with all three connectors, which no test changes."""
    return workspace(tmp_path_factory.mktemp("connectors"), *NAMES)


@pytest.fixture
def address(browser: Browser, connectors: Path, pytestconfig: pytest.Config) -> str:
    """A preview of all three connectors; it runs as long as the browser."""
    if ADDRESS not in pytestconfig.stash:
        pytestconfig.stash[ADDRESS] = pytestconfig.stash[KEPT][0].enter_context(served(connectors, *NAMES))
    return pytestconfig.stash[ADDRESS]


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """End the browser before a test without one: while Playwright runs, no other test of the process uses asyncio."""
    if KEPT in item.config.stash and "browser" not in getattr(nextitem, "fixturenames", ()):
        stack = item.config.stash[KEPT][0]
        del item.config.stash[KEPT]
        if ADDRESS in item.config.stash:
            del item.config.stash[ADDRESS]
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
def opened(pages: KeptPages, serving: Serving) -> Iterator[Opened]:
    """Open an address. In the end there must have been no fault, and no request to another origin.

    The browser may say of a request to a path in ``refused`` that it was refused. For ``keep`` and all else, see
    ``KeptPages``.
    """
    faults: list[str] = []
    with ExitStack() as stack:

        def open_page(address: str, width: int = 1024, height: int = 900, refused: str = "", **more: Any) -> Page:
            page = stack.enter_context(pages.page(reduced_motion="reduce", **more))
            page.set_viewport_size({"width": width, "height": height})
            stack.enter_context(watched(page, address, faults, refused))
            page.set_default_timeout(15_000)
            page.goto(address)
            return page

        yield open_page
    assert faults == []


@contextmanager
def watched(page: Page, address: str, faults: list[str], refused: str) -> Iterator[None]:
    """Note the faults of a page that is to show an address, and what it asks of other origins."""
    own = address if address.startswith("file:") else "/".join(address.split("/")[:3])
    home = own.rpartition("/")[0] if own.startswith("file:") else own
    heard: dict[Any, Callable[[Any], None]] = {
        "console": lambda message: None if is_expected(message, refused) else faults.append(message.text),
        "pageerror": lambda fault: faults.append(str(fault)),
        "dialog": lambda dialog: faults.append(f"dialog: {dialog.message}"),
        "request": lambda one: None if one.url.startswith(home) else faults.append(f"leaves: {one.url}"),
    }
    for event, hear in heard.items():
        page.on(event, hear)
    yield
    page.evaluate("0")  # what the browser noted before its answer has arrived then
    for event, hear in heard.items():
        page.remove_listener(event, hear)


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
