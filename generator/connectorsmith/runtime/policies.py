"""The policies of a connector, prepared once and run for each call, in the order in which they are written."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Final

from msgspec import Struct

from connectorsmith.analysis.memoize import memoized
from connectorsmith.diagnostics import Diagnostic, Pointer, Severity
from connectorsmith.errors import ConnectorsmithError
from connectorsmith.language.policy_expression import PolicyCall, policy_parts
from connectorsmith.language.policy_templates import Effect, PolicyTemplate, catalogue, catalogue_of
from connectorsmith.model import Connector, Json, Policy
from connectorsmith.runtime.exchange import Exchange, Fault, PolicyPhase
from connectorsmith.runtime.expressions import Failed
from connectorsmith.runtime.platform_limit import PLATFORM_LIMIT
from connectorsmith.runtime.trace import Kind, Step

Apply = Callable[[Exchange, Mapping[str, Json]], Awaitable[str]]
Record = Callable[[Step], None]
_STEPS: Final = "connectorsmith.runtime.steps"
_BODY_STEPS: Final = frozenset(
    {
        *("set-property", "replace-text", "split-text", "encode-text", "to-object", "to-array", "move"),
        *("next-link", "poll"),
    }
)
"""The steps that change the body, whatever their arguments are."""


class Prepared(Struct, frozen=True):
    """One step of a policy or a limit, with its arguments; ``operations`` is ``None`` for all of them.

    ``at`` is ``None`` for the limit of the platform, which no file has. ``reads_body`` says that the body of the
    message has to be there as a whole.
    """

    kind: Kind
    title: str
    at: Pointer | None
    apply: Apply
    arguments: Mapping[str, Json]
    phases: frozenset[PolicyPhase]
    operations: frozenset[str] | None = None
    reads_body: bool = False

    def concerns(self, phase: PolicyPhase, operation: str | None) -> bool:
        """Whether the step runs for an operation in a phase."""
        return phase in self.phases and (self.operations is None or operation in self.operations)


def prepare(connector: Connector, templates: Mapping[str, PolicyTemplate] | None = None) -> tuple[Prepared, ...]:
    """The limits and the policies of a connector as steps, in order; without limits of its own, that of the platform.

    Raises ConnectorsmithError for a policy whose template is not known or has no effect.
    """
    known = catalogue_of(connector).templates if templates is None else templates
    return (*_limits(connector), *(step for policy in connector.policies for step in _policy(policy, known)))


def policy_faults(connector: Connector) -> Iterator[Diagnostic]:
    """An error for each policy that the gateway cannot run, without its place in a file."""
    known = catalogue_of(connector).templates
    for policy in connector.policies:
        try:
            tuple(_policy(policy, known))
        except ConnectorsmithError as fault:
            yield Diagnostic("policy-cannot-run", Severity.ERROR, fault.message, policy.at, hint=fault.hint)


@memoized
def prepared(connector: Connector) -> tuple[Prepared, ...]:
    """The result of ``prepare``, computed once for each connector."""
    return prepare(connector)


def _limits(connector: Connector) -> Iterator[Prepared]:
    template = catalogue().throttling
    for limit in connector.limits or (PLATFORM_LIMIT,):
        values = {"name": limit.name, "calls": limit.calls, "renewal_period": limit.renewal_period}
        for effect in template.effect:
            apply, phases = _step(effect, template)
            at = None if limit is PLATFORM_LIMIT else limit.at
            yield Prepared("limit", limit.name, at, apply, _arguments(effect, values, template), phases)


def _policy(policy: Policy, templates: Mapping[str, PolicyTemplate]) -> Iterator[Prepared]:
    template = templates.get(policy.template.lower())
    title = policy.title or policy.template
    if template is None:
        raise ConnectorsmithError(
            f'the policy "{title}" has the template {policy.template!r}, which is not known',
            "correct the name, or describe the template in a file of its own in policies/",
        )
    if not template.effect:
        raise ConnectorsmithError(
            f"the policy template {template.id} has no effect, so calls cannot be run",
            f"write its steps under effect: in policies/{template.id}.yaml",
        )
    section = _section(policy, template)
    operations = frozenset(policy.operations) if policy.operations else None
    for effect in template.effect:
        apply, phases = _step(effect, template)
        arguments = _arguments(effect, policy.parameters or {}, template)
        about = f"{title} ({template.id})"
        reads_body = effect.step in _BODY_STEPS or any(map(_names_body, arguments.values()))
        yield Prepared("policy", about, policy.at, apply, arguments, phases & section, operations, reads_body)


def _names_body(value: Json) -> bool:
    """Whether an argument is a text with an expression on a body."""
    return isinstance(value, str) and any(
        isinstance(part, PolicyCall) and part.is_place for part in policy_parts(value)
    )


def _section(policy: Policy, template: PolicyTemplate) -> frozenset[PolicyPhase]:
    """When an instance runs; a template without sections fixes it by what its steps are."""
    if not template.sections.allowed:
        return frozenset(PolicyPhase)
    written = policy.section or template.sections.default or template.sections.allowed[0]
    found = next((phase for phase in PolicyPhase if phase.value.lower() == written.lower()), None)
    if found is None:
        allowed = ", ".join(template.sections.allowed)
        raise ConnectorsmithError(f'the policy "{policy.title}" has no section {written!r}', f"write one of: {allowed}")
    return frozenset({found})


@cache
def _module(name: str) -> tuple[Apply, frozenset[PolicyPhase]] | None:
    path = f"{_STEPS}.{name.replace('-', '_')}"
    if find_spec(path) is None:
        return None
    module = import_module(path)
    return module.apply, module.PHASES


def _step(effect: Effect, template: PolicyTemplate) -> tuple[Apply, frozenset[PolicyPhase]]:
    found = _module(effect.step)
    if found is None:
        raise ConnectorsmithError(f"the policy template {template.id} has the step {effect.step!r}, which is not known")
    return found


def _arguments(effect: Effect, given: Mapping[str, Json], template: PolicyTemplate) -> dict[str, Json]:
    """The values of a step's arguments; what has another type than the template says is converted."""
    return {name: _value(given, parameter, template) for name, parameter in effect.arguments.items()}


