"""The browser of the tests and of the benchmark: Debian's Chromium, or Chrome."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright


def program() -> str | None:
    """The browser on this machine; ``None`` if there is none."""
    return shutil.which("chromium") or shutil.which("google-chrome")


@contextmanager
def started(path: str | None) -> Iterator[Browser]:
    """A browser without windows, which ends with the block. Playwright needs no copy of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()
