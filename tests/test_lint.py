"""``lint`` as a whole: which rules run, what fixes do to files, that cores change no result, and what build skips."""

from __future__ import annotations

import importlib
import json
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest
from click.testing import CliRunner, Result

import connectorsmith.lint
from connectorsmith.cli._group import verbs
from connectorsmith.diagnostics import Finding, Fix, Rule, Severity, formats
from connectorsmith.diagnostics.rule import CERTIFIED, CUSTOM
from connectorsmith.errors import FileError
from connectorsmith.lint.run import lint_all
from connectorsmith.lint.selection import Selection
from connectorsmith.lint.targets import lint_targets
from connectorsmith.model import Connector

SPEC = """\
    # the shop
    info: {title: Shop, version: "1.0"}
    host: shop.example
    actions:
      # reads
      GetOrder:
        call: GET /orders/{id}
        parameters:
          - {name: id, in: path, type: string, absent: [url-encoding]}  # kept
        description: Reads an order
        responses: {200: {}}
    """


def descriptions(connector: Connector) -> Iterator[Finding]:
    for operation in connector.operations:
        text = operation.description
        if text and not text.endswith("."):
            at = operation.at / "description"
            yield Finding(at, "no period", "add one", fixes=(Fix.set(at, text + "."),))
        for parameter in operation.parameters or ():
            if parameter.url_encoding is None:
                at = parameter.at / "url-encoding"
                yield Finding(at, "not encoded", fixes=(Fix.drop(parameter.at / "absent", "url-encoding"),))


def extensions(connector: Connector) -> Iterator[Finding]:
    for key in connector.extra:
        if key == "x-ms-sumary":
            yield Finding(connector.at / key, "misspelt", fixes=(Fix.name(connector.at / key, "x-own"),))


def nothing(connector: Connector) -> Iterator[Finding]:
    yield Finding(connector.at / "host", "always")


RULES = (
    Rule("always", Severity.INFO, nothing, "Always."),
    Rule("description-without-period", Severity.WARNING, descriptions, "No period.", "Period"),
    Rule("extension-misspelt", Severity.ERROR, extensions, "Misspelt."),
    Rule("only-certified", Severity.ERROR, nothing, "Never in custom.", None, frozenset({CERTIFIED})),
)


def use(found: tuple[Rule, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let there be these rules and no others.

    A module that is imported first while they are there would keep them, so all of them are imported before.
    """
    for one in pkgutil.iter_modules(connectorsmith.lint.__path__, "connectorsmith.lint."):
        importlib.import_module(one.name)
    for module in ("selection", "run"):
        monkeypatch.setattr(f"connectorsmith.lint.{module}.all_rules", lambda: found)
    monkeypatch.setattr("connectorsmith.lint.selection.rules_for", lambda *_: found)


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with one spec, and made-up rules."""
    (tmp_path / "specs").mkdir()
    (tmp_path / "specs" / "shop.yaml").write_text(dedent(SPEC), "utf-8")
    monkeypatch.chdir(tmp_path)
    use(RULES, monkeypatch)
    return tmp_path / "specs" / "shop.yaml"


def lint(*arguments: str) -> Result:
    return CliRunner().invoke(verbs, ["lint", *arguments], prog_name="connectorsmith")


def rules_found(*arguments: str) -> list[str]:
    return [one["rule"] for one in json.loads(lint(*arguments, "--format", "json").stdout)]


@pytest.mark.parametrize(
    ("arguments", "rules"),
    [
        ([], ["description-without-period", "always"]),
        (["--profile", CUSTOM], ["always"]),
        (["--profile", CERTIFIED], ["only-certified", "always"]),
        (["--select", "always"], ["always"]),
        (["--select", "Period,always"], ["always"]),
        (["--select", "only-certified"], []),
        (["--ignore", "always"], []),
    ],
)
def test_which_rules_run(arguments, rules, shop):
    shop.write_text('info: {title: Shop, version: "1.0"}\nhost: shop.example\n', "utf-8")
    assert rules_found(*arguments) == [rule for rule in rules if rule != "description-without-period"]


@pytest.mark.parametrize(
    ("written", "profile"),
    [("", CUSTOM), ("publisher: Contoso", CERTIFIED), ("stackOwner: Contoso", CERTIFIED), ('publisher: ""', CUSTOM)],
)
def test_profile_goes_by_the_connector(written, profile, shop):
    shop.write_text(f"host: shop.example\n{written}\n", "utf-8")
    assert ("only-certified" in rules_found()) == (profile == CERTIFIED)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--select", "alway"], "there is no rule 'alway'. Did you mean always?"),
        (["--ignore", "always,description-without-periot"], "Did you mean description-without-period?"),
        (["--select", "perod"], "Did you mean Period?"),
        (["--select", "colour"], "there is no rule 'colour'. connectorsmith rules lists them all."),
        (["--select", "unused-suppression"], "there is no rule 'unused-suppression'."),
        (["--select", "alw"], "there is no rule 'alw'. Did you mean always?"),
        (["--select", "desription"], "there is no rule 'desription'. Did you mean description?"),
        (["--profile", "certifed"], "'certifed' is not one of"),
        (["--jobs", "0"], "0 is not in the range"),
        (["--fail-on", "note"], "'note' is not one of"),
    ],
)
def test_wrong_usage(arguments, message, shop):
    ended = lint(*arguments)
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert message in ended.stderr


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([], 0),
        (["--fail-on", "warning"], 3),
        (["--fail-on", "info"], 3),
        (["--profile", CERTIFIED], 3),
        (["--fail-on", "warning", "--ignore", "description"], 0),
    ],
)
def test_exit_code(arguments, code, shop):
    assert lint(*arguments).exit_code == code


