"""The faults of a settings file's value: its form, and paths that lead out of the workspace."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, time
from functools import cache
from pathlib import Path, PureWindowsPath
from pkgutil import get_data  # importlib.resources takes long to import
from typing import Any, Final

from msgspec.structs import replace

from connectorsmith.diagnostics import Diagnostic, Pointer, Severity
from connectorsmith.source.links import real
from connectorsmith.workspace.settings_places import Places

RULE: Final = "configuration-not-valid"
PARTS: Final = ("specs", "connectors", "policies")
"""The keys of ``paths``, which are the names of the folders where nothing else is configured."""
_ROOT: Final = Pointer("settings")


@cache
def settings_schema() -> dict[str, Any]:
    """The JSON Schema of the settings."""
    schema: dict[str, Any] = json.loads(get_data("connectorsmith.workspace", "settings.schema.json") or b"{}")
    return schema


def settings_faults(value: Any, places: Places) -> list[Diagnostic]:
    """Everything that is wrong with the settings, each fault at its key."""
    dates = [*_date_faults(value, places)]
    if dates:  # which JSON has not, and the validator does not take
        return dates
    import jsonschema_rs

    if not jsonschema_rs.is_valid(settings_schema(), value):
        from connectorsmith.source.schema_faults import schema_faults  # few settings have faults

        return [_placed(one, places) for one in schema_faults(value, settings_schema(), _ROOT)]
    return [*_path_faults(value, places), *_workspace_faults(value, places)]


def fault(message: str, path: tuple[str | int, ...], places: Places, hint: str | None) -> Diagnostic:
    """A fault at a key of the settings."""
    return Diagnostic(RULE, Severity.ERROR, message, None, places.span(path), hint)


def _date_faults(value: Any, places: Places, path: tuple[str | int, ...] = ()) -> Iterator[Diagnostic]:
    """Dates and times, which TOML writes without quotes, and no setting is."""
    if isinstance(value, (date, time)):
        name = next(key for key in reversed(path) if isinstance(key, str))
        yield fault(f"`{name}` cannot be a date or a time", path, places, "put it in quotes if you mean the text")
    elif isinstance(value, (dict, list)):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _date_faults(item, places, (*path, key))


def _placed(found: Diagnostic, places: Places) -> Diagnostic:
    """A fault of the form at its line, without the hints that concern YAML."""
    keys = () if found.at is None else found.at.keys
    hint = _example(keys) if found.rule in ("wrong-type", "wrong-form") else found.hint
    message = found.message.replace(" a mapping", " a table")
    return replace(found, rule=RULE, message=message, at=None, span=places.span(keys), hint=hint)


def _example(keys: tuple[str | int, ...]) -> str | None:
    """The first example of the nearest key that has one, as TOML."""
    found, name, schema = None, "", settings_schema()
    for key in keys:
        schema = schema.get("properties", {}).get(key, {})
        if "examples" in schema:
            found, name = schema["examples"][0], str(key)
    return None if found is None else f"write for example {name} = {toml(found)}"


def toml(value: Any) -> str:
    """A value in one line of TOML."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key} = {toml(item)}' for key, item in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _path_faults(value: Mapping[str, Any], places: Places) -> Iterator[Diagnostic]:
    """Paths that lead out of the workspace, and folders inside of one another."""
    home = places.file.parent
    written = value.get("paths", {})
    known = {part: real(home / written.get(part, part)) for part in PARTS}
    wrong = set()
    for part, path in written.items():
        if not _is_inside(path, home):
            wrong.add(part)
            hint = "write a path from the folder of this file, without .. at its start"
            yield fault(f"{part} leads out of the workspace: {path}", ("paths", part), places, hint)
    for part in written:
        for other in PARTS:
            if part != other and not wrong & {part, other} and known[part].is_relative_to(known[other]):
                message = f"the folder of the {part} is inside that of the {other}"
                yield fault(message, ("paths", part), places, "give each a folder of its own")


def _workspace_faults(value: Mapping[str, Any], places: Places) -> Iterator[Diagnostic]:
    """Workspaces that are not there, or are outside of the folder of the file."""
    home = places.file.parent
    listed = value.get("workspaces", [])
    if listed and "paths" in value:
        hint = "write paths into a connectorsmith.toml of the workspace itself"
        yield fault("a file that lists workspaces has no paths of its own", ("paths",), places, hint)
    for name in listed:
        if not _is_inside(name, home):
            hint = "write a path from the folder of this file, without .. at its start"
            yield fault(f"the workspace {name} is outside of the folder of this file", ("workspaces",), places, hint)
        elif not (home / name).is_dir():
            yield fault(f"there is no folder {name}", ("workspaces",), places, "correct the path, or make the folder")


def _is_inside(path: str, home: Path) -> bool:
    """Whether a path stays below a folder on each system, links followed."""
    windows = PureWindowsPath(path)
    return not (windows.drive or windows.root) and real(home / path).is_relative_to(real(home))
