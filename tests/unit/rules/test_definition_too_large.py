"""The limit of a definition's size, to the byte; as a case it would be a file of a megabyte."""

from __future__ import annotations

import pytest

from connectorsmith.lint.targets import lint_targets
from connectorsmith.model import Connector
from connectorsmith.rules.advice.definition_too_large import check
from connectorsmith.workspace.open import measured, open_target

LIMIT = 1024 * 1024
MESSAGE = "the definition has 1,048,577 bytes, 1,048,576 are allowed"


@pytest.mark.parametrize(("size", "messages"), [(0, []), (LIMIT, []), (LIMIT + 1, [MESSAGE])])
def test_size(size, messages):
    connector = Connector("x", assets={"apiDefinition.swagger.json": b" " * size})
    assert [finding.message for finding in check.check(connector)] == messages


def test_a_spec_is_measured_by_what_is_generated_from_it(tmp_path):
    long = "\n".join(f"      A{n}: {{type: string, description: {'words ' * 15}}}" for n in range(9000))
    spec = tmp_path / "specs" / "long.yaml"
    spec.parent.mkdir()
    spec.write_text(f'info: {{title: Long, version: "1"}}\ndefinitions:\n  All:\n    properties:\n{long}\n', "utf-8")
    (target,) = lint_targets([str(spec)], tmp_path)
    connector = measured(open_target(target)).connector
    assert connector is not None
    assert len(list(check.check(connector))) == 1


def test_a_package_is_measured_as_it_lies_there(tmp_path):
    file = tmp_path / "apiDefinition.swagger.json"
    file.write_text('{"swagger": "2.0", "info": {"title": "x", "version": "1"}, "paths": {}}' + " " * LIMIT, "utf-8")
    (target,) = lint_targets([str(file)], tmp_path)
    connector = measured(open_target(target)).connector
    assert connector is not None
    assert [finding.message.split(",")[0] for finding in check.check(connector)] == ["the definition has 1"]