def test_fix(shop):
    ended = lint("--fix", "--select", "Period")
    assert (ended.exit_code, ended.stdout.splitlines()[-1]) == (0, "1 checked, 0 findings")
    assert ended.stdout.splitlines()[:2] == [
        "specs/shop.yaml:9:9: fixed: removed url-encoding from absent [description-without-period]",
        "specs/shop.yaml:10:5: fixed: set description [description-without-period]",
    ]
    text = shop.read_text("utf-8")
    assert "description: Reads an order.\n" in text
    assert "- {name: id, in: path, type: string}  # kept\n" in text
    assert text.startswith("# the shop\n")
    assert "  # reads\n  GetOrder:\n" in text
    assert lint("--fix").stdout.splitlines()[0] == "specs/shop.yaml:3:1: info: always [always]"
    assert shop.read_text("utf-8") == text


def test_diff_writes_nothing(shop):
    before = shop.read_text("utf-8")
    ended = lint("--fix", "--diff", "--select", "Period")
    assert ended.exit_code == 3
    assert "+    description: Reads an order.\n" in ended.stdout
    assert "-    description: Reads an order\n" in ended.stdout
    assert ended.stdout.startswith("--- specs/shop.yaml\n+++ specs/shop.yaml (fixed)\n")
    assert shop.read_text("utf-8") == before
    assert lint("--diff", "--select", "always").exit_code == 0


def test_fix_keeps_line_ends_and_renames_in_place(shop):
    head = 'info: {title: Shop, version: "1"}\nhost: a.example\n'
    shop.write_bytes(f"{head}x-ms-sumary: 1  # why\nx-z: 2\n".replace("\n", "\r\n").encode())
    assert lint("--fix", "--format", "json").exit_code == 0
    assert shop.read_bytes() == f"{head}x-own: 1  # why\nx-z: 2\n".replace("\n", "\r\n").encode()


def test_suppressed_findings_are_not_fixed(shop):
    text = dedent(SPEC).replace("GetOrder:\n", 'GetOrder:\n    lint: {ignore: {description-without-period: "so"}}\n')
    shop.write_text(text, "utf-8")
    assert lint("--fix").exit_code == 0
    assert shop.read_text("utf-8") == text


def test_fixes_are_made_in_all_files_or_in_none(shop, monkeypatch):
    (shop.parent / "second.yaml").write_text("host: a.example\nx-ms-sumary: 1\n", "utf-8")
    before = {file: file.read_bytes() for file in shop.parent.iterdir()}
    replace, full = Path.replace, [OSError(28, "No space left on device")]

    def fails_once_for_the_second(path: Path, target: Path) -> Path:
        if target.name == "shop.yaml" and full:
            raise full.pop()
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", fails_once_for_the_second)
    assert isinstance(lint("--fix").exception, FileError)
    assert {file: file.read_bytes() for file in shop.parent.iterdir()} == before


@pytest.mark.parametrize("form", formats.names())
def test_fixes_do_not_disturb_the_format(form, shop):
    ended = lint("--fix", "--format", form)
    assert ("fixed:" in ended.stdout) == (form == "text")
    assert ended.stderr == "" or form != "text"
    if form in ("json", "sarif"):
        json.loads(ended.stdout)


def test_build_stops_at_gate_rules_only(shop, monkeypatch):
    use((Rule("always", Severity.ERROR, nothing, "Always."),), monkeypatch)
    assert lint().exit_code == 3
    assert CliRunner().invoke(verbs, ["validate"]).exit_code == 0


def packages(folder: Path, count: int) -> Path:
    for number in range(count):
        (folder / f"p{number}").mkdir(parents=True)
        paths = {f"/a{index}": {"get": {"operationId": f"A_{index}", "responses": {}}} for index in range(number)}
        definition = json.dumps({"swagger": "2.0", "info": {"title": "A", "version": "1"}, "paths": paths}, indent=1)
        (folder / f"p{number}" / "apiDefinition.swagger.json").write_text(definition, "utf-8")
    return folder


def test_cores_do_not_change_results(tmp_path):
    targets = lint_targets([str(packages(tmp_path, 7))], None)
    assert [target.name for target in targets] == [f"p{number}" for number in range(7)]
    for selection in (Selection(), Selection(CERTIFIED), Selection(None, ("OperationIdSanitized",))):
        alone = list(lint_all(targets, selection))
        assert alone == list(lint_all(targets, selection, 3))
        assert len({one.span for linted in alone for one in linted.diagnostics}) > 6
