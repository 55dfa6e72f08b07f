"""Run cases through the gateway, and report their faults and the differences from their expectations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from connectorsmith.analysis.designer.connections import connection_fields, set_names
from connectorsmith.connector_tests.bench import Bench, CaseOutcome, World
from connectorsmith.connector_tests.case import Case, CaseCall
from connectorsmith.connector_tests.conformity import unfit_answer
from connectorsmith.connector_tests.run_steps import run_steps
from connectorsmith.diagnostics import Diagnostic, Pointer, Severity
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.model import Connector, Operation
from connectorsmith.runtime.execute import execute
from connectorsmith.runtime.inputs import CannotCompose, input_parameters, unknown

NOT_VALID: Final = "case-not-valid"


async def run_case(world: World, case: Case) -> CaseOutcome:
    """Run a case and compare what comes of it."""
    operation = world.connector.operation(case.operation)
    if operation is None:
        return CaseOutcome(case, tuple(_unknown_operation(world.connector, case)))
    faults = tuple(case_faults(world.connector, operation, case))
    if faults:
        return CaseOutcome(case, faults)
    bench = Bench(world, case, operation)
    try:
        if case.steps:
            await run_steps(bench)
        else:
            await _run_call(bench, case.call)
    except CannotCompose as fault:
        bench.findings.append(_fault(fault.message, case.call.at / "inputs", fault.hint))
    return bench.outcome()


async def _run_call(bench: Bench, call: CaseCall) -> None:
    gateway, spy = bench.gateway(call)
    result = await execute(gateway, bench.call(call))
    bench.take(call, result, spy)
    bench.findings += unfit_answer(bench.world.connector, bench.operation, result.response, bench.case.at)


def case_faults(connector: Connector, operation: Operation, case: Case) -> Iterator[Diagnostic]:
    """The names in a case that the connector does not have."""
    yield from _connection_faults(connector, case)
    yield from _input_faults(connector, operation, case)


def _unknown_operation(connector: Connector, case: Case) -> Iterator[Diagnostic]:
    known = [one.id for one in connector.operations if one.id]
    yield _fault(f"there is no operation {case.operation}", case.at / "operation", _meant(case.operation, known))


def _connection_faults(connector: Connector, case: Case) -> Iterator[Diagnostic]:
    sets = set_names(connector)
    if case.set_name is not None and case.set_name not in sets:
        message = f"there is no set of connection parameters {case.set_name}"
        yield _fault(message, case.at / "set", _meant(case.set_name, sets))
        return
    known = [one.key for one in connection_fields(connector, case.set_name or next(iter(sets), None))]
    for name in case.connection:
        if name not in known:
            message = f"there is no connection parameter {name}"
            yield _fault(message, case.at / "connection" / name, _meant(name, known))


def _input_faults(connector: Connector, operation: Operation, case: Case) -> Iterator[Diagnostic]:
    known = input_parameters(connector, operation)
    names = [one.name or "" for one in known]
    for call in (case.call, *(step.call for step in case.steps)):
        for key in unknown(call.inputs, known):
            message = f"{operation.id} has no input {key}"
            yield _fault(message, call.at / "inputs" / key, _meant(key.partition("/")[0], names))


def _meant(name: str, known: Any) -> str | None:
    likely = suggest(name, known)
    return f"did you mean {likely}?" if likely else f"known: {', '.join(known)}" if known else None


def _fault(message: str, at: Pointer, hint: str | None) -> Diagnostic:
    return Diagnostic(NOT_VALID, Severity.ERROR, message, at, hint=hint)
