"""The expressions in the policies of a connector, with the place of each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from connectorsmith.diagnostics import Pointer
from connectorsmith.language.policy_expression import PolicyCall, policy_parts
from connectorsmith.model import Connector, Json, Operation, Policy


class Written(Struct, frozen=True):
    """A text of a policy: the policy, the name of the parameter that holds it, the text, and its place."""

    policy: Policy
    name: str
    text: str
    at: Pointer

    @property
    def calls(self) -> Iterator[PolicyCall]:
        """The calls in the text."""
        return (part for part in policy_parts(self.text) if isinstance(part, PolicyCall))

    @property
    def literals(self) -> Iterator[str]:
        """The parts of the text between the calls."""
        return (part for part in policy_parts(self.text) if isinstance(part, str))


def policy_texts(connector: Connector) -> Iterator[Written]:
    """Every text in the parameters of every policy that may hold an expression."""
    for policy in connector.policies:
        for name, value in (policy.parameters or {}).items():
            if name not in _PLAIN:
                yield from (Written(policy, name, text, at) for text, at in _texts(value, policy.at / name))


def reached(connector: Connector, policy: Policy) -> list[Operation]:
    """The operations that a policy applies to: those that it lists, or all."""
    names = policy.operations
    return [operation for operation in connector.operations if not names or operation.id in names]


def _texts(value: Json, at: Pointer) -> Iterator[tuple[str, Pointer]]:
    if isinstance(value, str):
        if "@" in value or "{" in value:
            yield value, at
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, at / key)


_PLAIN: Final = ("sourceString", "replacementString", "delimiterList")
"""Parameters that are taken as they are written."""
