"""Compiled templates are kept, and compiled again where the kept ones may not fit; a damaged file stops no build."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment, nodes

from connectorsmith.emitters import compiled_templates
from connectorsmith.emitters.compiled_templates import CompiledTemplates
from connectorsmith.emitters.templating import environment

TEMPLATES = environment().list_templates(["j2"])


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Where bytecode is kept, and written whatever the tests run with."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "kept"


def filled(text: str, monkeypatch, kind: str = "Kind", compiles: bool = True) -> str:
    """Fill a template in an environment that has compiled nothing yet, and tell whether it has to."""
    env = Environment(loader=DictLoader({"a": text}), bytecode_cache=CompiledTemplates(kind))
    compiled = []
    original = env.compile
    monkeypatch.setattr(env, "compile", lambda *given: compiled.append(given) or original(*given))
    found = env.get_template("a").render(x=1)
    assert bool(compiled) == compiles
    return found


def kept(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file())


def test_a_template_is_compiled_once(folder, monkeypatch):
    assert filled("{{ x }}", monkeypatch) == "1"
    assert len(kept(folder)) == 1
    assert filled("{{ x }}", monkeypatch, compiles=False) == "1"


def test_another_text_is_compiled(folder, monkeypatch):
    filled("{{ x }}", monkeypatch)
    assert filled("{{ x }}!", monkeypatch) == "1!"
    assert filled("{{ x }}!", monkeypatch, compiles=False) == "1!"


def test_another_kind_of_environment_and_another_jinja_compile(folder, monkeypatch):
    filled("{{ x }}", monkeypatch)
    filled("{{ x }}", monkeypatch, "Other")
    monkeypatch.setattr(compiled_templates.jinja2, "__version__", "0")
    filled("{{ x }}", monkeypatch)


@pytest.mark.parametrize("damage", [b"", b"x", None], ids=["empty", "foreign", "cut off"])
def test_a_damaged_file_is_replaced(damage, folder, monkeypatch):
    filled("{{ x }}", monkeypatch)
    (file,) = kept(folder)
    sound = file.read_bytes()
    file.write_bytes(sound[:-9] if damage is None else damage)
    assert filled("{{ x }}", monkeypatch) == "1"
    assert filled("{{ x }}", monkeypatch, compiles=False) == "1"


def test_bytecode_that_may_not_be_written_is_not(folder, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert filled("{{ x }}", monkeypatch) == "1"
    assert kept(folder) == []


def test_a_folder_that_cannot_be_written_is_no_fault(folder, monkeypatch):
    folder.write_text("a file where a folder has to be")
    assert filled("{{ x }}", monkeypatch) == "1"


def test_the_templates_of_the_package_are_kept(folder):
    environment.cache_clear()
    environment().get_template("readme.md.j2")
    assert len(kept(folder)) == 1


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_filter_is_applied_to_a_constant(name):
    """Jinja2 applies such a filter when it compiles, so that a change of the filter would have no effect."""
    env = environment()
    source, _, _ = env.loader.get_source(env, name)
    filters = env.parse(source).find_all(nodes.Filter)
    assert [one.name for one in filters if isinstance(one.node, nodes.Literal)] == []
