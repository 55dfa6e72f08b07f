"""A parameter in the query, path or header is a list.

Why: Power Apps does not support a parameter of the type array, and leaves the operation out; flows do support it.
Write: a text with the entries divided by commas, if apps are to call the operation.
Bad:
    {name: ids, in: query, type: array, items: string}
Good:
    {name: ids, in: query, type: string, description: "The ids, divided by commas."}
Source: the message of Power Apps "Parameter with type='array' is not currently supported"
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.visible_fields import visible_parameters

_WHERE: Final = {"query": "in the query", "header": "in a header", "path": "in the path"}


@rule(Severity.INFO)
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the type of the parameters that makers see; a trigger is in flows alone."""
    for operation, parameter in visible_parameters(connector):
        where = _WHERE.get(parameter.location or "")
        if operation.trigger is None and where is not None and parameter.value.type == "array":
            message = f'Power Apps does not support the list "{parameter.name}" {where}'
            yield Finding(parameter.at, message, "write a text with commas between the entries, if apps are to use it")