def _value(given: Mapping[str, Json], name: str, template: PolicyTemplate) -> Json:
    parameter = template.parameters[name]
    value = given.get(name, parameter.default)
    if parameter.type == "string" and not isinstance(value, str):
        return "" if value is None else json.dumps(value)
    if parameter.type == "integer" and isinstance(value, str) and value.strip().isdecimal():
        return int(value)
    if not parameter.takes(value):
        raise ConnectorsmithError(f"a policy of the template {template.id} has no valid {name}: {value!r}")
    return value


async def run(
    steps: Sequence[Prepared], exchange: Exchange, phase: PolicyPhase, operation: str | None, record: Record
) -> None:
    """Run the steps that concern an operation in a phase, and record each. Raises Fault, after recording its step."""
    exchange.phase = phase
    for step in steps:
        if step.concerns(phase, operation):
            await _run_one(step, exchange, record)


async def _run_one(step: Prepared, exchange: Exchange, record: Record) -> None:
    before = exchange.message
    try:
        note = await _applied(step, exchange)
    except Fault as fault:
        record(Step(step.kind, step.title, step.at, before, fault.response, fault.message, exchange.take_assumed()))
        raise
    record(Step(step.kind, step.title, step.at, before, exchange.message, note, exchange.take_assumed()))


async def _applied(step: Prepared, exchange: Exchange) -> str:
    try:
        return await step.apply(exchange, step.arguments)
    except RecursionError:  # Python reads and writes about 1,000 levels of JSON, and copies half as many
        exchange.forget_body()
        raise Fault(500, "the body is nested too deep for this policy") from None
    except Failed as failed:
        if exchange.choose("failed-expression") == "fail":
            raise Fault(500, f"an expression cannot be evaluated: {failed}") from None
        return f"nothing changes, since an expression cannot be evaluated: {failed}"
