"""The steps of a trigger's case: registered, notified, asked, and removed, while time goes by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.connector_tests.bench import Bench
from connectorsmith.connector_tests.case import CaseCall, CaseStep
from connectorsmith.connector_tests.compare import ANSWER
from connectorsmith.connector_tests.conformity import UNFIT, unfit_answer
from connectorsmith.diagnostics import Diagnostic, Pointer, Severity
from connectorsmith.runtime import triggers
from connectorsmith.runtime.conformance import Misfit
from connectorsmith.runtime.polling import poll

FLOW: Final = "flow"
"""The key of the flow of a case."""


async def run_steps(bench: Bench) -> None:
    """Run the steps of a case, one after the other."""
    for step in bench.case.steps:
        match step.kind:
            case "advance":
                bench.clock.advance(step.seconds)
            case "register":
                await _register(bench, step)
            case "notify":
                await _notify(bench, step)
            case "poll":
                await _poll(bench, step)
            case "unsubscribe":
                await _unsubscribe(bench, step)


async def _register(bench: Bench, step: CaseStep) -> None:
    gateway, spy = bench.gateway(step.call)
    registered = await triggers.register(gateway, bench.call(step.call), FLOW)
    if registered.removed is not None:
        bench.results.append(registered.removed)
    bench.take(step.call, registered.result, spy)
    response = registered.result.response
    bench.findings += unfit_answer(bench.world.connector, bench.operation, response, bench.case.at)
    if 200 <= response.status <= 299 and registered.location is None:
        message = "the registration has no Location, so the webhook cannot be removed"
        bench.findings.append(_fault(message, step.at, "let the connector set it, with the recipe `location`"))


async def _notify(bench: Bench, step: CaseStep) -> None:
    gateway, _ = bench.gateway(CaseCall())
    notified = await triggers.notify(gateway, FLOW, step.notification)
    if notified is None:
        bench.findings.append(_fault("no webhook is registered that could be notified", step.at, None))
        return
    found = [*_unread(step), *_unfit(notified.misfits, step.at)]
    if step.fits:
        bench.findings += found
    elif not found:
        bench.findings.append(_fault("the notification fits its schema", step.at / "fits", None))
    if step.runs is not None and notified.runs != step.runs:
        message = f"the notification starts {notified.runs} runs, not {step.runs}"
        bench.findings.append(_fault(message, step.at / "runs", None))


async def _poll(bench: Bench, step: CaseStep) -> None:
    gateway, spy = bench.gateway(step.call)
    polled = await poll(gateway, bench.call(step.call), FLOW)
    bench.take(step.call, polled.result, spy)
    bench.findings += unfit_answer(bench.world.connector, bench.operation, polled.result.response, bench.case.at)


async def _unsubscribe(bench: Bench, step: CaseStep) -> None:
    gateway, spy = bench.gateway(step.call)
    result = await triggers.unsubscribe(gateway, FLOW)
    if result is None:
        bench.findings.append(_fault("no webhook is registered that could be removed", step.at, None))
        return
    bench.take(step.call, result, spy)


def _unread(step: CaseStep) -> Iterator[Diagnostic]:
    """The header by which a flow gets a notification as a file, and not as the values that its schema describes.

    Source: https://learn.microsoft.com/azure/logic-apps/logic-apps-content-type
    """
    for name, value in step.headers.items():
        media = value.partition(";")[0].strip().lower()
        read = media.endswith(("/json", "+json")) or (media == "text/plain" and isinstance(step.notification, str))
        if name.lower() == "content-type" and not read:
            message = f"flows read no values from a notification of the type {media}"
            yield Diagnostic(
                UNFIT, Severity.ERROR, message, step.at / "headers" / name, hint="let the service send JSON"
            )


def _unfit(misfits: tuple[Misfit, ...], case: Pointer) -> Iterator[Diagnostic]:
    for one in misfits:
        path = "/".join(str(key) for key in ("body", *one.path))
        message = f"{path} of the notification {one.message}"
        yield Diagnostic(UNFIT, Severity.ERROR, message, one.at, places=(("the case", case),))


def _fault(message: str, at: Pointer, hint: str | None) -> Diagnostic:
    return Diagnostic(ANSWER, Severity.ERROR, message, at, hint=hint)
