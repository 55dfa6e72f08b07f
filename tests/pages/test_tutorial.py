"""The tutorial: a reader who follows it page by page gets what it shows, from the service that it starts.

A block whose first line is a comment with a path is a file, or the part of one that the comment names.
"""

from __future__ import annotations

import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from tests.loopback.blobs import Memory
from tests.loopback.platform import platform
from tests.pages.reader import Reader
from tests.pages.tutorial_service import tutorial_service

from connectorsmith.version import VERSION

DOCS = Path(__file__).parents[2] / "docs"
PAGES = re.findall(r"\((tutorial/[\w-]+\.md)\)", (DOCS / "README.md").read_text("utf-8"))
BLOCK = re.compile(r"(?:`([\w.]+)`:\n\n)?^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"(?:#|//) (from )?([\w./-]+\.\w+)(?:, (.*))?\n")
RECORDED = "as recorded"
INSTALLED = (f"'connectorsmith-{VERSION}-py3-none-any.whl[preview]'", "paconn==0.0.21")
"""What the blocks of sh install; the tests have it already."""


@pytest.fixture
def empty(tmp_path, monkeypatch):
    """An empty folder for the reader."""
    folder = tmp_path.resolve() / "reader"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def read(page: Path, reader: Reader) -> str:
    """The page with what its commands print now."""

    def anew(block: re.Match[str]) -> str:
        name, kind, shown = block.groups()
        file = FILE.match(shown)
        if kind == "console":
            shown = reader.type(shown)
        elif kind == "json":
            reader.save(name, shown, "")
        elif file is not None:
            shown = file[0] + saved(file, shown[file.end() :], reader)
        else:
            assert kind == "sh"
            assert any(one in shown for one in INSTALLED)
        return block[0][: block.start(3) - block.start()] + shown + "```"

    return BLOCK.sub(anew, page.read_text("utf-8"))


def saved(file: re.Match[str], text: str, reader: Reader) -> str:
    """The text of a block that has a file, or shows what is in one."""
    if file[1]:
        assert text in Path(file[2]).read_text("utf-8")
    elif file[3] == RECORDED:
        return reader.shown(Path(file[2]).read_text("utf-8"))
    else:
        reader.save(file[2], text, file[3] or "")
    return text


def test_each_page_links_to_the_next():
    assert len(PAGES) == len([*(DOCS / "tutorial").glob("*.md")])
    for page, following in pairwise(PAGES):
        assert (DOCS / page).read_text("utf-8").rstrip().endswith(f"({Path(following).name}).")


def test_a_reader_who_follows_the_pages_gets_what_they_show(mono, forked, empty, run, monkeypatch, tmp_path, expect):
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed: run tests/install-chromium")
    with tutorial_service() as address:
        reader = Reader(address, run, monkeypatch, empty)
        try:
            with platform(Memory(), tmp_path, monkeypatch, {"CONNECTORSMITH_PACONN": str(forked)}):
                made = {page: read(DOCS / page, reader) for page in PAGES}
        finally:
            reader.close()
    for page, text in made.items():
        expect(DOCS / page, text)
