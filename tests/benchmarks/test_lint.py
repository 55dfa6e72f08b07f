"""The benchmark still measures what it says: one small package, without an opinion on the figures."""

from __future__ import annotations

import json

from tests.benchmarks import lint

from connectorsmith.lint.targets import lint_targets


def test_one_package(tmp_path):
    paths = {"/a": {"get": {"operationId": "A", "responses": {"200": {"description": "OK"}}}}}
    definition = {"swagger": "2.0", "info": {"title": "Shop", "version": "1"}, "paths": paths}
    for name in ("good", "broken"):
        (tmp_path / name).mkdir()
        text = json.dumps(definition) if name == "good" else "{"
        (tmp_path / name / "apiDefinition.swagger.json").write_text(text, "utf-8")
    targets = lint_targets([str(tmp_path)], None)
    measured = lint.readable(targets)
    assert [target.name for target, _ in measured] == ["good"]
    assert all(seconds > 0 for seconds in lint.compare(measured).values())
    assert lint.median_target(measured).name == "good"
    assert lint.megabytes(targets) > 0.0001
    best = lint.processes({"pass": lint.PASS, "ours": lint.lint_command("json", targets[1].path)}, 1)
    assert 0 < best["pass"] < best["ours"]
    assert lint.two_cores(targets, 1) > 0
