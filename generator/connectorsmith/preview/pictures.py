"""Pictures of cards, which a browser makes of the page that needs no server."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from connectorsmith.analysis.card_pictures import picture_names
from connectorsmith.errors import ToolError
from connectorsmith.preview.export import PAGE, export
from connectorsmith.preview.model import card_id
from connectorsmith.workspace.file_changes import changes
from connectorsmith.workspace.opened import OpenedConnector
from connectorsmith.workspace.work_folder import work_folder
from connectorsmith.workspace.write_files import apply

if TYPE_CHECKING:
    from playwright.sync_api import Playwright

_BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
_SIZE: Final = (720, 800)
_CARD: Final = ".card.opened .work"
_IMAGES: Final = """() => Promise.all([...document.images].filter(one => !one.complete).map(one =>
  new Promise(done => { one.onload = one.onerror = done; })))"""
"""Waits until the images are there. ``wait_for_function`` evaluates text, which the policy of the page refuses."""
WITHOUT_PLACES: Final = """() => {
  const style = new CSSStyleSheet();
  style.replaceSync(".place { display: none !important; }");
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, style];
}"""
"""Hides lines of the spec, which change with each edit. A rule also holds for what the page draws again meanwhile."""


def write_pictures(opened: OpenedConnector, folder: Path, root: Path, hidden: Callable[[str], str]) -> tuple[Path, ...]:
    """Write a picture of each card that makers find, and return the files.

    Raises ToolError without a browser or Playwright, and FileError.
    """
    program = _browser()
    if opened.connector is None:
        return ()
    names = picture_names(opened.connector)
    operations = {(one.path, one.method): one for one in opened.connector.operations}
    cards = {
        name: card_id(operations[key].id, operations[key].method, operations[key].path) for key, name in names.items()
    }
    with work_folder() as place:
        export([opened], place, root, hidden)
        files = _taken_or_refused(program, (place / PAGE).as_uri(), cards)
    planned = changes(folder, files, ())
    apply(planned)
    return tuple(one.path for one in planned)


def _browser() -> str:
    """The browser on this machine. Raises ToolError if there is none, or if Playwright is missing."""
    if find_spec("playwright") is None:
        raise ToolError(
            "pictures need a package that is not installed: playwright",
            "install it: pip install 'connectorsmith[pictures]'",
        )
    found = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if found is None:
        raise ToolError("pictures need Chromium or Chrome", "install it, for instance with: apt-get install chromium")
    return found


def _taken_or_refused(program: str, page_address: str, cards: dict[str, str]) -> dict[str, bytes]:
    """The pictures by their names. Raises ToolError if the browser does not start, or does not show the page."""
    from playwright.sync_api import Error  # takes long to import

    try:
        return _taken(program, page_address, cards)
    except Error as fault:
        reason = fault.message.splitlines()[0]
        raise ToolError(
            f"{program} did not take the pictures: {reason}", "start it yourself to see what it lacks"
        ) from fault


@contextmanager
def _playwright() -> Iterator[Playwright]:
    """Playwright, whose driver is a process. Raises ToolError if that does not start."""
    from playwright.sync_api import sync_playwright  # takes long to import

    try:
        started = sync_playwright().start()
    except Exception as fault:  # there is no class of Playwright for it
        raise ToolError(f"Playwright does not start: {fault}", "see what it lacks: playwright --version") from fault
    try:
        yield started
    finally:
        started.stop()


def _taken(program: str, page_address: str, cards: dict[str, str]) -> dict[str, bytes]:
    """The pictures by their names; ``cards`` has the id of each card by the name of its picture."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0  # Chromium has no sandbox for root
    found: dict[str, bytes] = {}
    with _playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"] if is_root else [])
        width, height = _SIZE
        page = browser.new_page(
            viewport={"width": width, "height": height}, color_scheme="light", reduced_motion="reduce"
        )
        for name, card in cards.items():
            page.goto("about:blank")  # another fragment alone would not load the page again
            page.goto(f"{page_address}#{urlencode({'operation': card})}")
            page.evaluate(_IMAGES)
            page.evaluate(WITHOUT_PLACES)
            found[name] = page.locator(_CARD).screenshot()
        browser.close()
    return found
