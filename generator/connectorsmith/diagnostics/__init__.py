"""Diagnostics, places, rules, and one module per output format."""

from connectorsmith.diagnostics.diagnostic import Diagnostic, Severity, has_errors
from connectorsmith.diagnostics.fix import Fix
from connectorsmith.diagnostics.place import DEFINITION, PROPERTIES, SPEC, Pointer, Span
from connectorsmith.diagnostics.presentation import Presentation
from connectorsmith.diagnostics.rule import Finding, Rule, discover, rule

__all__ = [
    "DEFINITION",
    "PROPERTIES",
    "SPEC",
    "Diagnostic",
    "Finding",
    "Fix",
    "Pointer",
    "Presentation",
    "Rule",
    "Severity",
    "Span",
    "discover",
    "has_errors",
    "rule",
]
