"""Pages that tests use one after the other: a new one starts a process, which takes a second of processor time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page


class KeptPages:
    """The pages of a browser that no test uses at the moment, each with a context of its own."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._free: dict[str, list[Page]] = {}

    @contextmanager
    def page(self, keep: bool = True, role: str = "", **options: Any) -> Iterator[Page]:
        """A page without a document, cookies and storage; ``options`` are those of its context.

        A page is given only to tests with the same role and the same options. ``keep`` is false where a test changes
        what cannot be changed back.
        """
        free = self._free.setdefault(repr((role, sorted(options.items()))), [])
        page = free.pop() if free else self._browser.new_context(**options).new_page()
        yield page
        if keep:
            _clear(page)
            free.append(page)
        else:
            page.context.close()


def _clear(page: Page) -> None:
    """Remove what a test has left in a page and in its context."""
    for other in page.context.pages:
        if other != page:
            other.close()
    page.unroute_all()
    page.evaluate("localStorage.clear(); sessionStorage.clear()")
    page.context.clear_cookies()
    page.goto("about:blank")
