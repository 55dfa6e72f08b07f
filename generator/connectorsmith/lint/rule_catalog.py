"""All rules as a list, a table or data: what ``connectorsmith rules`` prints."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from connectorsmith.diagnostics import Rule
from connectorsmith.diagnostics.documentation import documentation


def rule_entries(rules: Iterable[Rule]) -> list[dict[str, Any]]:
    """Each rule with all that is known about it, by id."""
    entries = []
    for rule in rules:
        documented = documentation(rule.documentation)
        entries.append(
            {
                "rule": rule.id,
                "code": rule.code,
                "severity": rule.severity.word,
                "profiles": sorted(rule.profiles),
                "error-in": sorted(rule.error_in),
                "fixable": rule.fixable,
                "offence": documented.offence,
                **{heading.casefold(): text for heading, text in documented.sections.items()},
            }
        )
    return entries


def rules_as_text(rules: Iterable[Rule]) -> str:
    """A line for each rule, and how many there are; ``[--fix]`` marks those that ``lint --fix`` corrects."""
    entries = rule_entries(rules)
    wide = max(len(entry["rule"]) for entry in entries)
    lines = [
        f"{entry['rule']:{wide}}  {entry['severity']:7}  {_offence(entry)}{' [--fix]' * entry['fixable']}"
        for entry in entries
    ]
    return "\n".join([*lines, f"{len(entries)} rules"])


def _offence(entry: dict[str, Any]) -> str:
    """The title of a rule, with the profiles in which it is an error if it is less severe elsewhere."""
    profiles = entry["error-in"]
    return f"{entry['offence']} (an error if {' or '.join(profiles)})" if profiles else str(entry["offence"])


def rules_as_markdown(rules: Iterable[Rule]) -> str:
    """A table of the rules."""
    lines = ["| rule | severity | code | what is wrong |", "|---|---|---|---|"]
    for entry in rule_entries(rules):
        code = f"`{entry['code']}`" if entry["code"] else ""
        offence = _offence(entry).replace("|", "\\|")
        lines.append(f"| `{entry['rule']}` | {entry['severity']} | {code} | {offence} |")
    return "\n".join(lines)
