"""The two readings of a generated connector that are held against the kept tables; ``name`` is the test's own."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.reference.page import Page
from tests.reference.read_markdown import read_markdown
from tests.reference.read_package import read_package

from connectorsmith import load, render
from connectorsmith.model import Connector
from connectorsmith.workspace.environments import in_environment
from connectorsmith.workspace.open import open_target
from connectorsmith.workspace.targets import single_target

FORMS = ("package", "reference.md")


@cache
def generated(name: str) -> tuple[Connector, dict[str, bytes]]:
    connector = load(name, Path(__file__).parents[2])
    return connector, render(connector)


@cache
def environments(name: str) -> dict[str, dict[str, bytes]]:
    """Build a connector as it is and in each of its environments, by the name of the environment."""
    opened = open_target(single_target(name, Path(__file__).parents[2]))
    names = opened.spec.value.get("environments", {})
    found = {one: in_environment(opened, one).connector for one in names}
    return {"": generated(name)[1], **{one: render(connector) for one, connector in found.items() if connector}}


@cache
def read(name: str, form: str) -> Page:
    connector, files = generated(name)
    if form == "reference.md":
        return read_markdown(files[form].decode())
    limits = tuple((limit.name, limit.calls, limit.renewal_period) for limit in connector.limits)
    swagger, properties = (json.loads(files[file]) for file in ("apiDefinition.swagger.json", "apiProperties.json"))
    return read_package(swagger, properties, limits)


@pytest.fixture
def swagger(name: str) -> dict[str, Any]:
    return json.loads(generated(name)[1]["apiDefinition.swagger.json"])


@pytest.fixture(params=FORMS)
def page(request: pytest.FixtureRequest, name: str) -> Page:
    """Give the connector as its package says it, then as its reference page says it."""
    return read(name, request.param)
