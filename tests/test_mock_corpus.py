"""The mock answers for published connectors, which lie beside the repository: its answers fit their schemas."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.runtime.mock.requests import misfits

from connectorsmith.emitters import swagger
from connectorsmith.model import Connector
from connectorsmith.runtime.mock.answers import Answers, success
from connectorsmith.runtime.mock.values import Values
from connectorsmith.workspace.import_package import read_package
from connectorsmith.workspace.packages import find_package, find_packages

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
PACKAGES = list(find_packages(CORPUS)) if CORPUS.is_dir() else []
SAMPLE = 4
"""How many operations of each connector are looked at."""
CONTRADICTORY = {
    "Azure Machine Learning": "allOf of objects that allow no other properties, and require them",
    "Etsy": "integers whose enum has texts",
    "N-able Cloud Commander": "booleans whose enum has texts, and texts whose enum has null alone",
    "Secure Code Warrior": "choices of another type",
    "StaffCircle": "booleans whose enum has texts",
    "TPCPortal": "booleans whose enum has texts",
}
"""Connectors with schemas that no value fits, and why."""

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not PACKAGES, reason="../shared/corpus is not here"),
]


def test_answers_fit_their_schemas():
    wrong = [line for package in PACKAGES if package.name not in CONTRADICTORY for line in faults(package)]
    assert wrong == []


def test_contradictory_schemas_get_an_answer_all_the_same():
    named = [package for package in PACKAGES if package.name in CONTRADICTORY]
    assert {package.name for package in named} == set(CONTRADICTORY)
    assert all([*answered(read_package(find_package(package)).connector)] for package in named)


def faults(package: Path) -> list[str]:
    connector = read_package(find_package(package)).connector
    return [] if connector is None else [f"{package.name}: {line}" for line in answered(connector) if line]


def answered(connector: Connector):
    """Make answers of some operations; yields what does not fit, or an empty text."""
    values = Values(connector)
    answers = Answers(connector, values)
    with_body = [(one, found) for one in connector.operations if (found := success(connector, one)).schema is not None]
    written = {name: swagger.schema(one) for name, one in (connector.definitions or {}).items()}
    definition = without_files({"definitions": written})
    for operation, found in with_body[:: max(1, len(with_body) // SAMPLE)]:
        body = answers.body(found, operation.path)
        wrong = misfits(definition, without_files(swagger.schema(found.schema)), body)
        yield f"{operation.id} {wrong[0][:200]}" if wrong else ""


def without_files(schema):
    """A schema without the type ``file``, which JSON Schema does not know."""
    if isinstance(schema, dict):
        return {key: without_files(value) for key, value in schema.items() if (key, value) != ("type", "file")}
    return [without_files(one) for one in schema] if isinstance(schema, list) else schema
