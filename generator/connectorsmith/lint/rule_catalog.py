"""All rules as a list, a table or data: what ``connectorsmith rules`` prints."""

from __future__ import annotations

from typing import Any

from connectorsmith.diagnostics.documentation import documentation
from connectorsmith.lint.selection import all_rules


def rule_entries() -> list[dict[str, Any]]:
    """Each rule with all that is known about it, by id."""
    entries = []
    for rule in all_rules():
        said = documentation(rule.documentation)
        entries.append(
            {
                "rule": rule.id,
                "code": rule.code,
                "severity": rule.severity.word,
                "profiles": sorted(rule.profiles),
                "offence": said.offence,
                **{heading.casefold(): text for heading, text in said.sections.items()},
            }
        )
    return entries


def rules_as_text() -> str:
    """A line for each rule, and how many there are."""
    entries = rule_entries()
    wide = max(len(entry["rule"]) for entry in entries)
    lines = [f"{entry['rule']:{wide}}  {entry['severity']:7}  {entry['offence']}" for entry in entries]
    return "\n".join([*lines, f"{len(entries)} rules"])


def rules_as_markdown() -> str:
    """A table of the rules."""
    lines = ["| rule | severity | code | what is wrong |", "|---|---|---|---|"]
    for entry in rule_entries():
        code = f"`{entry['code']}`" if entry["code"] else ""
        offence = entry["offence"].replace("|", "\\|")
        lines.append(f"| `{entry['rule']}` | {entry['severity']} | {code} | {offence} |")
    return "\n".join(lines)
