"""All cases of a connector: read, chosen, run, and counted."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

from msgspec import Struct, field

from connectorsmith.analysis.webhooks import webhooks
from connectorsmith.connector_tests.bench import CaseOutcome, World
from connectorsmith.connector_tests.case import Case
from connectorsmith.connector_tests.clients import client_findings
from connectorsmith.connector_tests.coverage import Item, coverage
from connectorsmith.connector_tests.read_cases import CaseFile, case_files, read_cases
from connectorsmith.connector_tests.recorded_backend import base_address, recorded_exchanges
from connectorsmith.connector_tests.run import run_case
from connectorsmith.connector_tests.taught_backend import TaughtBackend
from connectorsmith.custom_code.compile_script import script_of
from connectorsmith.custom_code.hosted import hosted_script
from connectorsmith.custom_code.script_branches import Branch, BranchCounter, mark_branches
from connectorsmith.diagnostics import Diagnostic, Severity
from connectorsmith.model import Connector
from connectorsmith.runtime.backend import Backend
from connectorsmith.runtime.connection import Connection
from connectorsmith.runtime.script_host import ScriptHost
from connectorsmith.workspace.opened import OpenedConnector

OnOutcome = Callable[[CaseOutcome], None]


class Live(Struct, frozen=True):
    """The real service, and the connection to it."""

    backend: Backend
    connection: Connection


class Suite(Struct, frozen=True):
    """The cases of a connector, by their files."""

    opened: OpenedConnector
    connector: Connector
    files: tuple[CaseFile, ...]

    @property
    def faults(self) -> list[Diagnostic]:
        """The faults of the files themselves."""
        return [fault for file in self.files for fault in file.diagnostics]

    def count(self, operation: str | None = None) -> int:
        """How many cases there are, of one operation or of all."""
        return sum(operation in (None, case.operation) for file in self.files for case in file.cases)


class Report(Struct, frozen=True):
    """The outcome of a suite: results by file, findings with their places, and the coverage."""

    outcomes: tuple[tuple[CaseFile, tuple[CaseOutcome, ...]], ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    items: tuple[Item, ...] = ()

    @property
    def all(self) -> tuple[CaseOutcome, ...]:
        """Every outcome, in the order of the files."""
        return tuple(outcome for _, outcomes in self.outcomes for outcome in outcomes)


class Run(Struct, frozen=True):
    """How a suite is run: against which backend, and which of its cases.

    ``mock`` makes the mock of a connector; what that cannot answer goes to the backend that it is given. ``clients``
    reports where the requests of flows and apps differ.
    """

    mock: Callable[[Connector, Backend], Backend]
    live: Live | None = None
    operation: str | None = None
    coverage: bool = False
    clients: bool = False
    on_outcome: OnOutcome = field(default_factory=lambda: _ignore)


def _ignore(_: CaseOutcome) -> None:
    """Say nothing of an outcome."""


def read_suite(opened: OpenedConnector, connector: Connector) -> Suite:
    """Read the cases of an opened spec. Raises FileError."""
    home = opened.target.folder
    return Suite(opened, connector, tuple(read_cases(file, home) for file in case_files(opened.target)))


async def run_suite(suite: Suite, run: Run) -> Report:
    """Run the cases of a suite. Raises ToolError if the connector has custom code and Mono is missing."""
    outcomes: list[tuple[CaseFile, tuple[CaseOutcome, ...]]] = []
    findings: list[Diagnostic] = list(suite.faults)
    cases = [case for file in suite.files for case in file.cases]
    taught = TaughtBackend(recorded_exchanges(cases), base_address(suite.connector))
    async with _scripts(suite, run) as (scripts, counter, branches):
        world = World(
            suite.connector,
            lambda: run.mock(suite.connector, taught),
            scripts,
            run.live.backend if run.live else None,
            run.live.connection if run.live else None,
        )
        for file in suite.files:
            found = []
            for case in file.cases:
                if run.operation not in (None, case.operation):
                    continue
                if run.live is not None and case.operation in webhooks(suite.connector):
                    findings += file.placed([_left_out(suite, case)], suite.opened.documents)
                    continue
                found.append(await run_case(world, case))
                run.on_outcome(found[-1])
            chosen = [outcome.case for outcome in found] if run.clients else []
            differing = [one for case in chosen for one in client_findings(suite.connector, case)]
            findings += file.placed(differing, suite.opened.documents)
            outcomes.append((file, tuple(found)))
            findings += file.placed([one for outcome in found for one in outcome.findings], suite.opened.documents)
    every = [outcome for _, found in outcomes for outcome in found]
    items = coverage(suite.connector, every, branches, counter.taken if counter else set(), suite.opened.target.folder)
    return Report(tuple(outcomes), tuple(findings), tuple(items) if run.coverage else ())


def _left_out(suite: Suite, case: Case) -> Diagnostic:
    """Why a live run leaves out the case of a webhook: the service cannot reach the address that it would register."""
    message = (
        f"the case is left out of the live run: the service cannot call the address that {case.operation} registers"
    )
    command = f"connectorsmith call {suite.connector.id} {case.operation} --backend live --listen"
    return Diagnostic("case-left-out", Severity.WARNING, message, case.at, hint=f"listen on this machine: {command}")


@asynccontextmanager
async def _scripts(
    suite: Suite, run: Run
) -> AsyncIterator[tuple[ScriptHost | None, BranchCounter | None, Sequence[Branch]]]:
    """The host of the connector's script, which counts branches if they are asked for; only if a case needs it."""
    written = script_of(suite.connector) if _needs_script(suite, run.operation) else None
    if written is None:
        yield None, None, ()
    elif not run.coverage:
        async with hosted_script(suite.opened) as host:
            yield host, None, ()
    else:
        marked = mark_branches(written)
        async with hosted_script(suite.opened, None, marked.script) as host:
            counter = BranchCounter(host) if host is not None else None
            yield counter, counter, marked.branches


def _needs_script(suite: Suite, operation: str | None) -> bool:
    return suite.count(operation) > 0
