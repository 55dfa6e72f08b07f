"""A tag is defined more than once.

Why: of two descriptions of one tag only one can hold; the platform refuses the connector.
Write: each tag once.
Bad:
    tags: [{name: Orders}, {name: Orders, description: All about orders}]
Good:
    tags: [{name: Orders, description: All about orders}]
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    TagRedefined
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector


@rule(Severity.ERROR, code="TagRedefined")
def check(connector: Connector) -> Iterator[Finding]:
    """Compare the names of the tags at the root."""
    tags = connector.extra.get("tags")
    first: dict[str, int] = {}
    for index, tag in enumerate(tags if isinstance(tags, list) else ()):
        name = tag.get("name") if isinstance(tag, dict) else None
        if not isinstance(name, str):
            continue
        if first.setdefault(name, index) != index:
            place = ("the first one", connector.at / "tags" / first[name])
            yield Finding(connector.at / "tags" / index, f'the tag "{name}" is defined twice', "remove one", (place,))
