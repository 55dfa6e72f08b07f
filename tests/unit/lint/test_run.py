"""What a run of the rules leaves behind."""

from __future__ import annotations

import gc
from pathlib import Path

from connectorsmith.lint.run import lint
from connectorsmith.lint.selection import Selection, all_rules
from connectorsmith.lint.targets import lint_targets
from connectorsmith.model import Schema

CONNECTORS = Path(__file__).parents[3] / "connectors"


def schemas() -> int:
    """How many schemas are in memory."""
    return sum(type(one) is Schema for one in gc.get_objects())


def test_a_connector_goes_as_soon_as_it_is_checked():
    all_rules()  # a module that some of them import has a schema of its own
    gc.collect()
    before = schemas()
    gc.disable()
    try:
        for target in lint_targets([str(CONNECTORS)], None):
            assert lint(target, Selection()).diagnostics
        assert schemas() == before
    finally:
        gc.enable()
