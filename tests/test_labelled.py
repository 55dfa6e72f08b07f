"""What Microsoft's validators report on real connectors, each fault rebuilt in a small package of our own.

``cases/labelled/<case>`` is the package; ``<case>.yaml`` has what is found in it, the messages, and the change that
mends it. Messages that nothing can bring about here are in ``not-reproducible.yaml`` with the reason.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from tests.yaml_files import yaml_value

from connectorsmith.cli._group import verbs
from connectorsmith.diagnostics import Severity
from connectorsmith.lint.explain import explain, points_at
from connectorsmith.lint.run import lint
from connectorsmith.lint.selection import Selection
from connectorsmith.workspace.targets import Target

CASES = Path(__file__).parent / "cases" / "labelled"
NAMES = sorted(folder.name for folder in CASES.iterdir() if folder.is_dir())
EXPECTED = {name: yaml_value(CASES / f"{name}.yaml") for name in NAMES}
MESSAGES = [(name, message) for name in NAMES for message in EXPECTED[name]["messages"]]
NOT_HERE = yaml_value(CASES / "not-reproducible.yaml")
MENDED = [name for name in NAMES if "fixed" in EXPECTED[name]]


@pytest.mark.parametrize("name", NAMES)
def test_fault_is_found_where_the_service_names_it(name):
    wanted = [(one["rule"], one.get("code"), one["severity"], one["pointer"]) for one in EXPECTED[name]["finds"]]
    assert found(CASES / name, EXPECTED[name]["profile"]) == sorted(wanted, key=str)


@pytest.mark.parametrize("name", MENDED)
def test_mended_package_has_nothing_of_it(name, tmp_path):
    shutil.copytree(CASES / name, tmp_path, dirs_exist_ok=True)
    change = EXPECTED[name]["fixed"]
    for path in change.get("remove", ()):
        edit(tmp_path, path, None)
    for path, value in change.get("set", {}).items():
        edit(tmp_path, path, value)
    assert found(tmp_path, EXPECTED[name]["profile"]) == []


@pytest.mark.parametrize(("name", "message"), MESSAGES, ids=[f"{name}-{i}" for i, (name, _) in enumerate(MESSAGES)])
def test_message_names_the_rule_and_its_line(name, message):
    explained = explain(message["text"])
    assert [[rule.id for rule in one.rules] for one in explained] == [[one["rule"]] for one in message["means"]]
    places = {(rule, pointer): span for rule, pointer, span in spans(name)}
    for one, meant in zip(explained, message["means"], strict=True):
        (at,) = points_at(one, target(CASES / name))
        finding = next(one for one in EXPECTED[name]["finds"] if one["rule"] == meant["rule"])
        place = meant.get("place", finding["pointer"])
        assert (str(at.at), at.span) == (place, places[meant["rule"], place])


@pytest.mark.parametrize(("name", "message"), MESSAGES, ids=[f"{name}-{i}" for i, (name, _) in enumerate(MESSAGES)])
def test_command_says_it(name, message):
    ended = CliRunner().invoke(verbs, ["explain", "-", "--connector", str(CASES / name)], input=message["text"])
    assert ended.exit_code == (0 if message["means"] else 3)
    assert [one["rule"] for one in message["means"] if f"\n{one['rule']} (" not in ended.output] == []
    places = {(rule, pointer): span for rule, pointer, span in spans(name)}
    for one in message["means"]:
        span = places[one["rule"], one.get("place", EXPECTED[name]["finds"][0]["pointer"])]
        assert f"{span.file.name}:{span.line}:{span.column}: error: " in ended.output


@pytest.mark.parametrize("message", NOT_HERE, ids=[one["seen"].partition(",")[0] for one in NOT_HERE])
def test_what_cannot_be_told_stays_unknown(message):
    assert explain(message["text"]) == []
    assert message["reason"].endswith(".")


def target(path: Path) -> Target:
    return Target(path.name, path)


def diagnostics(path: Path, profile: str) -> list[Any]:
    """All findings of a package but hints on style, and that most of these have a definition alone."""
    found = lint(target(path), Selection(profile, ignore=("package-without-properties",))).diagnostics
    return [one for one in found if one.severity > Severity.INFO]


def found(path: Path, profile: str) -> list[tuple[str, str | None, str, str]]:
    found = diagnostics(path, profile)
    return sorted(((one.rule, one.code, one.severity.word, str(one.at)) for one in found), key=str)


def spans(name: str) -> list[tuple[str, str, Any]]:
    return [(one.rule, str(one.at), one.span) for one in diagnostics(CASES / name, EXPECTED[name]["profile"])]


def edit(folder: Path, path: str, value: Any) -> None:
    """Set, or with None remove, what a pointer leads to in the definition, or in the file it starts with."""
    label, *parts = path.split("/")
    file = folder / ("apiProperties.json" if label else "apiDefinition.swagger.json")
    document = json.loads(file.read_text("utf-8"))
    *above, last = [part.replace("~1", "/").replace("~0", "~") for part in parts]
    inside = document
    for part in above:
        inside = inside[int(part)] if isinstance(inside, list) else inside[part]
    if value is None:
        del inside[last]
    else:
        inside[last] = value
    file.write_text(json.dumps(document), "utf-8")
