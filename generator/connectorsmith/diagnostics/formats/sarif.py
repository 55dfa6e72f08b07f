"""Findings as SARIF 2.1.0, the exchange format of code scanning on GitHub, Azure DevOps and in editors.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from connectorsmith.diagnostics.diagnostic import Diagnostic, Severity
from connectorsmith.diagnostics.json_text import json_text
from connectorsmith.diagnostics.place import Span
from connectorsmith.diagnostics.presentation import Presentation
from connectorsmith.diagnostics.printable import without_commands_in_json
from connectorsmith.diagnostics.rule import Rule
from connectorsmith.version import VERSION

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def write(diagnostics: Sequence[Diagnostic], presentation: Presentation) -> str:
    """Write one run with every rule that was run, and a result for each finding."""
    rules = {rule.id: _rule(rule) for rule in presentation.rules}
    for one in diagnostics:
        rules.setdefault(one.rule, _bare_rule(one))
    index = {name: number for number, name in enumerate(rules)}
    driver = {"name": "connectorsmith", "version": VERSION, "rules": list(rules.values())}
    results = [_result(one, index[one.rule], presentation) for one in diagnostics]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    text = json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})
    return without_commands_in_json(text) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    title, _, rest = rule.documentation.partition("\n")
    properties: dict[str, Any] = {"tags": sorted(rule.profiles)}
    if rule.code:
        properties["code"] = rule.code
    return {
        "id": rule.id,
        "shortDescription": {"text": title or rule.id},
        "fullDescription": {"text": title or rule.id},
        "help": {"text": rest.strip() or title or rule.id},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": properties,
    }


def _bare_rule(diagnostic: Diagnostic) -> dict[str, Any]:
    """A finding of a reader rather than a rule has a name and a severity, but no documentation."""
    name = {"text": diagnostic.rule.replace("-", " ")}
    level = _LEVELS[diagnostic.severity]
    described = {"shortDescription": name, "fullDescription": name, "help": name}
    return {"id": diagnostic.rule, **described, "defaultConfiguration": {"level": level}}


def _result(diagnostic: Diagnostic, index: int, presentation: Presentation) -> dict[str, Any]:
    text = diagnostic.message if not diagnostic.hint else f"{diagnostic.message}\n{diagnostic.hint}"
    result: dict[str, Any] = {
        "ruleId": diagnostic.rule,
        "ruleIndex": index,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": text},
    }
    if location := _location(diagnostic, presentation):
        result["locations"] = [location]
    if diagnostic.data is not None:
        result["properties"] = dict(diagnostic.data)
    if diagnostic.related:
        result["relatedLocations"] = [
            {"id": number, "message": {"text": message}, "physicalLocation": _physical(span, presentation)}
            for number, (message, span) in enumerate(diagnostic.related, 1)
        ]
    return result


def _location(diagnostic: Diagnostic, presentation: Presentation) -> dict[str, Any]:
    location: dict[str, Any] = {}
    if diagnostic.span:
        location["physicalLocation"] = _physical(diagnostic.span, presentation)
    if diagnostic.at:
        keys = "" if diagnostic.at.of_text else str(diagnostic.at)
        location["logicalLocations"] = [{"fullyQualifiedName": f"{diagnostic.at.document}{keys}"}]
    return location


def _physical(span: Span, presentation: Presentation) -> dict[str, Any]:
    region = {"startLine": span.line, "startColumn": span.column, "endColumn": span.column + span.length}
    return {"artifactLocation": _artifact(presentation.name(span.file)), "region": region}


def _artifact(name: str) -> dict[str, str]:
    """An absolute file as a file URI; a relative one below the folder where the tool was run."""
    path = Path(name)
    if path.is_absolute():
        return {"uri": path.as_uri()}
    return {"uri": quote(name, errors="surrogateescape"), "uriBaseId": "%SRCROOT%"}
