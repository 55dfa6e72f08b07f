"""The settings of paconn cannot be read, misspell a key, or disagree with the files about the script.

Why: paconn passes over keys that it does not know; and an update whose settings name no script removes the one that
    the connector has.
Write: the documented keys, and "script" exactly when there is a script.csx; without a file settings are generated.
Bad:
    {"apiDefinition": "apiDefinition.swagger.json", "scripts": "script.csx"}
Good:
    {"apiDefinition": "apiDefinition.swagger.json", "script": "script.csx"}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/paconn-cli
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from connectorsmith.diagnostics import Diagnostic, Finding, Pointer, Severity, rule
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.model import Connector
from connectorsmith.source.document import Document
from connectorsmith.source.json.read import read_json


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Read the file, look its keys up, and look for the script."""
    content = connector.assets.get(_FILE)
    if content is None:
        return
    document, faults = read_json(content, Path(_FILE))
    if faults or not isinstance(document.value, dict):
        yield _unreadable(faults)
        return
    for key in document.value:
        if key not in _KEYS:
            likely = suggest(key, _KEYS)
            hint = f'did you mean "{likely}"?' if likely else "remove it"
            yield Finding(_place(document, key), f'paconn knows no setting "{key}"', hint)
    has_script = connector.own_script or bool(connector.scripted)
    if has_script != bool(document.value.get("script")):
        message = "there is a script" if has_script else "there is no script"
        hint = 'add "script": "script.csx"' if has_script else 'remove "script"'
        names = "names none" if has_script else "names one"
        yield Finding(_place(document, "script"), f"{message}, and {_FILE} {names}", hint)


def _unreadable(faults: Sequence[Diagnostic]) -> Finding:
    """The first fault of a file that is no object of JSON."""
    if not faults:
        return Finding(Pointer(_FILE), f"{_FILE} holds no JSON object", 'write the settings between "{" and "}"')
    span = faults[0].span
    at = Pointer(_FILE) if span is None else Pointer(_FILE) / span.line / span.column
    return Finding(at, f"{_FILE} is not as paconn reads it: {faults[0].message}", faults[0].hint)


def _place(document: Document, key: str) -> Pointer:
    """The place of a key in the file, or of the whole if it is not there."""
    span = document.span(Pointer(_FILE) / key)
    return Pointer(_FILE) / span.line / span.column / span.length if key in document.value else Pointer(_FILE)


_FILE: Final = "settings.json"
_KEYS: Final = (
    *("connectorId", "environment", "apiProperties", "apiDefinition", "icon", "script"),
    *("powerAppsUrl", "powerAppsApiVersion", "flowUrl", "flowApiVersion"),
    *("clientId", "tenant", "authorityUrl", "resource"),
)
