"""Faults of a version that would be mistaken for changes: what it refers to and does not have, and misspelt keys.

Recipes whose custom code cannot be written out keep a version from being compared as well.

If a file of a spec is missing, everything that it has seems to be removed; if a key is misspelt, so does its value.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Diagnostic, Severity, has_errors
from connectorsmith.model import Connector, Info
from connectorsmith.workspace.open import required_rules
from connectorsmith.workspace.opened import OpenedConnector
from connectorsmith.workspace.swagger_schema import swagger_faults

INFO_MISSING: Final = "version-without-info"
_REFERENCES: Final = frozenset(
    {
        *("reference-not-a-pointer", "reference-to-unknown-parameter", "reference-to-unknown-response"),
        *("schema-reference-not-valid", "type-names-unknown-definition", "snippet-not-found"),
        "unsubscribe-names-unknown-operation",
    }
)
"""The rules about what a connector refers to and does not have."""
_ENDLESS: Final = frozenset({"script-schema-in-circle", "script-schema-too-large"})
"""The rules about recipes of which no custom code can be made."""
_MISSPELT: Final = "unknown-key"
_LIKELY: Final = "did you mean"


def version_faults(opened: OpenedConnector, other: OpenedConnector) -> list[Diagnostic]:
    """The faults that keep a version from being compared, with their places."""
    connector, beside = opened.connector, other.connector
    if connector is None:
        return [one for one in opened.diagnostics if has_errors([one])]
    found = [*_incomplete(connector)]
    if not opened.target.is_spec:
        found += _misspelt(connector)
    if beside is not None and not _has_info(connector) and _has_info(beside):
        found.append(_without_info(connector))
    return opened.placed(found)


def _incomplete(connector: Connector) -> Iterator[Diagnostic]:
    for rule in required_rules():
        if rule.id in _REFERENCES | _ENDLESS:
            yield from rule.diagnose(connector)


def _misspelt(connector: Connector) -> Iterator[Diagnostic]:
    """The keys of a package that are close to those of Swagger 2.0; other unknown keys are compared."""
    return (one for one in swagger_faults(connector) if one.rule == _MISSPELT and _LIKELY in (one.hint or ""))


def _has_info(connector: Connector) -> bool:
    return (connector.info or Info()) != Info()


def _without_info(connector: Connector) -> Diagnostic:
    message = "this version has no `info`, and the other one has"
    hint = "check whether a file is missing, such as connector.yaml of a spec"
    return Diagnostic(INFO_MISSING, Severity.ERROR, message, connector.at / "info", hint=hint)
