"""The words that sentences have to say are words of their sources, extracted from the pages and published connectors.

The sources are not kept in this repository; where they are not at hand the tests are skipped.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from tests.reference import facts
from tests.reference.sentences import SIGNIFICANT, words

SHARED: Final = Path(__file__).parents[3] / "shared"
PAGES: Final = {"oneflow": ("000", "001", "002"), "workpoint": ("003",)}
PUBLISHED: Final = {"oneflow": "Oneflow", "workpoint": "WorkPoint"}
GROUP: Final = "The page and the published connector"
OF_TYPES: Final = frozenset({"bytes", "file", "guid", "list", "number", "text"})
"""How a sentence names a type of the page: uuid, binary, array, integer, string."""
OF_APIS: Final = frozenset({"utc"})
"""What both services say of all their times."""
ENDINGS: Final = ("ations", "ation", "ings", "ing", "ies", "ied", "ers", "er", "ed", "es", "s", "ly", "ion")

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not (SHARED / "reference" / "pages").is_dir(), reason="../shared/reference is not here"),
]


def stem(word: str) -> str:
    """A word without the ending of its form."""
    ends = (end for end in ENDINGS if word.endswith(end) and len(word) - len(end) >= 3)
    return word.removesuffix(next(ends, ""))


def texts(value: Any) -> str:
    """Every key and text of a definition."""
    if isinstance(value, dict):
        return " ".join(f"{key} {texts(item)}" for key, item in value.items())
    return " ".join(map(texts, value)) if isinstance(value, list) else str(value)


@cache
def vocabulary(name: str) -> frozenset[str]:
    """The stems of all words of a connector's pages and of the published definition, names of keys cut into words."""
    folder = SHARED / "corpus" / "certified-connectors" / PUBLISHED[name]
    files = [folder / "apiDefinition.swagger.json", folder / "apiProperties.json"]
    pages = [page for begin in PAGES[name] for page in (SHARED / "reference" / "pages").glob(f"{begin}_*.txt")]
    contents = [texts(json.loads(file.read_text("utf-8-sig"))) for file in files if file.is_file()]
    text = " ".join([*contents, *(page.read_text("utf-8") for page in pages)])
    cut = re.sub(r"[_\-./:$]|(?<=[a-z])(?=[A-Z])", " ", text)
    return frozenset(stem(word) for word in (*words(text), *words(cut)))


@pytest.mark.parametrize("name", facts.NAMES)
def test_words_are_those_of_the_sources(name: str) -> None:
    """Words that turn a sentence round, such as not and only, count in any sentence, whatever the source says."""
    table = json.loads((facts.HERE / f"{name}.words.json").read_text("utf-8"))
    known = vocabulary(name)
    strange = {
        place: [word for word in text.split() if not allowed(word, known)] for place, text in table[GROUP].items()
    }
    assert {place: found for place, found in strange.items() if found} == {}


def allowed(word: str, known: frozenset[str]) -> bool:
    """Whether a word may be asked for: a source has it, or it names a type, or it counts in any sentence."""
    return stem(word) in known or word in SIGNIFICANT | OF_TYPES | OF_APIS


def test_a_word_of_our_own_is_not_allowed() -> None:
    known = vocabulary("oneflow")
    assert [word for word in ("contract", "contracts", "guid", "not") if not allowed(word, known)] == []
    assert not allowed("dropdown", known)
