"""A rule that certification enforces is an error for certified connectors, and as severe as it says for others."""

from __future__ import annotations

import pytest

from connectorsmith.diagnostics import Severity
from connectorsmith.emitters.icon import draw
from connectorsmith.lint.selection import Selection, all_rules
from connectorsmith.model import Connector

SMALL = Connector("orders", assets={"icon.png": draw("O", (0, 55, 74)).replace(b"\0\0\0\xe6", b"\0\0\0\x32", 1)})


@pytest.mark.parametrize(("profile", "severity"), [("certified", Severity.ERROR), ("custom", Severity.WARNING)])
def test_icon_of_wrong_size(profile, severity):
    found = [one for rule in Selection(profile).rules(SMALL) for one in rule.diagnose(SMALL)]
    assert [(one.severity, one.message) for one in found if one.rule == "icon-of-wrong-size"] == [
        (severity, "icon.png has 50 x 230 pixels")
    ]


def test_profiles_in_which_a_rule_is_an_error_are_among_its_own():
    assert [rule.id for rule in all_rules() if not rule.error_in <= rule.profiles] == []
