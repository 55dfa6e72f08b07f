"""An extension is on a part of the definition where the platform does not look for it.

Why: it has no effect there: a protocol on a path makes no MCP server, a label on an operation is not shown.
Write: the extension on the part that it belongs to, or remove it.
Bad:
    paths: {/mcp: {x-ms-agentic-protocol: mcp-streamable-1.0, post: {operationId: InvokeMCP}}}
Good:
    paths: {/mcp: {post: {operationId: InvokeMCP, x-ms-agentic-protocol: mcp-streamable-1.0}}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/openapi-extensions; each place is in
    language/extensions.yaml, with its evidence
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.language.extensions import extensions
from connectorsmith.model import Connector
from connectorsmith.rules.support.json_parts import raw_parts
from connectorsmith.rules.support.phrases import either


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the extensions whose places are known."""
    places = _places()
    for kind, at, raw in raw_parts(connector):
        for key in raw:
            if key in places and kind not in places[key] and (kind, key) not in _OF_OTHER_RULES:
                hint = f"move it to {either([_NAMES[place] for place in places[key]])}"
                if kind == "operation" and key == "x-ms-summary":
                    hint = "write summary, the key of Swagger"
                yield Finding(at / key, f"{key} has no effect on {_NAMES[kind]}", hint)


@cache
def _places() -> dict[str, Sequence[str]]:
    """The extensions whose places are known, each with the kinds of parts that it has an effect on."""
    return {key: one.at for key, one in extensions().items() if one.at}


_OF_OTHER_RULES: Final = {("operation", "x-ms-notification-content")}
"""Parts and extensions about which a rule of their own says more."""
_NAMES: Final = {
    "root": "the root",
    "info": "info",
    "path": "a path",
    "operation": "an operation",
    "parameter": "a parameter",
    "response": "a response",
    "schema": "a schema",
    "notification": "a notification",
}
