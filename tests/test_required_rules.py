"""Published connectors, which are not part of this repository, pass the rules that stop a build.

A rule that stops them would stop what works; the faults that are known are named here.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from connectorsmith.importers import properties, swagger
from connectorsmith.model import Connector
from connectorsmith.workspace.open import required_rules

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
FILES = sorted(CORPUS.rglob("apiDefinition.swagger.json")) if CORPUS.is_dir() else []

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not FILES, reason="../shared/corpus is not here"),
]
KNOWN = {
    ("AzureIoTCentral", "operation-without-response"),
    ("PDF4me Connect", "operation-without-response"),
    ("tyntec-WA", "operation-without-response"),
    ("personr", "script-names-unknown-operation"),
    ("Perplexity AI", "duplicate-list-entry"),
}


def test_published_connectors_pass():
    connectors = [found for file in FILES if (found := connector(file)) is not None]
    assert len(connectors) > 100
    findings = {(one.id, rule.id) for one in connectors for rule in required_rules() for _ in rule.check(one)}
    assert findings == KNOWN


def connector(file: Path) -> Connector | None:
    definition = load(file)
    beside = load(file.with_name("apiProperties.json"))
    if definition is None:
        return None
    known = None if beside is None else properties.properties(beside)
    return Connector(file.parent.name, **swagger.definition(definition), properties=known)


def load(file: Path) -> Any:
    """The JSON of a file; some published ones are not JSON, which is not the matter here."""
    try:
        return json.loads(file.read_bytes().decode("utf-8-sig"))
    except (OSError, ValueError):
        return None
