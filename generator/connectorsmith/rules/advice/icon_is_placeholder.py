"""The icon is the placeholder that a build draws.

Why: certification asks for the publisher's logo; initials on a colour are for development.
Write: icon.png with the logo, beside connector.yaml.
Bad:
    specs/shop has no icon.png
Good:
    specs/shop/icon.png is the logo of the shop
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import SPEC, Finding, Pointer, Severity, rule
from connectorsmith.diagnostics.rule import CERTIFIED
from connectorsmith.emitters.icon import is_drawn
from connectorsmith.model import Connector
from connectorsmith.model.files import ICON
from connectorsmith.rules.support.message_words import in_spec


@rule(Severity.WARNING, profiles=frozenset({CERTIFIED}))
def check(connector: Connector) -> Iterator[Finding]:
    """Look for an icon beside the spec; look whether the one of a package was drawn by a build."""
    hint = f"add the logo as {ICON} beside connector.yaml"
    given = connector.assets.get(ICON)
    if given is None:
        if in_spec(connector.at):
            yield Finding(SPEC / "info", f"{ICON} is a placeholder: the build draws initials", hint)
    elif is_drawn(given):
        yield Finding(Pointer(ICON), f"{ICON} is a placeholder: initials that a build has drawn", hint)
