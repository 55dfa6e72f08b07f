"""A rule knows its name and documentation from its module, and is found there."""

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from zipfile import ZipFile

import pytest

from connectorsmith.diagnostics import SPEC, Diagnostic, Severity, discover
from connectorsmith.diagnostics.rule import rule_ids

LOUD = '''"""A name is in capitals.

Why: it shouts.
"""
from connectorsmith.diagnostics import SPEC, Finding, Severity, rule

@rule(Severity.WARNING, code="Loud")
def check(connector):
    yield Finding(SPEC / "info", f"{connector} is loud", "write it small", (("as here", SPEC / "host"),))
'''


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    folder = tmp_path / "some_rules" / "required"
    folder.mkdir(parents=True)
    (tmp_path / "some_rules" / "__init__.py").touch()
    (folder / "__init__.py").touch()
    (folder / "name_in_capitals.py").write_text(LOUD, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    import some_rules.required

    yield some_rules.required
    for module in [name for name in sys.modules if name.startswith("some_rules")]:
        del sys.modules[module]


def test_rules_are_found(package):
    (rule,) = discover(package)
    assert (rule.id, rule.severity, rule.code, rule.required) == ("name-in-capitals", Severity.WARNING, "Loud", True)
    assert rule.documentation == "A name is in capitals.\n\nWhy: it shouts."


def test_files_beside_the_rules_are_not_rules(package):
    folder = Path(package.__path__[0])
    for name in ("._name_in_capitals.py", ".#name_in_capitals.py", "name_in_capitals.py.orig", "notes.yaml"):
        (folder / name).write_bytes(b"\0")
    assert rule_ids(package) == ["name-in-capitals"]


def test_rules_without_sources_are_found(package):
    folder = Path(package.__path__[0])
    (folder / "name_in_capitals.py").rename(folder / "name_in_capitals.pyc")
    assert rule_ids(package) == ["name-in-capitals"]


def test_rules_in_an_archive_are_not_passed_over(tmp_path):
    archive = tmp_path / "tool.zip"
    with ZipFile(archive, "w") as written:
        written.writestr("rules/__init__.py", "")
    package = ModuleType("rules")
    package.__path__ = [str(archive / "rules")]
    with pytest.raises(OSError, match="rules"):
        rule_ids(package)


def test_a_module_without_a_rule_is_named(package):
    (Path(package.__path__[0]) / "no_rule.py").write_text("check = 1\n", encoding="utf-8")
    with pytest.raises(ImportError, match=r"some_rules\.required\.no_rule has no rule named check"):
        discover(package)


def test_findings_become_diagnostics(package):
    (rule,) = discover(package)
    assert list(rule.diagnose("SHOP")) == [
        Diagnostic(
            "name-in-capitals",
            Severity.WARNING,
            "SHOP is loud",
            SPEC / "info",
            hint="write it small",
            code="Loud",
            places=(("as here", SPEC / "host"),),
        )
    ]
