"""Published connectors, which lie beside the repository and are not part of it: nothing of them is lost."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from ruamel.yaml import YAML

from connectorsmith.language.format import format_spec
from connectorsmith.language.spec_files import spec_texts
from connectorsmith.source.yaml.write import WIDTH
from connectorsmith.workspace.import_package import read_package
from connectorsmith.workspace.packages import find_package, find_packages
from connectorsmith.workspace.roundtrip import LOSSLESS, UNREADABLE, RoundtripResult, verify, verify_all

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
PACKAGES = list(find_packages(CORPUS)) if CORPUS.is_dir() else []

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not PACKAGES, reason="../shared/corpus is not here"),
]
UNREADABLE_PACKAGES = {
    "AccuWeather": "a comma is missing",
    "AvePoint Cloud Governance": "byte order mark",
    "CognitiveServicesTextAnalytics": "goes on after its end",
    "De Lijn": "appears twice",
    "DocuSignDemo": "comma is before the closing ]",
    "Easyvista_Service._Manager": "tab",
    "Rainbird": "appears twice",
    "RecordedFutureV2": "appears twice",
    "Revizto (Ireland)": "comma is before the closing }",
    "StabilityAI": "a closing ] is missing",
    "Yelp": "is not UTF-8",
    "ZohoSign": "U+2003",
    "gofileroom": "ends before its { is closed",
}
"""The packages that are not strict JSON in UTF-8 without repeated keys, and a part of the reason."""


@pytest.fixture(scope="module")
def verdicts() -> list[RoundtripResult]:
    return list(verify_all(PACKAGES, jobs=2))


def test_every_readable_connector_is_lossless(verdicts: list[RoundtripResult]) -> None:
    for verdict in verdicts:
        share = f"{verdict.spec_lines / verdict.package_lines:.0%}" if verdict.package_lines else ""
        print(f"{verdict.status:10} {share:>4} {Path(verdict.path).name:40} {verdict.reason}")
    lossy = {Path(verdict.path).name: verdict for verdict in verdicts if verdict.status not in (LOSSLESS, UNREADABLE)}
    assert lossy == {}


def test_every_unreadable_one_is_named_with_its_reason(verdicts: list[RoundtripResult]) -> None:
    found = {Path(verdict.path).name: verdict.reason for verdict in verdicts if verdict.status == UNREADABLE}
    assert found.keys() == UNREADABLE_PACKAGES.keys()
    assert {name: part for name, part in UNREADABLE_PACKAGES.items() if part not in found[name]} == {}


def test_lenient_reads_what_can_be_repaired() -> None:
    repaired = {
        path.name for path in PACKAGES if path.name in UNREADABLE_PACKAGES and verify(path, True).status == LOSSLESS
    }
    assert repaired == {
        "AccuWeather",
        "AvePoint Cloud Governance",
        "De Lijn",
        "DocuSignDemo",
        "Easyvista_Service._Manager",
        "Revizto (Ireland)",
        "ZohoSign",
    }


def test_specs_are_short(verdicts: list[RoundtripResult]) -> None:
    shares = [verdict.spec_lines / verdict.package_lines for verdict in verdicts if verdict.package_lines]
    longest = max(v.spec_lines / v.package_lines for v in verdicts if v.package_lines > 100)
    print(f"median {statistics.median(shares):.1%}, worst {longest:.1%}")
    assert statistics.median(shares) <= 0.40
    assert longest <= 0.80


def test_every_reader_reads_the_same(sample: Callable[[list[Path], int], list[Path]]) -> None:
    pure = YAML(typ="safe", pure=True)
    for path in sample(PACKAGES, 16):
        connector = read_package(find_package(path)).connector
        for name, text in spec_texts(connector).items() if connector is not None else ():
            expected = yaml.load(text, yaml.CSafeLoader)
            assert typed(yaml.load(text, yaml.SafeLoader)) == typed(expected), f"{path.name}: {name} in pure PyYAML"
            assert typed(pure.load(text)) == typed(expected), f"{path.name}: {name} in ruamel.yaml"
            assert format_spec(text, Path(name)) == (text, []), f"{path.name}: {name} is not as fmt writes it"
            wide = [line for line in text.splitlines() if len(line) > WIDTH and not holds_one_long_word(line)]
            assert wide == [], f"{path.name}: {name}"


def typed(value: Any) -> str:
    """A text that is equal only for equal values of equal types."""
    return repr(value)


def holds_one_long_word(line: str) -> bool:
    """Whether a wide line is one that cannot be broken: a word that is wide by itself, a lone word, or a key."""
    words = line.split()
    return len(words) == 1 or max(map(len, words)) > WIDTH or line.rstrip().endswith(":")
