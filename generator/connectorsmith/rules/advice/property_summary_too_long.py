"""The summary of a property has more than 80 characters.

Why: it is the label of an input field or of a value to pick; a longer one is cut off.
Write: the name of the value in a few words, and the rest in the description.
Bad:
    due: {type: date, summary: The last day on which ... and so on, in more than 80 characters}
Good:
    due: {type: date, summary: Due date, description: The last day on which it can be paid.}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    FieldLengthExceeded; two of about 1,000 published connectors have longer ones in a body
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.all_parts import schemas_having
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.rule import PUBLISHED
from connectorsmith.model import Connector
from connectorsmith.rules.support.certification_limits import LONGEST_SUMMARY


@rule(Severity.WARNING, code="FieldLengthExceeded", profiles=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Count the characters of the summary of every schema."""
    for schema in schemas_having(connector, "summary"):
        count = len(schema.summary or "")
        if count > LONGEST_SUMMARY:
            message = f'the summary of "{schema.at.key}" has {count} characters, {LONGEST_SUMMARY} are allowed'
            yield Finding(schema.at / "summary", message, "write a few words, and the rest in the description")
