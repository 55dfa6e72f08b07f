"""One fault in a package gives one finding, at its place: ``cases/single-faults`` has the package and the faults.

Where several findings are listed, each of them is something of its own that has to be changed.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.yaml_files import yaml_value

from connectorsmith.lint.run import lint
from connectorsmith.lint.selection import Selection, all_rules
from connectorsmith.rules.consequences import Consequence, consequences
from connectorsmith.workspace.targets import Target

CASES = Path(__file__).parent / "cases" / "single-faults"
FAULTS = yaml_value(CASES / "faults.yaml")
PACKAGE = yaml_value(CASES / "package.yaml")
FILES = {"apiDefinition": "apiDefinition.swagger.json", "apiProperties": "apiProperties.json"}


@pytest.mark.parametrize("name", FAULTS)
def test_fault_is_found_once(name, tmp_path):
    fault = FAULTS[name]
    files = package()
    for path, value in fault.get("set", {}).items():
        inside, key = holder(files, path)
        inside[key] = value
    for path, new in fault.get("rename", {}).items():
        inside, key = holder(files, path)
        inside[new] = inside.pop(key)
    for path in fault.get("remove", ()):
        inside, key = holder(files, path)
        del inside[key]
    assert found(files, tmp_path) == sorted(fault["finds"])


def test_package_without_a_fault_has_no_findings(tmp_path):
    assert found(package(), tmp_path) == []


def test_table_names_rules_only():
    table, known = consequences(), {rule.id for rule in all_rules()}
    named = {
        *table.rules,
        *table.forms,
        *table.misspellings,
        *(one for row in table.rules.values() for one in row.after),
    }
    assert named - known == set()
    assert table.misspellings <= table.forms


def test_no_two_rules_follow_from_each_other():
    rules = consequences().rules
    circles = [(rule, other) for rule, row in rules.items() for other in row.after if rule in after(rules, other)]
    assert circles == []


def after(rules: Mapping[str, Consequence], rule: str) -> tuple[str, ...]:
    return rules[rule].after if rule in rules else ()


def package() -> dict[str, Any]:
    return copy.deepcopy(PACKAGE)


def holder(files: dict[str, Any], path: str) -> tuple[Any, Any]:
    """The object or list that the last key of a pointer is in, and that key."""
    label, *parts = path.split("/")
    *above, last = [part.replace("~1", "/").replace("~0", "~") for part in parts]
    inside = files[label or "apiDefinition"]
    for part in above:
        inside = inside[int(part)] if isinstance(inside, list) else inside[part]
    return inside, int(last) if isinstance(inside, list) else last


def found(files: dict[str, Any], folder: Path) -> list[str]:
    for label, value in files.items():
        (folder / FILES[label]).write_text(json.dumps(value), "utf-8")
    diagnostics = lint(Target("package", folder), Selection()).diagnostics
    return sorted(f"{one.severity.word} {one.rule} {one.at}".strip() for one in diagnostics)
