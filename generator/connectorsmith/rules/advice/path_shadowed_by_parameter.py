"""Two paths differ only where one has a variable and the other a word.

Why: a value that equals the word of the other path leads to the other operation. That holds for paths that cross as
    well: /orders/recent/lines is a call of /orders/{id}/lines and of /orders/recent/{part}.
Write: another word before the variable or in place of it, if the API has one.
Bad:
    GetOrder: {call: "GET /orders/{id}"}
    GetRecentOrders: {call: GET /orders/recent}
Good:
    GetOrder: {call: "GET /orders/{id}"}
    GetRecentOrders: {call: GET /recent-orders}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    PartialDuplicateOperationPath
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector, Operation

_VARIABLE = re.compile(r"\{[^{}]*\}")
_END: Final = "/"
_Node = dict[str, Any]


@rule(Severity.WARNING, code="PartialDuplicateOperationPath")
def check(connector: Connector) -> Iterator[Finding]:
    """Look every path with a variable up among the paths of its method, where a variable represents any segment."""
    trees: dict[str, _Node] = {}
    paths = [(operation, _segments(operation)) for operation in connector.operations]
    for operation, segments in paths:
        node = trees.setdefault(operation.method, {})
        for segment in segments:
            node = node.setdefault(segment, {})
        node.setdefault(_END, operation)
    for operation, segments in paths:
        others = tuple(_met(trees[operation.method], segments)) if "{}" in segments else ()
        if others:
            further = f" and {len(others) - 1} more" if others[1:] else ""
            path = f"{operation.method.upper()} {operation.path}"
            message = f"{path} also matches {others[0].path}{further}"
            places = tuple(("the other path", other.at / "call") for other in others)
            hint = "use a different segment before the variable if the API has one"
            yield Finding(operation.at / "call", message, hint, places)


def _segments(operation: Operation) -> list[str]:
    """The segments of a path, without the names of its variables; case does not count."""
    return _VARIABLE.sub("{}", operation.path.casefold()).split(_END)


def _met(tree: _Node, segments: list[str]) -> Iterator[Operation]:
    """The operations with words where the segments have variables, and else the same words or variables themselves."""
    nodes: list[tuple[_Node, bool]] = [(tree, False)]
    for segment in segments:
        if segment == "{}":
            inside = ((word, inner, met) for node, met in nodes for word, inner in node.items())
            nodes = [(inner, met or word != "{}") for word, inner, met in inside if word != _END]
        else:
            nodes = [(node[word], met) for node, met in nodes for word in (segment, "{}") if word in node]
    yield from (node[_END] for node, met in nodes if met and _END in node)
