"""Findings on the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from connectorsmith.cli._finding_secrets import has_secret_elsewhere, hide_near, without_their_secrets
from connectorsmith.cli._options import FINDINGS
from connectorsmith.cli._print import coloured, say_findings
from connectorsmith.cli._shown_lines import shown_lines
from connectorsmith.cli._volume import collect_findings, is_verbose, outcome
from connectorsmith.diagnostics import Diagnostic, Rule, formats
from connectorsmith.diagnostics.presentation import Presentation


def report(
    diagnostics: Sequence[Diagnostic],
    form: str = "text",
    rules: tuple[Rule, ...] = (),
    err: bool = False,
    most: int | None = None,
) -> None:
    """Print findings in one of the output formats; with ``err`` on standard error, beside the verb's own output.

    As text, ``most`` findings of one rule in one file are shown in full, all of them if it is ``None`` or with
    --verbose.
    """
    form = form if outcome() is None else "json"
    texts = [*dict.fromkeys(text for one in diagnostics for text in (one.message, one.hint) if text)]
    secrets = hide_near(diagnostics, texts)
    shown = Presentation(
        lines=partial(shown_lines, diagnostics, secrets),
        rules=rules,
        colour=form == "text" and coloured(sys.stderr if err else None),
        most=None if is_verbose() else most,
    )
    clean = without_their_secrets(diagnostics, texts, pointers=form != "text")  # which shows lines instead
    text = formats.write(clean, form, shown)
    if outcome() is not None:
        collect_findings(text)
    elif text:
        say_findings(text, err=err, clean=not has_secret_elsewhere(diagnostics))


@contextmanager
def reported_spec_errors(form: str = "text") -> Iterator[None]:
    """Report what keeps a spec from being opened, and exit with the code of findings."""
    from connectorsmith import api

    try:
        yield
    except api.SpecError as fault:
        report(fault.diagnostics, form)
        sys.exit(FINDINGS)
