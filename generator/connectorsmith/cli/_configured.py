"""The settings of a workspace as the defaults of options, before a command begins."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from connectorsmith.cli._options import FINDINGS
from connectorsmith.cli._volume import OUTCOME, is_verbose

if TYPE_CHECKING:
    from connectorsmith.diagnostics import Diagnostic
    from connectorsmith.workspace.configuration import Configuration

_KEYS: Final = {
    "form": "format",
    OUTCOME: "format",
    "jobs": "jobs",
    "profile": "profile",
    "fail_on": "fail-on",
    "select": "select",
    "show": "show",
    "consumer": "consumer",
}
"""The key of the settings for each option that has one."""


def configure_first(verb: str, call: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap a verb, so that options that were not typed have the values of the settings.

    Faults in the settings end a verb that works in a workspace.
    """

    @wraps(call)
    def command(**options: Any) -> Any:
        if "workspace" not in options:
            return call(**options)
        from connectorsmith.workspace.configuration import find_configuration

        settings = find_configuration(options["workspace"] or Path())
        faults = [*settings.diagnostics, *(rule_faults_of(settings) if verb == "lint" else ())]
        if faults:
            from connectorsmith.cli._report import report

            report(faults, err=True)
            sys.exit(FINDINGS)
        options |= dict(_values(verb, settings))
        if is_verbose():
            _tell_where(options["workspace"] or Path(), settings)
        if "ignore" in options:
            options["ignore"] = (*options["ignore"], *settings.table(verb).get("ignore", ()))
        return call(**options)

    return command


def _tell_where(start: Path, settings: Configuration) -> None:
    """Name the workspaces and the file of the settings that a run uses."""
    from connectorsmith.cli._alone import tell
    from connectorsmith.cli._paths import from_here
    from connectorsmith.workspace.layout import workspaces_at

    for house in workspaces_at(start):
        tell(f"the workspace is {from_here(house.root)}")
    if settings.file is not None:
        tell(f"the settings are those of {from_here(settings.file)}")


def typed(name: str) -> bool:
    """Whether an option of the command was typed, so that neither its default nor a setting counts."""
    source = click.get_current_context().get_parameter_source(name)
    return source not in (click.core.ParameterSource.DEFAULT, None)


def rule_faults_of(settings: Configuration) -> Iterator[Diagnostic]:
    """The faults of the settings that name rules."""
    from connectorsmith.lint.rule_settings import rule_faults

    yield from rule_faults(settings)


def _values(verb: str, settings: Configuration) -> Iterator[tuple[str, Any]]:
    """The options of the command that were not typed and have a setting."""
    from connectorsmith.workspace.settings_faults import settings_schema

    if settings.file is None or verb not in settings_schema()["properties"]:
        return
    table = settings.table(verb)
    for parameter in click.get_current_context().command.params:
        key = _KEYS.get(parameter.name or "")
        value = None if key is None else table.get(key, settings.value.get(key))
        if value is None or typed(parameter.name or "") or not _fits(parameter, value):
            continue
        yield parameter.name or "", tuple(value) if isinstance(value, list) else value


def _fits(parameter: click.Parameter, value: Any) -> bool:
    """Whether an option accepts a value: a format in the settings need not be a format of every command."""
    return not isinstance(parameter.type, click.Choice) or isinstance(value, list) or value in parameter.type.choices
