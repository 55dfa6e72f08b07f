"""The site has every page, in the repository's list and in its own, and CI builds it without a warning."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
START = "README"
"""The list of pages in the repository, which the start page of the site includes."""


def test_every_page_is_in_both_lists_in_the_same_order():
    in_repository = re.findall(r"\]\(([\w/-]+)\.md\)", (DOCS / "README.md").read_text("utf-8"))
    on_site = re.findall(r"^   ([a-z][\w/-]+)$", (DOCS / "index.rst").read_text("utf-8"), re.MULTILINE)
    pages = {page.relative_to(DOCS).with_suffix("").as_posix() for page in DOCS.rglob("*.md")} - {START}
    assert sorted(on_site) == sorted(pages)
    assert in_repository == on_site


def test_ci_builds_the_site_as_the_page_for_contributors_says():
    assert 'step sphinx-build -W -n -q docs "$venv/site"' in (ROOT / ".ci" / "run").read_text("utf-8")
    assert "sphinx-build -W -n docs site" in (ROOT / "CONTRIBUTING.md").read_text("utf-8")
