"""A rule: a check with a name, a severity and documentation; found by looking into a package, never listed."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable
from importlib.machinery import BYTECODE_SUFFIXES, SOURCE_SUFFIXES
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from connectorsmith.diagnostics.diagnostic import Diagnostic, Severity
from connectorsmith.diagnostics.fix import Fix
from connectorsmith.diagnostics.place import Pointer

CERTIFIED = "certified"
INDEPENDENT_PUBLISHER = "independent-publisher"
CUSTOM = "custom"
PROFILES = frozenset({CERTIFIED, INDEPENDENT_PUBLISHER, CUSTOM})
PUBLISHED = frozenset({CERTIFIED, INDEPENDENT_PUBLISHER})
"""The profiles of connectors that go through certification."""
_SUFFIXES: Final = frozenset((*SOURCE_SUFFIXES, *BYTECODE_SUFFIXES))
REQUIRED = "required"
"""The folder of the rules that ``validate`` enforces and ``build`` needs."""


class Finding(Struct, frozen=True, gc=False):
    """One place where a rule is broken: where, what is wrong there, what to write instead, further places.

    ``fixes`` are changes of the spec that together put it right and cannot be wrong; most findings have none.
    """

    at: Pointer
    message: str
    hint: str | None = None
    related: tuple[tuple[str, Pointer], ...] = ()
    fixes: tuple[Fix, ...] = ()


Check = Callable[[Any], Iterable[Finding]]


class Rule(Struct, frozen=True):
    """A check and its metadata. ``validate`` runs the ``required`` rules only, and their findings stop ``build``."""

    id: str
    severity: Severity
    check: Check
    documentation: str
    code: str | None = None
    profiles: frozenset[str] = PROFILES
    required: bool = False
    error_in: frozenset[str] = frozenset()
    """The profiles in which a finding is an error, whatever the severity is elsewhere."""
    compares: bool = False
    """Whether it compares the definition with apiProperties, and is wrong where one of them is not there."""
    fixable: bool = False
    """Whether its findings have fixes, which ``lint --fix`` makes in specs."""

    def within(self, profile: str) -> Rule:
        """The rule with the severity that it has in a profile."""
        return replace(self, severity=Severity.ERROR) if profile in self.error_in else self

    def diagnose(self, connector: object) -> list[Diagnostic]:
        """Run the check on a connector and put each finding into the tool's one form."""
        return [
            Diagnostic(
                self.id, self.severity, one.message, one.at, None, one.hint, self.code, one.related, (), one.fixes
            )
            for one in self.check(connector)
        ]


def rule(
    severity: Severity,
    *,
    code: str | None = None,
    profiles: frozenset[str] = PROFILES,
    error_in: frozenset[str] = frozenset(),
    compares: bool = False,
    fixable: bool = False,
) -> Callable[[Check], Rule]:
    """Make a rule of the decorated check.

    The module's name is the rule's id, its docstring the documentation, and its folder says whether the rule is
    required. In the profiles of ``error_in`` a finding is an error. A rule that ``compares`` the definition with
    apiProperties runs in ``lint`` where both are there. The findings of a ``fixable`` one have fixes.
    """

    def decorate(check: Check) -> Rule:
        module = importlib.import_module(check.__module__)
        folder, name = check.__module__.split(".")[-2:]
        documentation = (module.__doc__ or "").strip()
        rule_id, required = name.replace("_", "-"), folder == REQUIRED
        return Rule(rule_id, severity, check, documentation, code, profiles, required, error_in, compares, fixable)

    return decorate


def discover(package: ModuleType) -> tuple[Rule, ...]:
    """Every rule of a package, by id; each of its modules is one."""
    return tuple(load_rule(package.__name__, rule_id) for rule_id in rule_ids(package))


def rule_ids(package: ModuleType) -> list[str]:
    """The ids of the rules of a package, sorted; none of them is imported.

    ``pkgutil.iter_modules`` takes as long as twenty rules take to import. A file whose name is not an identifier, such
    as ``._rule.py`` of macOS, is left out. Raises OSError for a package in a ZIP archive.
    """
    files = (file for folder in package.__path__ for file in Path(folder).iterdir())
    modules = {file.stem for file in files if file.suffix in _SUFFIXES and file.stem.isidentifier()}
    return sorted(name.replace("_", "-") for name in modules - {"__init__"})


def load_rule(package: str, rule_id: str) -> Rule:
    """The rule of an id, from the package of this name. Raises ImportError if its module has no rule."""
    module = importlib.import_module(f"{package}.{rule_id.replace('-', '_')}")
    found = getattr(module, "check", None)
    if not isinstance(found, Rule):
        raise ImportError(f"{module.__name__} has no rule named check")
    return found
