"""Fixes of many findings in one file: each is told once, and compared with those at its own place only."""

from __future__ import annotations

from connectorsmith.diagnostics import SPEC, Diagnostic, Fix, Severity, Span
from connectorsmith.lint.fix import Fixed, plan_fixes

COUNT = 100


class Key(str):
    """A key that counts how often any of them is compared with another one."""

    compared = 0

    def __eq__(self, other):
        Key.compared += 1
        return super().__eq__(other)

    __hash__ = str.__hash__


def test_fixes_are_compared_with_those_at_the_same_place(tmp_path):
    file = tmp_path / "definitions.yaml"
    names = [f"D{number:03}" for number in range(COUNT)]
    file.write_text("definitions:\n" + "".join(f"  {name}: {{type: string}}\n" for name in names), "utf-8")
    found = [
        Diagnostic(
            "description-without-end",
            Severity.WARNING,
            "no end",
            SPEC / "definitions" / name,
            Span(file, number + 2, 3),
            fixes=(Fix.set(SPEC / "definitions" / Key(name) / "description", f"Of {name}."),),
        )
        for number, name in enumerate(names)
    ]
    fixed = Fixed()
    (change,) = plan_fixes([file], found, fixed)
    assert b"D099: {type: string, description: Of D099.}" in (change.new or b"")
    assert len(fixed.done) == COUNT
    assert Key.compared < 20 * COUNT
