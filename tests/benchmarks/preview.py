"""``python -m tests.benchmarks.preview``: how fast the preview of Oneflow is shown, and shown again after a save.

Times are set against those of the exported page on a plain server, and against reading the spec, on the same machine.
"""

from __future__ import annotations

import shutil
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from tests.browser.served import served, workspace

from connectorsmith.preview.export import export
from connectorsmith.workspace.open import open_checked
from connectorsmith.workspace.targets import single_target

NAME, RUNS = "oneflow", 5
PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
SHOWN = "() => document.querySelector('.card h2') && performance.now()"
SCROLL = """async () => {
  const list = document.querySelector(".operations");
  const frames = [];
  let last = performance.now();
  for (let step = 0; step < 60; step += 1) {
    list.scrollTop += 100;
    await new Promise(requestAnimationFrame);
    frames.push(performance.now() - last);
    last = performance.now();
  }
  return frames.sort((one, other) => one - other);
}"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves files, and prints nothing."""

    def log_message(self, *_: object) -> None:
        """Print nothing."""


@contextmanager
def static(folder: Path) -> Iterator[str]:
    """The address of a plain server of files."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def loading(browser: Browser, address: str) -> tuple[float, float]:
    """Milliseconds to the first paint and to the first card, in the median."""
    found = []
    for _ in range(RUNS):
        page = browser.new_page()
        page.goto(address)
        shown = page.wait_for_function(SHOWN).json_value()
        found.append((page.evaluate(PAINT), shown))
        page.close()
    return statistics.median(one for one, _ in found), statistics.median(other for _, other in found)


def saving(page: Page, file: Path) -> float:
    """Milliseconds from a save until the page shows it, in the median."""
    text, found = file.read_text("utf-8"), []
    for number in range(RUNS):
        file.write_text(text.replace("summary: Get contract details", f"summary: Label {number}"), "utf-8")
        begin = time.perf_counter()
        page.wait_for_selector(f"h2:has-text('Label {number}')")
        found.append((time.perf_counter() - begin) * 1000)
    return statistics.median(found)


def timed(call: Callable[[], object]) -> float:
    """Milliseconds of a call, in the median."""
    found = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        call()
        found.append((time.perf_counter() - begin) * 1000)
    return statistics.median(found)


def main() -> None:
    program = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = workspace(Path(folder), NAME)
        target = single_target(NAME, root)
        export([open_checked(target)], root / "site", root)
        reading = timed(lambda: open_checked(target))
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        with static(root / "site") as plain, served(root, NAME) as address:
            loading(browser, plain)  # the first page of a browser pays for what all later ones share
            (paint, shown), (plain_paint, plain_shown) = loading(browser, address), loading(browser, plain)
            page = browser.new_page()
            page.goto(address)
            page.wait_for_selector(".card h2")
            saved = saving(page, root / "specs" / NAME / "actions.yaml")
            frames = page.evaluate(SCROLL)
        browser.close()
    print(f"first paint        {paint:6.0f} ms, {paint / plain_paint:4.1f} times that of the exported page")
    print(f"first card         {shown:6.0f} ms, {shown / plain_shown:4.1f} times that of the exported page")
    print(f"shown after a save {saved:6.0f} ms, {saved / reading:4.1f} times reading the spec")
    print(f"frame of scrolling {frames[len(frames) // 2]:6.1f} ms, the longest {frames[-1]:.1f} ms")


if __name__ == "__main__":
    main()
