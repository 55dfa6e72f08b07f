"""The address that a policy calls does not begin with a scheme.

Why: the policy replaces the scheme of the definition as well; an address without one cannot be called.
Write: "https://" before the host. Nothing, if a connection parameter holds the whole address.
Bad:
    urlTemplate: "shop.@connectionParameters('region').example.com"
Good:
    urlTemplate: "https://shop.@connectionParameters('region').example.com"
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/policy-templates/dynamichosturl/dynamichosturl;
    all 192 such policies of published connectors begin with a scheme or with an expression
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.language.policy_expression import policy_parts
from connectorsmith.model import Connector

_BEGINS: Final = re.compile(r"https?://|@|\{@", re.IGNORECASE)
_TEMPLATES: Final = ("dynamichosturl", "dynamicsubdomain")


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look at how each address begins; what an expression gives is not known."""
    for policy in connector.policies:
        address = (policy.parameters or {}).get("urlTemplate")
        if policy.template.casefold() in _TEMPLATES and isinstance(address, str):
            first = next(iter(policy_parts(address)), "")
            if isinstance(first, str) and first and not _BEGINS.match(first):
                message = f'the address "{address}" does not begin with a scheme'
                yield Finding(policy.at / "urlTemplate", message, "begin it with https://")
