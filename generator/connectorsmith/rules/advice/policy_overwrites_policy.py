"""A policy overwrites what an earlier one has set.

Why: policies run one after another; of two that set one host, header or parameter for one operation, the last wins.
Write: one of the two, or disjoint lists of operations.
Bad:
    - {template: dynamichosturl, title: Live, urlTemplate: "https://api.example.com"}
    - {template: dynamichosturl, title: Test, urlTemplate: "https://test.example.com"}
Good:
    - {template: dynamichosturl, title: Live, urlTemplate: "https://api.example.com", operations: [GetOrder]}
    - {template: dynamichosturl, title: Test, urlTemplate: "https://test.example.com", operations: [AddOrder]}
Source: issue 3100 of microsoft/coe-starter-kit
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector, Policy
from connectorsmith.rules.support.expressions import reached


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Compare the policies that set a value as a whole, in their order; only overrides that always act count."""
    earlier: dict[tuple[str, str, str], tuple[Policy, frozenset[str]]] = {}
    for policy in connector.policies:
        if policy.template.casefold() == _CALL:
            earlier.clear()  # the extra call uses what was set up to here
        key = _target(policy)
        if key is None:
            continue
        operations = frozenset(operation.id or operation.path for operation in reached(connector, policy))
        before = earlier.get(key)
        if before is not None and before[1] and operations >= before[1] and not _uses_earlier(policy):
            what = f" of {key[1]}" if key[1] else ""
            message = f'"{policy.title or policy.template}" overwrites what "{before[0].title or key[0]}" sets{what}'
            related = (("the earlier policy", before[0].at),)
            yield Finding(policy.at, message, "remove one, or give them different operations", related)
        earlier[key] = (policy, operations)


def _target(policy: Policy) -> tuple[str, str, str] | None:
    """The template, the name of what is set, and the section; nothing for templates that add up."""
    given, template = policy.parameters or {}, policy.template.casefold()
    if template not in _NAMED or (given.get("existsAction", "override") != "override"):
        return None
    named = _NAMED[template]
    name = str(given.get(named, "")) if named else ""
    return template, name.casefold() if template == "setheader" else name, policy.section or ""


def _uses_earlier(policy: Policy) -> bool:
    """Whether the value may be made of the one that an earlier policy has set."""
    return _READS.search(str((policy.parameters or {}).get("value", ""))) is not None


_READS: Final = re.compile(r"@\{?\s*@?(?:headers?|queryParameters|body|item)\b", re.IGNORECASE)
_CALL: Final = "setvaluefromurl"
_NAMED: Final = {"dynamichosturl": "", "setheader": "name", "setqueryparameter": "name", "routerequesttoendpoint": ""}
"""The templates that set one value as a whole, and the parameter that names it."""
