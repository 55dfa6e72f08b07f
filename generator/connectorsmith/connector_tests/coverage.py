"""The coverage of cases: operations, the answers that they describe, policies, and branches of recipes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, Literal, TypeAlias

from msgspec import Struct

from connectorsmith.connector_tests.bench import CaseOutcome
from connectorsmith.connector_tests.conformity import declared_response
from connectorsmith.custom_code.script_branches import Branch
from connectorsmith.diagnostics import Pointer, Span
from connectorsmith.model import Connector
from connectorsmith.runtime.message import Response
from connectorsmith.runtime.trace import Step

Kind: TypeAlias = Literal["operations", "responses", "policies", "branches"]
KINDS: Final[tuple[Kind, ...]] = ("operations", "responses", "policies", "branches")
_TOO_MANY: Final = 429


class Item(Struct, frozen=True):
    """One item to cover: its name, its place in the spec, and whether a case covers it."""

    kind: Kind
    name: str
    at: Pointer | Span
    tried: bool


def coverage(
    connector: Connector, outcomes: Sequence[CaseOutcome], branches: Sequence[Branch], taken: set[int], folder: Path
) -> list[Item]:
    """Everything that there is to try in a connector. ``folder`` is where the files of the spec are."""
    return [
        *_operations(connector, outcomes),
        *_responses(connector, outcomes),
        *_policies(connector, [step for one in outcomes for result in one.results for step in result.trace]),
        *_branches(branches, taken, folder),
    ]


def _operations(connector: Connector, outcomes: Iterable[CaseOutcome]) -> Iterator[Item]:
    tried = {one.case.operation for one in outcomes if one.results}
    for operation in connector.operations:
        if operation.id:
            yield Item("operations", operation.id, operation.at, operation.id in tried)


def _responses(connector: Connector, outcomes: Iterable[CaseOutcome]) -> Iterator[Item]:
    tried = {
        (one.case.operation, declared_response(connector, operation, result.response.status))
        for one in outcomes
        if (operation := connector.operation(one.case.operation)) is not None
        for result in one.results
    }
    for operation in connector.operations:
        for code, response in (operation.responses or {}).items():
            yield Item("responses", f"{operation.id} {code}", response.at, (operation.id or "", code) in tried)


def _policies(connector: Connector, steps: Sequence[Step]) -> Iterator[Item]:
    """A policy is tried where it has changed something, a limit where it has refused a call."""
    changed = {str(step.at) for step in steps if step.kind == "policy" and step.before != step.after}
    refused = {
        str(step.at)
        for step in steps
        if step.kind == "limit" and isinstance(step.after, Response) and step.after.status == _TOO_MANY
    }
    for policy in connector.policies:
        yield Item("policies", policy.title or policy.template, policy.at, str(policy.at) in changed)
    for limit in connector.limits:
        yield Item("policies", limit.name, limit.at, str(limit.at) in refused)


def _branches(branches: Sequence[Branch], taken: set[int], folder: Path) -> Iterator[Item]:
    for number, branch in enumerate(branches):
        origin = branch.origin
        at = Span(folder / origin[0], origin[1], 1) if isinstance(origin, tuple) else origin
        yield Item("branches", branch.code, at, number in taken)
