"""Inputs put into a workspace, and the verbs called there; what the verbs may not touch must stay as it was."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any, Final

import yaml
from tests.fuzz import archive, grammar, json_text, material, odd_values, settings_files, yaml_text
from tests.fuzz.effects import run, write_file
from tests.fuzz.outcome import Outcome
from tests.fuzz.verbs import call

CLIENTS: Final = ("flow", "app", "agent")
FORMS: Final = ("text", "json", "sarif", "github", "azure", "junit")
_KINDS: Final = ("action", "list", "polling-trigger", "webhook-trigger", "upload", "download")
_SOUND: Final = yaml.safe_dump(material.SOUND).encode()


def specs(chance: Random, folder: Path, outcome: Outcome, process: bool = False) -> None:
    """A spec of one or several files, and about three verbs."""
    _write_spec(folder / "ws" / "specs" / "x", chance)
    os.chdir(folder / "ws")
    operations = _operations(folder / "ws" / "specs" / "x")
    for arguments in chance.sample(_of_a_spec(chance, operations), 1 if process else 3):
        run(arguments, outcome, processes=("0", "1") if process else (None,))


def processes(chance: Random, folder: Path, outcome: Outcome) -> None:
    """A spec and one verb, twice as a process of its own, with two hash seeds."""
    specs(chance, folder, outcome, process=True)


def _of_a_spec(chance: Random, operations: Sequence[str]) -> list[list[str]]:
    """Calls that read or write one spec."""
    operation = [chance.choice(operations)] if operations else []
    environment = ["--environment", chance.choice(("test", "prod"))]
    return [
        ["validate", "--format", chance.choice(FORMS)],
        ["validate", "x", "--format", "json"],
        ["lint", "--format", chance.choice(FORMS), "--profile", chance.choice(("certified", "custom", "independent"))],
        ["lint", "x", "--format", "json"],
        ["lint", "--fix", *(["--diff"] if chance.random() < 0.4 else [])],
        ["lint", "--write-baseline", "baseline.json"],
        ["build", *(["--check"] if chance.random() < 0.3 else [])],
        ["build", "x", *environment],
        ["fmt", *(["--check"] if chance.random() < 0.3 else [])],
        ["list", "--format", chance.choice(("text", "json"))],
        ["show", "x", *operation, "--format", chance.choice(("text", "json"))],
        ["show", "x", *operation],
        ["package", "--kind", chance.choice(("folder", "zip", "certification", "solution"))],
        ["package", "x", *environment],
        ["script", "x"],
        ["explain", "missing-key", "--connector", "x"],
        ["call", "x", *(operation or ["A"]), "--trace", "--format", chance.choice(("text", "json"))],
        ["call", "x", *(operation or ["A"]), f"a={odd_values.text(chance)}", "--client", chance.choice(CLIENTS)],
        ["test", "x", "--format", chance.choice(("text", "json", "junit"))],
        ["deploy", "x", *environment, "--dry-run"],
        ["export", "x", "--output", chance.choice(("out.yaml", "out.json")), "--report", "losses.md"],
        ["export", "x", *(["--strict"] if chance.random() < 0.3 else environment)],
        ["preview", "x", "--format", "json"],
        ["preview", *(["x"] if chance.random() < 0.5 else []), "--export", "page"],
        ["rename", "x", *(operation or ["A"]), chance.choice(("Other", odd_values.text(chance)))],
        ["rename", "x", chance.choice(odd_values.KEYS), "other", *(["--dry-run"] if chance.random() < 0.3 else [])],
        ["new", "x", "ListOrders", "--kind", chance.choice(_KINDS)],
        ["explain", chance.choice(grammar.words())],
        ["doctor", "--format", chance.choice(("text", "json"))],
    ]


def packages(chance: Random, folder: Path, outcome: Outcome) -> None:
    """A package: lint, import and what follows, plan and pull with it as what is live."""
    definition, properties = material.package(chance)
    root = folder / "ws"
    write_file(root / "specs" / "y" / "connector.yaml", _SOUND)
    write_file(root / "specs" / "y" / "environments.yaml", settings_files.DEPLOYMENTS.encode())
    _write_package(root / "pkg", definition, properties, chance)
    os.chdir(root)
    environment = ["--environment", "test", "--live", "pkg"]
    calls = [
        ["lint", "pkg", "--format", chance.choice(FORMS)],
        ["lint", "pkg", "--format", "json", "--profile", "certified"],
        ["lint", "pkg/apiDefinition.swagger.json", "--write-baseline", "baseline.json"],
        ["export", "pkg", "--output", "out.json", "--report", "losses.json"],
        ["changes", "pkg", "y", "--format", chance.choice(("text", "json"))],
        ["import", "--verify", "pkg", "--jobs", "1", "--format", chance.choice(("text", "json"))],
        ["plan", "y", *environment, "--format", chance.choice(("text", "json"))],
        ["pull", "y", *environment, *(["--dry-run"] if chance.random() < 0.5 else [])],
    ]
    for arguments in chance.sample(calls, 2):
        run(arguments, outcome)
    _import(chance, outcome)


def _import(chance: Random, outcome: Outcome) -> None:
    """Import a package; what was written is formatted already, and builds the same values."""
    ended = run(["import", "pkg", "--name", "z", *(["--lenient"] if chance.random() < 0.5 else [])], outcome)[0]
    if ended.code != 0:
        return
    if run(["fmt", "z", "--check"], outcome)[0].code != 0:
        outcome.fail("import writes what fmt changes")
    if run(["build", "z"], outcome)[0].code == 0:
        for name in (material.DEFINITION, material.PROPERTIES):
            _compare(Path("pkg") / name, Path("connectors") / "z" / name, outcome)


def _compare(given: Path, made: Path, outcome: Outcome) -> None:
    try:
        text = given.read_text("utf-8-sig")
        before = json.loads(text)
    except (OSError, ValueError):
        return
    if odd_values.PLANTED in text:  # import leaves secrets out, and says so
        return
    if not made.exists() or json.dumps(before, sort_keys=True) != json.dumps(
        json.loads(made.read_bytes()), sort_keys=True
    ):
        outcome.fail(f"build of what was imported differs: {given.name}")


def archives(chance: Random, folder: Path, outcome: Outcome) -> None:
    """An archive, or what is called one, is verified or taken for a connector."""
    root = folder / "ws"
    write_file(root / "specs" / "y.yaml", _SOUND)
    write_file(root / "a.zip", archive.archive(chance))
    os.chdir(root)
    doing = chance.choice((["import", "--verify"], ["import"], ["lint"], ["export"], ["changes"], ["show"]))
    run(["package", "--verify", "a.zip"] if chance.random() < 0.6 else [*doing, "a.zip"], outcome)


def messages(chance: Random, folder: Path, outcome: Outcome) -> None:
    """A pasted message is explained, from an argument or from standard input, with a connector or without."""
    root = folder / "ws"
    shutil.copytree(material.CASES / "imports" / "library", root / "pkg")
    write_file(root / "specs" / "y.yaml", _SOUND)
    os.chdir(root)
    text = material.message(chance)
    extra = ["--connector", chance.choice(("pkg", "y"))] if chance.random() < 0.3 else []
    if chance.random() < 0.5 and "\0" not in text and not text.startswith("-") and text:
        run(["explain", *extra, text.encode("utf-8", "replace").decode()], outcome)
    else:
        call(["explain", *extra, "-"], outcome, text.encode("utf-8", "surrogatepass"))
    run([chance.choice(("rules", "schema"))], outcome)


def settings(chance: Random, folder: Path, outcome: Outcome) -> None:
    """Files beside specs and packages: lint.yaml, environments.yaml, baselines, cases of scripts, settings.json."""
    root = folder / "ws"
    shutil.copytree(material.CASES / "imports" / "library", root / "pkg")
    write_file(root / "specs" / "y" / "connector.yaml", _SOUND)
    os.chdir(root)
    environment = ["--environment", "test", "--live", "pkg"]
    name, content, calls = chance.choice(
        [
            (
                ".connectorsmith/lint.yaml",
                settings_files.lint_file,
                [["lint", "pkg"], ["lint", "pkg", "--format", "json"]],
            ),
            (
                "specs/y/environments.yaml",
                settings_files.deployments,
                [
                    ["plan", "y", *environment],
                    ["pull", "y", *environment, "--dry-run"],
                    ["deploy", "y", "--environment", "test", "--dry-run"],
                ],
            ),
            ("baseline.json", settings_files.baseline, [["lint", "pkg", "--baseline", "baseline.json"]]),
            ("policies/own.yaml", settings_files.template, [["policies"], ["policies", "own"], ["lint"], ["build"]]),
            ("connectorsmith.toml", settings_files.toml, [["lint"], ["lint", "pkg", "--format", "json"], ["list"]]),
            ("specs/y/settings.json", settings_files.settings, [["lint"], ["build"], ["package", "y"], ["validate"]]),
            ("pkg/settings.json", settings_files.settings, [["lint", "pkg"], ["import", "pkg", "--name", "z"]]),
            ("specs/y/readme.md", settings_files.text, [["lint"], ["build"], ["package", "--kind", "certification"]]),
            ("specs/y/script.csx", settings_files.text, [["lint", "--format", "json"], ["build"], ["script", "y"]]),
            ("specs/y/icon.png", settings_files.picture, [["lint", "--format", "json"], ["build"], ["package", "y"]]),
        ]
    )
    write_file(root / name, content(chance))
    for arguments in calls:
        run(arguments, outcome)


def names(chance: Random, folder: Path, outcome: Outcome) -> None:
    """Odd names of connectors, files, folders and operations, on the command line and on disk."""
    root = folder / "ws"
    odd = odd_values.text(chance).replace("\0", "").encode("utf-8", "surrogatepass")
    name = os.fsdecode(odd.replace(b"/", b"_")[:100]) or "x"
    inside = name not in (".", "..") and chance.random() < 0.7
    write_file(root / "specs" / "y.yaml", _SOUND)
    if inside:
        write_file(root / "specs" / name / "connector.yaml", _SOUND)
        _write_package(root / name, *material.packages()[-1], chance)
    os.chdir(root)
    for arguments in chance.sample(_with_a_name(name, chance), 3):
        run(arguments, outcome)


def _with_a_name(name: str, chance: Random) -> list[list[str]]:
    """Calls with a name wherever one can be, and calls that meet it on disk."""
    return [
        ["validate", name], ["lint", name, "--format", chance.choice(FORMS)], ["build", name], ["build"], ["list"],
        ["show", name], ["show", "y", name], ["fmt", name], ["package", name], ["import", name], ["validate"],
        ["import", name, "--name", name], ["import", "--verify", name, "--jobs", "1"], ["lint", "--select", name],
        ["build", "y", "--environment", name], ["plan", "y", "--environment", name, "--live", "."], ["package"],
        ["lint", "--format", "github"], ["package", "--verify", name], ["script", name], ["init", name], [name],
        ["explain", name], ["package", "--kind", "solution"], ["build", "--out", name], ["lint", "--baseline", name],
    ]  # fmt: skip  # many short entries, several a line


def _operations(folder: Path) -> list[str]:
    """Names that may be those of operations: keys below an action, read as text."""
    found: list[str] = []
    for file in sorted(folder.glob("*.yaml")):
        for line in file.read_bytes().decode("utf-8", "replace").splitlines():
            key = line.strip().partition(":")[0].strip("'\"")
            if line[:1] == " " and line[1:5].strip() and key.isidentifier() and key[0].isupper():
                found.append(key)
    return found


def _write_spec(folder: Path, chance: Random) -> None:
    """A spec in one file, or its sections in several."""
    if chance.random() < 0.75:
        write_file(folder / "connector.yaml", material.spec_bytes(chance))
        return
    value = material.spec(chance)
    parts: dict[str, dict[str, Any]] = {}
    for key, item in value.items():
        parts.setdefault(chance.choice(("connector", "actions", "definitions")), {})[key] = item
    for name, part in parts.items():
        write_file(folder / f"{name}.yaml", yaml_text.encoded(yaml_text.written(part, chance), chance))
    if not parts:
        write_file(folder / "connector.yaml", b"")


def _write_package(folder: Path, definition: Any, properties: Any, chance: Random) -> None:
    for name, value in ((material.DEFINITION, definition), (material.PROPERTIES, properties)):
        if value is not None:
            text = json_text.written(value, chance)
            text = json_text.spoiled(text, chance) if chance.random() < 0.1 else text
            write_file(
                folder / name,
                json_text.encoded(text, chance) if chance.random() < 0.1 else text.encode("utf-8", "surrogatepass"),
            )
