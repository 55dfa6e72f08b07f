"""The browser of the tests and of the benchmark: Debian's Chromium, or Chrome."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from playwright.sync_api import Browser, sync_playwright

_STEADY: Final = ("--disable-partial-raster", "--num-raster-threads=1", "--disable-checker-imaging")
"""What makes pictures of the same page the same: else corners are drawn a shade apart, and images late."""


def program() -> str | None:
    """The browser on this machine; ``None`` if there is none."""
    return shutil.which("chromium") or shutil.which("google-chrome")


@contextmanager
def started(path: str | None) -> Iterator[Browser]:
    """A browser without windows, which ends with the block. Playwright needs no copy of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", *_STEADY])
        yield browser
        browser.close()
