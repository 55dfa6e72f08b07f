"""The generated pages of the reference: what the code says, complete, with examples that are valid."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import click
import pytest
from tests.pages import policies
from tests.pages.markdown import headings
from tests.unit.runtime.effect_case import outcome

from connectorsmith.cli import _verbs as verbs
from connectorsmith.lint.selection import all_rules

DOCS = Path(__file__).parents[2] / "docs"
PAGES = ("commands", "policies", "rules")


@pytest.mark.parametrize("name", PAGES)
def test_page_is_what_the_code_says(name, expect):
    expect(DOCS / "reference" / f"{name}.md", import_module(f"tests.pages.{name}").text())


def sections(name: str) -> list[str]:
    return headings((DOCS / "reference" / f"{name}.md").read_text("utf-8"))


def test_every_command_every_rule_and_every_template_has_a_section():
    assert sections("commands") == verbs.list_commands(click.Context(verbs))
    assert sections("rules") == [rule.id for rule in all_rules()]
    files = (DOCS.parent / "policies").glob("*.yaml")
    assert sorted(sections("policies")) == sorted(file.stem for file in files)


def test_every_template_has_a_message_that_shows_its_effect():
    assert policies.SAMPLES.keys() == policies.templates().keys()
    for name, template in policies.templates().items():
        case = policies.sample(template)
        plain = {key: value for key, value in case.items() if key != "limits"} | {"policies": []}
        found = outcome(case)
        assert found != outcome(plain), name
        assert "fault" not in found or name == "throttling", name
