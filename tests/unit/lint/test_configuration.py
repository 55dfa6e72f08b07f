"""The settings of lint in connectorsmith.toml and pyproject.toml: what they change, and what is wrong in them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

PLACEHOLDER = "icon-is-placeholder"
"""What lint finds in a workspace of init."""


def rules(ended) -> list[str]:
    return [one["rule"] for one in json.loads(ended.out)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("connectorsmith.toml", '[lint]\nformat = "json"\n'),
        ("pyproject.toml", '[project]\nname = "x"\n\n[tool.connectorsmith.lint]\nformat = "json"\n'),
        ("pyproject.toml", '[tool.connectorsmith]\nlint = {format = "json"}\n'),
    ],
)
def test_settings_are_found(name, text, root, run, monkeypatch):
    (root / name).write_text(text, "utf-8")
    assert rules(run("lint")) == [PLACEHOLDER]
    monkeypatch.chdir(root / "specs" / "library")
    assert rules(run("lint")) == [PLACEHOLDER]


def test_connectorsmith_toml_counts_before_the_project(root, run):
    (root / "pyproject.toml").write_text("[tool.connectorsmith.lint]\nfail-on = 'warning'\n", "utf-8")
    assert run("lint").code == 3
    (root / "connectorsmith.toml").write_text("", "utf-8")
    assert run("lint").code == 0


@pytest.mark.parametrize(
    ("text", "arguments", "code", "found"),
    [
        ('fail-on = "warning"', [], 3, [PLACEHOLDER]),
        ('fail-on = "warning"', ["--fail-on", "error"], 0, [PLACEHOLDER]),
        ('ignore = {icon-is-placeholder = "It comes later."}', [], 0, []),
        ('select = ["icon"]', [], 0, [PLACEHOLDER]),
        ('select = ["scheme"]', [], 0, []),
        ('select = ["scheme"]', ["--select", "icon"], 0, [PLACEHOLDER]),
        ('profile = "custom"', [], 0, []),
        ('profile = "custom"', ["--profile", "certified"], 0, [PLACEHOLDER]),
        ("jobs = 2", [], 0, [PLACEHOLDER]),
    ],
)
def test_what_settings_do(text, arguments, code, found, root, run):
    (root / "connectorsmith.toml").write_text(f"[lint]\n{text}\n", "utf-8")
    ended = run("lint", *arguments, "--format", "json")
    assert (ended.code, rules(ended)) == (code, found)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[lint", "connectorsmith.toml:1:1: error: this is not TOML: "),
        ("[lnt]\n", "connectorsmith.toml:1:1: error: unknown key `lnt` [configuration-not-valid]"),
        ("[lint]\n\nprofil = 'custom'", "connectorsmith.toml:3:1: error: unknown key `profil`"),
        ("[lint]\nprofile = 'custm'", 'connectorsmith.toml:2:1: error: `profile` cannot be "custm"'),
        ("[lint]\nprofile = 3", "connectorsmith.toml:2:1: error: `profile` cannot be 3"),
        ("[lint]\njobs = 0", "connectorsmith.toml:2:1: error: `jobs` must be at least 1"),
        ("[lint]\njobs = true", "connectorsmith.toml:2:1: error: `jobs` must be a whole number, not true"),
        ("[lint]\nselect = 'icon'", "connectorsmith.toml:2:1: error: `select` must be a list, not a text"),
        ("[lint]\nselect = ['icn']", "connectorsmith.toml:2:1: error: there is no rule icn"),
        ("[lint.ignore]\n'icon-is' = ''", 'connectorsmith.toml:2:2: error: `icon-is` cannot be ""'),
        ("[lint.ignore]\nicn = 'x'", "connectorsmith.toml:2:1: error: there is no rule icn"),
        ("lint = 3", "connectorsmith.toml:1:1: error: `lint` must be a table, not the number 3"),
        (
            f"[lint]\njobs = {'[' * 2_000}",
            "connectorsmith.toml:2:108: error: this is not TOML: a value is inside too many",
        ),
        (
            f"[lint]\njobs = {'9' * 5_000}",
            "connectorsmith.toml:2:8: error: this is not TOML: a number has too many digit",
        ),
    ],
)
def test_faults_have_their_place(text, message, root, run):
    (root / "connectorsmith.toml").write_text(text, "utf-8")
    code, out, err = run("lint")
    assert (code, out) == (3, "")
    assert err.startswith(message)


def test_settings_of_the_readme_are_valid(root, run):
    shown = (Path(__file__).parents[3] / "README.md").read_text("utf-8").partition("```toml\n")[2].partition("```")[0]
    (root / "connectorsmith.toml").write_text(shown, "utf-8")
    assert run("lint").out == "1 checked, 0 findings\n"


@pytest.mark.parametrize(("text", "hint"), [("[lnt]", "`lint`"), ("[lint]\nprofile = 'custm'", '"custom"')])
def test_likely_words_are_suggested(text, hint, root, run):
    (root / "connectorsmith.toml").write_text(text, "utf-8")
    assert f"did you mean {hint}?" in run("lint").err
