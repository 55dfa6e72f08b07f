"""The schema of the settings: it has what the commands have, and its examples are valid."""

from __future__ import annotations

import tomllib

import click
import jsonschema
import pytest

from connectorsmith.cli._configured import _KEYS as KEYS
from connectorsmith.cli._group import verbs
from connectorsmith.workspace.settings_faults import settings_schema, toml

TABLES = {name: form for name, form in settings_schema()["properties"].items() if form.get("type") == "object"}
CONTEXT = click.Context(verbs)
ELSEWHERE = {
    "export": "its formats are those of documents",
    "preview": "its format decides what it does",
}
"""Commands whose option --format is not a setting, and why."""


def configurable(verb: str) -> dict[str, click.Option]:
    """The options of a command that have a setting, by the key of the setting."""
    command = verbs.get_command(CONTEXT, verb)
    assert command is not None
    options = {one.name or "": one for one in command.params if isinstance(one, click.Option)}
    return {KEYS[name]: one for name, one in options.items() if name in KEYS} if "workspace" in options else {}


def test_every_command_with_such_an_option_has_a_table():
    wanted = {verb for verb in verbs.list_commands(CONTEXT) if configurable(verb)} - ELSEWHERE.keys()
    assert TABLES.keys() - {"paths"} == wanted


@pytest.mark.parametrize("verb", sorted(TABLES.keys() - {"paths"}))
def test_table_has_the_values_and_defaults_of_the_options(verb):
    options, keys = configurable(verb), dict(TABLES[verb]["properties"])
    for beside in ("ignore", "packages") if verb == "lint" else ():
        keys.pop(beside)
    assert keys.keys() == options.keys()
    for name, form in keys.items():
        values = form.get("enum") or form.get("items", {}).get("enum")
        kind = options[name].type
        assert (list(kind.choices) if isinstance(kind, click.Choice) else None) == values
        if values and "enum" in form and options[name].default in values:
            assert form["default"] == options[name].default


def test_every_key_has_an_example_that_is_valid():
    for path, form in _keys(settings_schema()):
        value = form["examples"][0]
        jsonschema.validate(value, form)
        assert tomllib.loads(f"x = {toml(value)}") == {"x": value}, path


def _keys(form):
    for name, key in form["properties"].items():
        if "properties" in key:
            yield from _keys(key)
        else:
            yield name, key
