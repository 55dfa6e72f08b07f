"""``python -m tests.benchmarks.preview``: the preview beside a page without scripts that has the same content and size.

Medians in milliseconds until a card is on the screen, first and after a save (the other page is written anew and loaded
again), and the frame that 95 of 100 do not exceed while 256 operations scroll. Exit code 1 if a ratio is too high.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page
from tests.browser.chromium import program, started
from tests.browser.hostile import write_hostile
from tests.browser.served import served, workspace

ROUNDS: Final = 9
LIMITS: Final = {"first paint": 6.0, "reload": 3.0, "frame": 1.5}
"""The most that the preview may take, as a multiple of the page without scripts."""
SUMMARY: Final = "Get contract details"
PAINTED: Final = """
window.painted = text => new Promise((done, failed) => {
  const end = Date.now() + 20_000;
  const look = () => {
    const heading = document.querySelector("article h2");
    if (heading?.textContent === text) requestAnimationFrame(() => setTimeout(() => done(Date.now())));
    else if (Date.now() > end) failed(new Error(`${text} is not shown`));
    else requestAnimationFrame(look);
  };
  look();
});
"""
"""Gives the time of the frame in which a card with this heading is on the screen."""
LOADED: Final = """
["navigation", "resource"].flatMap(kind => performance.getEntriesByType(kind))
  .reduce((sum, one) => sum + one.decodedBodySize, 0)
"""
"""Gives the number of bytes of the page and of all that it has loaded."""
SCROLL: Final = """async () => {
  const list = document.querySelector("nav.operations");
  const frames = [];
  let last = await new Promise(requestAnimationFrame);
  for (let number = 0; number < 240; number++) {
    list.scrollTop = (number / 240) * list.scrollHeight;
    const now = await new Promise(requestAnimationFrame);
    frames.push(now - last);
    last = now;
  }
  return frames;
}"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves files anew each time, as the preview does, and writes nothing of requests."""

    def end_headers(self) -> None:
        """A browser compares times of files by the second, and would keep the page from before the save."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Write nothing."""


def main() -> int:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder, started(program()) as browser:
        rows = [*_oneflow(browser, Path(folder)), _scrolling(browser, Path(folder))]
    print(f"{'':12} {'preview':>10} {'static':>10} {'ratio':>6} {'limit':>6}")
    for what, ours, static in rows:
        print(f"{what:12} {ours:10.1f} {static:10.1f} {ours / static:6.2f} {LIMITS[what]:6.2f}")
    return int(any(ours > LIMITS[what] * static for what, ours, static in rows))


def _oneflow(browser: Browser, folder: Path) -> Iterator[tuple[str, float, float]]:
    """The first paint and a reload, of the preview and of the other page."""
    root = workspace(folder / "oneflow", "oneflow")
    spec = root / "specs" / "oneflow" / "actions.yaml"
    with served(root, "oneflow") as address, _static(browser, folder / "static", address) as (other, file):
        pairs = [(_first_paint(browser, address), _first_paint(browser, other)) for _ in range(ROUNDS)]
        yield "first paint", *_medians(pairs)
        page, beside = _open(browser, address), _open(browser, other)
        pairs = [(_saved(page, spec, number, False), _saved(beside, file, number, True)) for number in range(ROUNDS)]
        yield "reload", *_medians(pairs)


def _scrolling(browser: Browser, folder: Path) -> tuple[str, float, float]:
    """The length of a frame while the list of 256 operations is scrolled."""
    root = write_hostile(folder / "many")
    with served(root, "hostile") as address, _static(browser, folder / "still", address) as (other, _):
        pairs = [(_frame(browser, address), _frame(browser, other)) for _ in range(3)]
    return "frame", *_medians(pairs)


@contextmanager
def _static(browser: Browser, folder: Path, address: str) -> Iterator[tuple[str, Path]]:
    """The address and the file of a page of what a preview shows, with as many bytes as the preview takes to load."""
    page = browser.new_page()
    page.goto(address)
    page.locator("article h2").wait_for()
    page.wait_for_function("document.querySelector('.content')")
    folder.mkdir()
    size = page.evaluate(LOADED)
    style = page.request.get(f"{address}page.css").text()
    page.evaluate("document.querySelectorAll('script, link, img').forEach(one => one.remove())")
    text = page.content().replace("</head>", f"<style>{style}</style></head>")
    page.close()
    file = folder / "index.html"
    file.write_text(text + f"<!--{'x' * max(0, size - len(text.encode()))}-->", "utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder)) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/", file
        server.shutdown()
        thread.join()


def _open(browser: Browser, address: str) -> Page:
    page = browser.new_context().new_page()
    page.add_init_script(PAINTED)
    page.goto(address)
    page.locator("article h2").wait_for()
    return page


def _first_paint(browser: Browser, address: str) -> float:
    page = browser.new_context().new_page()
    page.add_init_script(PAINTED + f"window.first = window.painted({SUMMARY!r});")
    page.goto(address, wait_until="commit")
    took = page.evaluate("window.first.then(time => time - performance.timeOrigin)")
    page.context.close()
    return float(took)


def _saved(page: Page, file: Path, number: int, load: bool) -> float:
    """Milliseconds from a save until the card with the new heading is on the screen."""
    before, after = (SUMMARY if one == 0 else f"{SUMMARY} {one}" for one in (number, number + 1))
    text = file.read_text("utf-8").replace(before, after)
    if not load:
        page.evaluate("text => { window.seen = window.painted(text) }", after)
    saved = time.time() * 1000
    file.write_text(text, "utf-8")
    if load:
        page.reload(wait_until="commit")
        page.evaluate("text => { window.seen = window.painted(text) }", after)
    return float(page.evaluate("window.seen")) - saved


def _frame(browser: Browser, address: str) -> float:
    page = _open(browser, address)
    frames = page.evaluate(SCROLL)
    page.context.close()
    return float(statistics.quantiles(frames, n=20)[-1])


def _medians(pairs: list[tuple[float, float]]) -> tuple[float, float]:
    ours, static = zip(*pairs, strict=True)
    return statistics.median(ours), statistics.median(static)


if __name__ == "__main__":
    sys.exit(main())
