"""The two readings of each generated connector that are held against the kept tables."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.reference.page import Page
from tests.reference.read_markdown import read_markdown
from tests.reference.read_package import read_package

from connectorsmith import load, render
from connectorsmith.model import Connector


@pytest.fixture(scope="module")
def name(request: pytest.FixtureRequest) -> str:
    return request.module.NAME


@pytest.fixture(scope="module")
def connector(name: str) -> Connector:
    return load(name, Path(__file__).parents[2])


@pytest.fixture(scope="module")
def files(connector: Connector) -> dict[str, bytes]:
    return render(connector)


@pytest.fixture(scope="module")
def swagger(files: dict[str, bytes]) -> dict[str, Any]:
    return json.loads(files["apiDefinition.swagger.json"])


@pytest.fixture(scope="module", params=["package", "reference.md"])
def page(
    request: pytest.FixtureRequest, connector: Connector, files: dict[str, bytes], swagger: dict[str, Any]
) -> Page:
    """Give the connector as its package says it, then as its reference page says it."""
    if request.param == "reference.md":
        return read_markdown(files["reference.md"].decode())
    limits = tuple((limit.name, limit.calls, limit.renewal_period) for limit in connector.limits)
    return read_package(swagger, json.loads(files["apiProperties.json"]), limits)
