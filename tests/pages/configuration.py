"""The page of the settings: every key of the schema, with its meaning, values, default and an example."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tests.pages.markdown import block, code, page, prose, table

from connectorsmith.workspace.settings_faults import settings_schema, toml

TITLE = "# Settings of a workspace"
OPENING = """A workspace has its settings in `connectorsmith.toml` at its root, or below `[tool.connectorsmith]` in
`pyproject.toml`. Every command reads the nearest of these files upwards from the folder that `--workspace`
names, or from the current one; in one folder, `connectorsmith.toml` counts before `pyproject.toml`. A key that
is not listed here is an error, and so is a value that does not fit; the command ends with exit code 3 and does
nothing else. An option that is typed counts more than a setting."""
EXAMPLE = """[paths]
specs = "power-platform/specs"
connectors = "power-platform/connectors"
policies = "power-platform/policies"

[lint]
profile = "certified"
fail-on = "warning"
ignore = {icon-is-placeholder = "The logo comes with the release."}

[[lint.packages]]
connector = "power-platform/connectors/oneflow"
rule = "icon-is-placeholder"
reason = "The owner adds the logo."

[changes]
fail-on = "warning"
"""
PATHS = """Paths are written with `/` and count from the folder of the file. One that leads out of that folder, by `..`,
by a link or because it begins at the root of the disk, is refused. The folders of `paths` have to be apart from
each other."""
SEVERAL = """A repository with several workspaces lists them in a file at its top, and each of them may have a file of
its own. Commands without a name, started at the top, work on all of them; a name is looked for in each. `new`,
`import` and whatever else writes something new need `--workspace`."""
TOP = """workspaces = ["sales", "finance"]
"""
OLDER = """`.connectorsmith/lint.yaml`, the older place of `[[lint.packages]]`, is still read where the settings list no
packages. `connectorsmith lint --move-settings` moves its lines, with their comments, into the file of the
settings."""


def text() -> str:
    """The whole page."""
    keys = settings_schema()["properties"]
    plain = {name: key for name, key in keys.items() if key["type" if "type" in key else "enum"] != "object"}
    tables = {name: key for name, key in keys.items() if name not in plain}
    return page(
        *(TITLE, " ".join(OPENING.split()), block(EXAMPLE, "toml"), " ".join(PATHS.split())),
        *("## At the top", " ".join(SEVERAL.split()), block(TOP, "toml"), _keys(plain)),
        *(part for names, key in _alike(tables) for part in _table(names, key)),
        *("## The older file of lint", " ".join(OLDER.split())),
    )


def _alike(tables: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[list[str], Mapping[str, Any]]]:
    """The tables, those with the same keys together."""
    waiting = dict(tables)
    while waiting:
        form = next(iter(waiting.values()))
        names = [name for name, other in waiting.items() if other["properties"] == form["properties"]]
        waiting = {name: other for name, other in waiting.items() if name not in names}
        yield names, form


def _table(names: list[str], form: Mapping[str, Any]) -> Iterator[str]:
    yield f"## {', '.join(f'[{name}]' for name in names)}"
    yield prose(form["description"]) if len(names) == 1 else "Settings of the commands of these names."
    yield _keys(form["properties"])


def _keys(properties: Mapping[str, Any]) -> str:
    return table(("key", "what it is", "default", "example"), list(_rows(properties)))


def _rows(properties: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str, str, str]]:
    for name, key in properties.items():
        values = key.get("enum") or key.get("items", {}).get("enum")
        listed = f" One of {', '.join(map(code, values))}." if values else ""
        default = key.get("default", "")
        shown = code(toml(default)) if values is None or default in values else default
        plain = isinstance(default, str) and (not default or " " in default or default == "none")
        example = code(f"{name} = {toml(key['examples'][0])}") if key.get("examples") else ""
        yield code(f"{prefix}{name}"), prose(key["description"]) + listed, default if plain else shown, example
        inner = key.get("items", {}).get("properties")
        if inner:
            yield from _rows(inner, f"{name}.")
