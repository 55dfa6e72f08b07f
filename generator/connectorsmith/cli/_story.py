"""The trace of a call as a story: each step with its place in the spec, and what it changed in the message."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from connectorsmith.cli._print import Painted, say
from connectorsmith.diagnostics import Span
from connectorsmith.diagnostics.presentation import shown_path
from connectorsmith.runtime.message import Message, Request
from connectorsmith.runtime.message_json import message_json
from connectorsmith.runtime.step_changes import StepChange, changes
from connectorsmith.runtime.trace import Step

if TYPE_CHECKING:
    from connectorsmith.runtime.trace import Trace
    from connectorsmith.source.document import Document

_COLOURS: Final = {"+": "green", "-": "red", "~": "yellow"}
_WIDTH: Final = 16
_SENT: Final = ("send", "call")
"""Steps whose messages are a request and its answer."""


def tell(trace: Trace, documents: Mapping[str, Document], *, err: bool = False) -> None:
    """Print the steps of a trace, with their places in the documents of the connector."""
    last: Message | None = None
    for number, step in enumerate(trace, 1):
        place = place_of(step, documents)
        say(
            Painted(f"{number:>2} {step.kind:<{_WIDTH - 3}}", "cyan"),
            Painted(step.title, bold=True),
            f"  {place}" if place else "",
            err=err,
        )
        lines = changes(step)
        if step.kind in _SENT and isinstance(step.before, Request):
            sent = StepChange(" ", f"{step.before.method} {step.before.url}")
            lines = [sent, *_differences(last, step.before), *lines]
        last = step.after if isinstance(step.after, Request) else last
        for change in lines:
            colon = ": " if change.value else ""
            text = f"{change.sign} {change.what}{colon}{change.value}"
            say(" " * _WIDTH, Painted(text, _COLOURS.get(change.sign)), err=err)
        if step.note or not lines:
            say(" " * _WIDTH, step.note or "nothing changes", err=err)
        for option in step.assumed:
            say(" " * _WIDTH, Painted(f"assumed: {option}", "magenta"), err=err)


def _differences(last: Message | None, sent: Request) -> list[StepChange]:
    """The changes that a script made to its request, without the address, which is shown anyway."""
    if not isinstance(last, Request):
        return []
    return [one for one in changes(Step("send", "", before=last, after=sent)) if one.value]


def as_json(trace: Trace, documents: Mapping[str, Document]) -> list[dict[str, Any]]:
    """The steps of a trace as JSON values."""
    return [
        {
            "kind": step.kind,
            "title": step.title,
            "place": place_of(step, documents),
            "before": message_json(step.before),
            "after": message_json(step.after),
            "note": step.note,
            "assumed": list(step.assumed),
        }
        for step in trace
    ]


def place_of(step: Step, documents: Mapping[str, Document]) -> str | None:
    """Where the spec says a step, as file and line; the file as it is reached from here."""
    document = documents.get(step.at.document) if step.at is not None else None
    if document is None or step.at is None:
        return None
    return shown(document.span(step.at))


def shown(span: Span) -> str:
    """A place as file and line, the file as it is reached from here."""
    return f"{shown_path(span.file.absolute(), Path.cwd())}:{span.line}"
