"""The files of the page: small modules, none of which makes markup of text, loads from elsewhere or is inline."""

from __future__ import annotations

import re
from pathlib import Path

from connectorsmith import preview

WEB = Path(preview.__file__).parent / "web"
MODULES = sorted(WEB.glob("*.mjs"))
PAGE = (WEB / "index.html").read_text("utf-8")


def test_modules_are_short():
    assert {file.name for file in MODULES if len(file.read_text("utf-8").splitlines()) > 300} == set()


def test_every_import_is_a_file_of_the_page():
    for file in MODULES:
        for name in re.findall(r'^import .*?from "([^"]+)";|^import "([^"]+)";', file.read_text("utf-8"), re.MULTILINE):
            place = "".join(name)
            assert place.startswith("./"), (file, place)
            assert (WEB / place).is_file(), (file, place)


def test_nothing_makes_markup_or_code_of_text():
    words = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|document\.write|eval\(|new Function"
    )
    assert {file.name for file in MODULES if words.search(file.read_text("utf-8"))} == set()


def test_nothing_is_loaded_from_elsewhere():
    addresses = re.compile(r"https?://(?!fluent2\.microsoft\.design)[a-z]")
    files = [*MODULES, WEB / "page.css", WEB / "index.html"]
    assert {file.name for file in files if addresses.search(file.read_text("utf-8"))} == set()


def test_the_page_has_no_inline_script_or_style():
    assert re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", PAGE) is None


def test_every_module_is_asked_for_at_once():
    """Else a browser hears of each only when it has read the one that imports it."""
    asked = set(re.findall(r'<link rel="modulepreload" href="([^"]+)">', PAGE))
    modules = {*(file.name for file in MODULES), *(f"vendor/{file.name}" for file in (WEB / "vendor").glob("*.mjs"))}
    assert asked == modules - {"main.mjs", "types.mjs"}  # the first is the script itself, the second has only comments
